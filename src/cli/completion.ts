/**
 * `completion`: a script that teaches a shell the commands, their flags and the values of those. It is made from the
 * commands themselves: what one of them learns is completed without a line here.
 */
import { writeAll } from '../app/streams.ts';
import { bashCompletion } from './completion/bash.ts';
import { fishCompletion } from './completion/fish.ts';
import { zshCompletion } from './completion/zsh.ts';
import { type Command, UsageError } from './usage.ts';

const scripts: Readonly<Record<string, (commands: readonly Command[]) => string>> = {
  bash: bashCompletion,
  zsh: zshCompletion,
  fish: fishCompletion,
};

const shells: readonly string[] = Object.keys(scripts);

const help = `Usage: k8ssandra-image-mirror completion ${shells.join('|')}

Prints a script that completes commands, flags and their values in that shell.

Examples:
  source <(k8ssandra-image-mirror completion bash)   # in ~/.bashrc
  source <(k8ssandra-image-mirror completion zsh)    # in ~/.zshrc
  k8ssandra-image-mirror completion fish | source    # config.fish
`;

/** @param commands all there are, this one included: known only when it runs */
export function completionCommand(commands: () => readonly Command[]): Command {
  return {
    name: 'completion',
    summary: 'print the completion script of a shell',
    help: () => help,
    flags: [],
    words: shells,
    run: async (args) => {
      const [shell = '', ...others] = args;
      const script = others.length === 0 && Object.hasOwn(scripts, shell) ? scripts[shell] : undefined;
      if (script === undefined) throw new UsageError(`name one shell: ${shells.join(', ')}`, 'completion');
      await writeAll(process.stdout, script(commands()));
      return 0;
    },
  };
}
