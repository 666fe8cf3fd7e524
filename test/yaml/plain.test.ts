import { plainValue } from '../../src/yaml/plain.ts';

describe('plain scalars are typed as sigs.k8s.io/yaml types them', () => {
  test.each(['', '~', 'null', 'Null', 'NULL'])('%j is null', (text) => {
    expect(plainValue(text)).toBeNull();
  });

  test.each(['y', 'Y', 'yes', 'Yes', 'YES', 'on', 'On', 'ON', 'true', 'True', 'TRUE'])('%s is true', (text) => {
    expect(plainValue(text)).toBe(true);
  });

  test.each(['n', 'N', 'no', 'No', 'NO', 'off', 'Off', 'OFF', 'false', 'False', 'FALSE'])('%s is false', (text) => {
    expect(plainValue(text)).toBe(false);
  });

  test.each([
    ['0', 0n],
    ['-0', 0n],
    ['42', 42n],
    ['+42', 42n],
    ['-42', -42n],
    ['1_000', 1000n],
    ['1__0_', 10n],
    ['+_1', 1n],
    ['010', 8n],
    ['0_10', 8n],
    ['-010', -8n],
    ['00', 0n],
    ['0o17', 15n],
    ['0O17', 15n],
    ['0b11', 3n],
    ['-0b11', -3n],
    ['0x1F', 31n],
    ['0X_1f', 31n],
    ['9223372036854775807', 2n ** 63n - 1n],
    ['-9223372036854775808', -(2n ** 63n)],
    ['18446744073709551615', 2n ** 64n - 1n],
  ])('%s is the integer %s', (text, value) => {
    expect(plainValue(text)).toBe(value);
  });

  test.each([
    ['1.10', 1.1],
    ['4.', 4],
    ['.5', 0.5],
    ['+.5', 0.5],
    ['-1.5e3', -1500],
    ['1e3', 1000],
    ['1E-2', 0.01],
    ['1_0.5', 10.5],
    ['.1_0', 0.1],
    ['08', 8],
    ['09.5', 9.5],
    ['18446744073709551616', 2 ** 64],
    ['-9223372036854775809', -(2 ** 63)],
    ['.inf', Number.POSITIVE_INFINITY],
    ['+.INF', Number.POSITIVE_INFINITY],
    ['-.Inf', Number.NEGATIVE_INFINITY],
    ['.NaN', Number.NaN],
  ])('%s is the float %s', (text, value) => {
    expect(plainValue(text)).toBe(value);
  });

  test.each([
    ...['nginx', 'yES', 'tRUE', 'nULL', 'oN', 'none', 'yn', 'nan', 'inf', '.Nan', '<<', '='],
    ...['1.2.3', '5.0.6-ubi', 'v1.77', '1:30', '1:30.5', '2024-01-01', '2024-01-01T10:00:00Z', '1e400', '1e', 'e3'],
    ...[
      '-',
      '+',
      '.',
      '..',
      '_1',
      '._1',
      '.1__0',
      '0x',
      '0b',
      '0b2',
      '0o8',
      '0xg',
      '0x1p3',
      '1 000',
      '--1',
      '+-1',
      '-y',
    ],
  ])('%s is a string', (text) => {
    expect(plainValue(text)).toBe(text);
  });
});
