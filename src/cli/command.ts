/** The command line: which commands there are, and how one is chosen. */

import { InputError, writeAll } from '../app/streams.ts';
import { closest } from '../config/closest.ts';
import { checkCommand } from './check.ts';
import { completionCommand } from './completion.ts';
import { enforceCommand } from './enforce.ts';
import { explainCommand } from './explain.ts';
import { generateCommand } from './generate.ts';
import { topHelp } from './help.ts';
import { imagesCommand } from './images.ts';
import { initCommand } from './init.ts';
import { lockCommand } from './lock.ts';
import { overlayCommand } from './overlay.ts';
import { releasesCommand } from './releases.ts';
import { transformCommand } from './transform.ts';
import { type Command, TerminalInputError, UsageError } from './usage.ts';
import { verifyCommand } from './verify.ts';

declare const IMAGE_MIRROR_VERSION: string;

export const commands: readonly Command[] = [
  initCommand,
  transformCommand,
  overlayCommand,
  generateCommand,
  checkCommand,
  explainCommand,
  imagesCommand,
  enforceCommand,
  verifyCommand,
  lockCommand,
  releasesCommand,
  completionCommand(() => commands),
];

/**
 * Runs `k8ssandra-image-mirror ARGS`. What goes wrong is said on stderr, with nothing on stdout. Without arguments it is
 * a function that would wait for a list from a terminal.
 */
export async function runCommand(args: readonly string[]): Promise<number> {
  const [name, ...rest] = args;
  if (name === undefined) {
    await writeAll(process.stderr, topHelp(commands));
    return 2;
  }
  const command = commands.find((one) => one.name === name);
  try {
    if (command === undefined) return await print(answer(name));
    if (rest.includes('--help') || rest.includes('-h')) return await print(command.help());
    return await command.run(rest);
  } catch (error) {
    if (error instanceof TerminalInputError && command !== undefined) {
      await writeAll(process.stderr, command.help());
      return 2;
    }
    if (!(error instanceof UsageError || error instanceof InputError)) throw error;
    process.stderr.write(`k8ssandra-image-mirror: ${error.message}\n`);
    return 2;
  }
}

/** @throws UsageError */
function answer(name: string): string {
  if (['--help', '-h', 'help'].includes(name)) return topHelp(commands);
  if (['--version', '-v'].includes(name)) return `${IMAGE_MIRROR_VERSION}\n`;
  const meant = closest(
    name,
    commands.map((command) => command.name),
  );
  throw new UsageError(`there is no command ${name}${meant === undefined ? '' : `: did you mean ${meant}?`}`);
}

async function print(text: string): Promise<number> {
  await writeAll(process.stdout, text);
  return 0;
}
