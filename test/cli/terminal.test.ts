/** What is printed where people look at it: colours, and tables that fit. */
import { deployment } from './manifests.ts';
import { folderOf, run } from './run.ts';

const folder = folderOf({
  'on.yaml': deployment('m.io/a/b:1'),
  'off.yaml': deployment('quay.io/a/b:1'),
});
const mirror = ['--registry', 'm.io'];
const mark = '\u001b[';

const { isTTY, columns } = process.stdout;
const { NO_COLOR, TERM } = process.env;
beforeEach(() => {
  process.stdout.isTTY = true;
  process.stderr.isTTY = true;
  delete process.env.NO_COLOR;
  process.env.TERM = 'xterm';
});
afterEach(() => {
  process.stdout.isTTY = isTTY;
  process.stderr.isTTY = isTTY;
  process.stdout.columns = columns;
  for (const [name, value] of Object.entries({ NO_COLOR, TERM })) {
    if (value === undefined) delete process.env[name];
    else process.env[name] = value;
  }
});

const words = [
  ['check, that fails', ['check', ...mirror], 'off.yaml', `${mark}31merror${mark}0m: not mirrored yet`],
  ['check, that passes', ['check', ...mirror], 'on.yaml', `${mark}32mok: 1 image in 1 resource`],
  ['a diff', ['transform', '--diff', ...mirror], 'off.yaml', `\n${mark}31m-`],
  ['explain', ['explain', ...mirror], 'off.yaml', `${mark}1m`],
] as const;

describe.each(words)('%s', (_, args, file, coloured) => {
  const printed = async (): Promise<string> => (await run(...args, folder.at(file))).stdout;

  test('has colour', async () => {
    expect(await printed()).toContain(coloured);
  });

  test.each([
    ['no terminal', () => Object.assign(process.stdout, { isTTY: false })],
    ['NO_COLOR', () => Object.assign(process.env, { NO_COLOR: '1' })],
    ['TERM=dumb', () => Object.assign(process.env, { TERM: 'dumb' })],
  ])('has none with %s', async (_, set) => {
    set();
    expect(await printed()).not.toContain(mark);
  });
});

test('errors on stderr have colour', async () => {
  const { stderr } = await run('transform', ...mirror, '--strict', '--layout', 'name', folder.at('off.yaml'));
  expect(stderr).not.toContain(mark);
  process.stdout.isTTY = false;
  const refused = await run('transform', ...mirror, '--pull-secrets', 's', folder.at('off.yaml'));
  expect(refused.stderr).toContain(`${mark}2minfo${mark}0m`);
});

describe('tables', () => {
  test.each([60, 80, 100, 120, 200])('fit into %d columns, with every word whole', async (width) => {
    process.env.NO_COLOR = '1';
    const printed = async (columns: number): Promise<string> => {
      process.stdout.columns = columns;
      return (await run('releases', '--release-k8ssandra-operator', '1.26.0')).stdout;
    };
    const whole = await printed(1000);
    const text = await printed(width);
    const word = 'spec.cassandra.datacenters[].perNodeConfigInitContainerImage'.length;
    expect(Math.max(...text.split('\n').map((line) => line.length))).toBeLessThanOrEqual(Math.max(width, word + 4));
    const found = new Set(text.split(/\s+/));
    const heads = ['OPERATOR', 'IMAGE', 'RUNS', 'IN', 'GOVERNED', 'BY'];
    expect(whole.split(/\s+/).filter((one) => !heads.includes(one) && !found.has(one))).toEqual([]);
  });

  test('a table of short words fits', async () => {
    process.stdout.columns = 40;
    process.env.NO_COLOR = '1';
    const { stdout } = await run('releases');
    const { stdout: images } = await run('images', ...mirror, folder.at('off.yaml'));
    expect(images).toBe('IMAGE          PULLED FROM\nquay.io/a/b:1  m.io/a/b:1\n');
    expect(stdout).toContain('OPERATOR');
  });
});
