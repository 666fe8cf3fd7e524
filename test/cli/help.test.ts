/** Help texts and flags: what a command lists it takes, and what is wrong with a flag is said of that flag. */
import { commands } from '../../src/cli/command.ts';
import { fieldFlags } from '../../src/cli/flags.ts';
import { deployment } from './manifests.ts';
import { folderOf, run } from './run.ts';

const folder = folderOf({
  'app.yaml': deployment('quay.io/a/b:1'),
  'mirror.yaml':
    'apiVersion: k8ssandra-image-mirror.dev/v1alpha1\nkind: ImageMirror\nspec: {registry: m.io, strict: true, fix: true}\n',
});
const names = commands.map(({ name }) => name);

test.each(['', ...names])('the help of %j fits into 80 columns', async (name) => {
  const { exitCode, stdout } = await run(...[name].filter((word) => word !== ''), '--help');
  expect(exitCode).toBe(0);
  expect(stdout.split('\n').filter((line) => line.length > 80)).toEqual([]);
  expect(stdout).toMatch(/Examples?:\n/);
});

test.each(commands.map((command) => [command.name, command] as const))(
  '%s lists each of its flags once',
  (_, command) => {
    const help = command.help();
    for (const { flag } of command.flags) {
      const lines = help.split('\n').filter((line) => new RegExp(`^ {2}--${flag}(?:,? |$)`).test(line));
      expect({ flag, lines: lines.length }).toEqual({ flag, lines: 1 });
    }
  },
);

test.each([
  ['check', 'overlay-kind'],
  ['transform', 'generate-format'],
  ['generate', 'ignore'],
  ['generate', 'rollout-restart-operator'],
  ['images', 'overlay-guard'],
  ['overlay', 'overlay-path'],
  ['overlay', 'overlay-resources'],
  ['check', 'mode'],
])('%s has no flag --%s', (command, flag) => {
  expect(fieldFlags(command).map((field) => field.flag)).not.toContain(flag);
});

test.each<readonly [words: readonly string[], message: string]>([
  [['check', '--generate-format', 'v1beta1'], '--generate-format is a flag of generate, not of check'],
  [['check', '--overlay-path', 'x'], 'there is no flag --overlay-path: say -o DIR'],
  [['generate', '--ignore', 'x'], 'generate has no use for --ignore'],
  [['check', '--registri', 'm.io'], 'there is no flag --registri: did you mean --registry?'],
  [['check', '-x'], 'there is no flag -x'],
  [['check', '--registry'], '--registry needs a value'],
  [['check', '--registry', '--strict'], '--registry needs a value'],
  [['check', '-o'], '--output needs a value'],
  [['check', '--strict=yes'], '--strict takes no value'],
  [['check', '--layout', 'nam'], '--layout nam: write one of path, registry-path, name'],
  [['check', '-o', 'xml'], '--output xml: write one of text, json'],
  [['check', '--strict', '--no-strict'], '--strict and --no-strict exclude each other'],
  [['check', '--registry', 'https://m.io'], '--registry: "https://m.io" has a scheme'],
  [['check', '--registry', 'm.io', '--exclude', 'a b'], '--exclude: "a b" starts with no registry host'],
  [['check', '--registry', 'm.io', '--release-cass-operator', '1'], '--release-cass-operator: must be a full release'],
  [['check', '--registry', 'm.io', '--ignore', '/x'], '--ignore: is "/x": a glob is relative'],
  [['check', '--layout', 'name'], 'there is no mirror: say --registry REGISTRY, or --config FILE'],
  [['check'], 'there is no configuration: say --registry REGISTRY, or --config FILE'],
  [['check', '--config', '/nonexistent/x'], '--config /nonexistent/x: no such file or folder'],
  [['check', '--config', '/tmp'], '--config /tmp: a folder can not be read as a file'],
  [['generate', '--registry', 'm.io'], 'say of which release the ImageConfig is: --release-k8ssandra-operator 1.32.5'],
  [
    ['generate', '--registry', 'm.io', '--release-cass-operator', '0.1.0'],
    '--release-cass-operator: is 0.1.0, and its',
  ],
])('%j', async (words, message) => {
  const input = words[0] === 'generate' ? [] : [folder.at('app.yaml')];
  const ends = ['--registry', '-o'].includes(words.at(-1) ?? '') ? words : [...words, ...input];
  const ran = await run(...ends);
  expect(ran).toMatchObject({ exitCode: 2, stdout: '' });
  expect(ran.stderr).toContain(`k8ssandra-image-mirror: ${message}`);
  expect(ran.stderr).not.toMatch(/spec\.|ENOENT|EISDIR|Invalid input/);
});

test('what a configuration turns on, a flag turns off', async () => {
  const flags = ['--config', folder.at('mirror.yaml'), '--no-strict', '--no-fix'];
  await expect(run('transform', ...flags, folder.at('app.yaml'))).resolves.toMatchObject({ exitCode: 0 });
  await expect(run('transform', ...flags, '--no-diff', '--no-in-place', folder.at('app.yaml'))).resolves.toMatchObject({
    exitCode: 0,
    stdout: deployment('m.io/a/b:1'),
  });
});

describe('where standard input is a terminal', () => {
  const wasTerminal = process.stdin.isTTY;
  beforeEach(() => {
    process.stdin.isTTY = true;
  });
  afterEach(() => {
    process.stdin.isTTY = wasTerminal;
  });

  test.each(['transform', 'check', 'explain', 'images'])('%s prints its help instead of waiting', async (name) => {
    const ran = await run(name, '--registry', 'm.io');
    expect(ran).toMatchObject({ exitCode: 2, stdout: '' });
    expect(ran.stderr).toMatch(new RegExp(`^Usage: k8ssandra-image-mirror ${name} `));
  });

  test('files are read', async () => {
    await expect(run('transform', '--registry', 'm.io', folder.at('app.yaml'))).resolves.toMatchObject({ exitCode: 0 });
  });
});
