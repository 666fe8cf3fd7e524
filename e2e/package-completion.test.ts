/**
 * The completion scripts, in the shells they are for: bash and zsh get typed characters and tabs on a terminal (made by
 * `script`), fish is asked what it would offer.
 */
import { chmodSync, mkdirSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { root, run, scratchFolder } from './package/checkout.ts';
import { describeOn, missingPrograms } from './tools.ts';

const program = 'k8ssandra-image-mirror';
const scratch = scratchFolder();
const bin = path.join(scratch.folder, 'bin');
const work = path.join(scratch.folder, 'work');
const env = { PATH: `${bin}${path.delimiter}${process.env.PATH}`, TERM: 'dumb' };

beforeAll(() => {
  mkdirSync(bin);
  mkdirSync(work);
  symlinkSync(path.join(root, 'dist', `${program}.cjs`), path.join(bin, program));
  chmodSync(path.join(root, 'dist', `${program}.cjs`), 0o755);
  writeFileSync(path.join(work, 'manifests.yaml'), '');
});
afterAll(scratch.remove);

/** What was typed, and the arguments that the program is called with. */
const completions: readonly (readonly [string, readonly string[]])[] = [
  ['tr\t', ['transform']],
  ['transform --lay\tr\t', ['transform', '--layout', 'registry-path']],
  ['transform --layout r\t', ['transform', '--layout', 'registry-path']],
  ['transform --layout=r\t', ['transform', '--layout=registry-path']],
  ['transform --on-escape e\t', ['transform', '--on-escape', 'error']],
  ['transform man\t', ['transform', 'manifests.yaml']],
  ['transform --config man\t', ['transform', '--config', 'manifests.yaml']],
  // A text that nobody knows beforehand.
  ['transform --registry man\t', ['transform', '--registry', 'man']],
  ['completion f\t', ['completion', 'fish']],
];

function typeInto(shell: string, startup: readonly string[]): readonly (readonly string[])[] {
  const called = path.join(work, `called-${shell}`);
  const setup = [
    ...startup,
    `source <(${program} completion ${shell})`,
    // From here on, calls are written down.
    `${program}() { printf '%s\\t' "$@" >> ${called}; echo >> ${called}; }`,
  ];
  writeFileSync(path.join(work, `setup-${shell}`), setup.join('\n'));
  const typed = completions.map(([line]) => `${program} ${line}\n`).join('');
  const flags = { bash: '--norc', zsh: '-f' }[shell] ?? '';
  run('script', ['-qec', `${shell} ${flags} -i`, '/dev/null'], {
    cwd: work,
    env,
    input: `source ./setup-${shell}\n${typed}exit\n`,
  });
  return readFileSync(called, 'utf8')
    .trimEnd()
    .split('\n')
    .map((line) => line.trimEnd().split('\t'));
}

/** zsh writes `=` where bash writes a blank: to the program it is one. */
function withoutEquals(args: readonly string[]): readonly string[] {
  return args.flatMap((arg) => arg.split('='));
}

const debian = (name: string): string => `apt-get install ${name}`;
const script = { script: debian('bsdutils') };

describeOn('bash', missingPrograms({ bash: debian('bash'), ...script }), () => {
  test('completes commands, flags, values and files', () => {
    expect(typeInto('bash', [])).toEqual(completions.map(([, args]) => args));
  });
});

describeOn('zsh', missingPrograms({ zsh: debian('zsh'), ...script }), () => {
  test('completes commands, flags, values and files', () => {
    const called = typeInto('zsh', ['autoload -Uz compinit', 'compinit -u -D']);
    expect(called.map(withoutEquals)).toEqual(completions.map(([, args]) => withoutEquals(args)));
  });
});

describeOn('fish', missingPrograms({ fish: debian('fish') }), () => {
  const offers = (typed: string): string[] => {
    const asked = `${program} completion fish | source; complete -C '${program} ${typed}'`;
    const lines = run('fish', ['--no-config', '-c', asked], { cwd: work, env }).split('\n');
    return lines.filter((line) => line !== '').map((line) => line.split('\t')[0] ?? '');
  };

  test.each([
    ['a command', 'tr', ['transform']],
    ['a flag', 'transform --lay', ['--layout']],
    ['a value', 'transform --layout ', ['name', 'path', 'registry-path']],
    ['a value behind =', 'transform --layout=r', ['--layout=registry-path']],
    ['a file', 'transform man', ['manifests.yaml']],
    ['a file behind a flag', 'transform --config man', ['manifests.yaml']],
    ['nothing for a text', 'transform --registry man', []],
    ['no file for a command', 'man', []],
    ['words', 'completion ', ['bash', 'fish', 'zsh']],
  ])('completes %s', (_, typed, expected) => {
    expect(offers(typed)).toEqual(expected);
  });

  test('completes every command and every flag that the help texts know', () => {
    const help = (...args: string[]): string => run(program, [...args, '--help'], { env });
    const commands = [...help().matchAll(/^ {2}([a-z]+) {2,}/gm)].map(([, name = '']) => name);
    expect(offers('').sort()).toEqual([...commands].sort());
    for (const command of commands) {
      const flags = [...help(command).matchAll(/^ {2}(--[a-z0-9-]+)/gm)].map(([, flag]) => flag);
      expect(offers(`${command} --`).sort()).toEqual([...new Set(['--help', ...flags])].sort());
    }
  });
});
