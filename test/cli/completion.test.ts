import { bashCompletion } from '../../src/cli/completion/bash.ts';
import { fishCompletion } from '../../src/cli/completion/fish.ts';
import { zshCompletion } from '../../src/cli/completion/zsh.ts';
import { completionCommand } from '../../src/cli/completion.ts';
import { configurationFlags } from '../../src/cli/flags.ts';
import { type Command, type CommandFlag, UsageError } from '../../src/cli/usage.ts';
import { specFlags } from '../../src/config/flags.ts';

/** What the shells do with these scripts is tested by running them: e2e/package-completion.test.ts. */
const commandWith = (parts: Partial<Command>): Command => ({
  name: 'copy',
  summary: 'copy something',
  help: () => '',
  flags: [],
  run: async () => 0,
  ...parts,
});

const flags: readonly CommandFlag[] = [
  { flag: 'quiet', help: 'say nothing' },
  { flag: 'colour', help: "the paint's [name]", value: ['red', 'blue'] },
  { flag: 'to', help: 'where to', value: 'folder' },
  { flag: 'from', help: 'what to copy', value: 'file' },
  { flag: 'label', help: 'to stick on', value: 'text', list: true },
];

const copy = commandWith({ flags });
const shell = commandWith({ name: 'shell', words: ['one', 'two'] });

describe('what is completed', () => {
  const scripts = [bashCompletion, zshCompletion, fishCompletion];

  test('every command and its flags are in every script', () => {
    for (const script of scripts) {
      const text = script([copy, shell]);
      for (const word of ['copy', 'shell', 'quiet', 'colour', 'label', 'one', 'red', 'help', 'version']) {
        expect(text).toContain(word);
      }
    }
  });

  test('a configuration can be given by file and by every field that a word can set, with the commands that use it', () => {
    const names = new Set(
      ['transform', 'overlay', 'generate'].flatMap((command) => configurationFlags(command).map(({ flag }) => flag)),
    );
    const others = ['mode', 'overlay-path', 'overlay-resources'];
    const fields = specFlags().flatMap(({ flag }) => (others.includes(flag) ? [] : [flag]));
    expect([...names].sort()).toEqual(
      ['config', 'context', 'lock', 'scope', 'max-input', 'quiet', 'verbose', ...fields].sort(),
    );
  });
});

describe('bash', () => {
  const script = bashCompletion([copy, shell]);

  test.each([
    ['words behind a flag that wants one of them', "copy:--colour) words='red blue' ;;"],
    ['files behind a flag that wants one', 'copy:--from) files=yes ;;'],
    ['nothing behind a flag that wants a text', 'copy:--label) : ;;'],
    ['a command that takes words rather than files', "shell:*) words='one two --help' ;;"],
  ])('%s', (_, line) => {
    expect(script).toContain(line);
  });

  test('a switch wants nothing behind it', () => {
    expect(script).not.toContain('copy:--quiet)');
  });
});

describe('zsh', () => {
  const script = zshCompletion([copy, shell]);

  test.each([
    ['a switch', "'--quiet[say nothing]'"],
    ['brackets and quotes in help texts', "'--colour=[the paint'\\''s \\[name\\]]:word:(red blue)'"],
    ['a folder', "'--to=[where to]:folder:_files -/'"],
    ['a flag that can be repeated', "'*--label=[to stick on]:text: '"],
    ['files as operands', "'*:file:_files'"],
    ['words as operands', "'1:word:(one two)'"],
  ])('%s', (_, spec) => {
    expect(script).toContain(spec);
  });
});

describe('fish', () => {
  const script = fishCompletion([copy, shell]);
  const start = "complete -c k8ssandra-image-mirror -n '__fish_seen_subcommand_from copy'";

  test.each([
    ['a switch', `${start} -l quiet -d 'say nothing'`],
    ['quotes in help texts', `${start} -l colour -x -a 'red blue' -d 'the paint\\'s [name]'`],
    ['a folder', `${start} -l to -x -a '(__fish_complete_directories)' -d 'where to'`],
    ['a file', `${start} -l from -r -F -d 'what to copy'`],
  ])('%s', (_, line) => {
    expect(script.split('\n')).toContain(line);
  });
});

describe('the command', () => {
  const command = completionCommand(() => [copy]);

  test.each([[[]], [['tcsh']], [['bash', 'zsh']], [['toString']]])('is told which shell: %j', async (args) => {
    await expect(command.run(args)).rejects.toThrow(UsageError);
    await expect(command.run(args)).rejects.toThrow('name one shell: bash, zsh, fish');
  });

  test('explains itself with an example', () => {
    expect(command.help()).toMatch(/^Examples:\n {2}source <\(k8ssandra-image-mirror completion bash\)/m);
  });
});
