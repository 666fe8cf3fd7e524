import { isBefore } from '../../src/k8ssandra/releases/release-order.ts';

describe('isBefore', () => {
  test.each([
    ['1.4.1', '1.5.0'],
    ['v1.4.1', '1.10.0'],
    ['1.9.2', 'v1.10.0'],
    ['1.27.0', '1.27.1'],
    ['1.26', '1.27.0'],
    ['0.4.0', '1'],
    ['1.26.0-rc.1', '1.27.0'],
  ])('%s comes before %s', (left, right) => {
    expect(isBefore(left, right)).toBe(true);
    expect(isBefore(right, left)).toBe(false);
  });

  test.each([
    ['1.27.0', '1.27.0'],
    ['v1.27.0', '1.27'],
    ['1.27.0-rc.1', '1.27.0'],
  ])('%s and %s are one', (left, right) => {
    expect(isBefore(left, right)).toBe(false);
    expect(isBefore(right, left)).toBe(false);
  });
});
