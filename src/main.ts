/**
 * The executable: without arguments a KRM function (ResourceList on stdin, ResourceList on stdout), with a command the
 * command line.
 */

import { fstatSync } from 'node:fs';
import { ClosedPipeError } from './app/streams.ts';
import { runCommand } from './cli/command.ts';
import { runFunction } from './function/run.ts';
import { visibleLines } from './yaml/visible.ts';

/** Whether somebody types: only a character device can say so. To ask every stream would load what streams need. */
function isTerminal(): boolean {
  return fstatSync(0).isCharacterDevice() && process.stdin.isTTY;
}

async function main(args: readonly string[]): Promise<number> {
  // All has been handed to the operating system by then: there is no need to take the heap apart first.
  if (args.length === 0 && !isTerminal()) process.exit(await runFunction());
  return runCommand(args);
}

main(process.argv.slice(2)).then(
  (code) => {
    process.exitCode = code;
  },
  (error: unknown) => {
    process.exitCode = 2;
    if (error instanceof ClosedPipeError) return;
    // Where that cannot be written either, the exit code is left.
    process.stderr.once('error', () => {});
    process.stderr.write(`k8ssandra-image-mirror: ${visibleLines(explained(error))}\n`);
  },
);

/** A refusal of the system is said; all else is a mistake of this program, with the places in its own file, wherever that lies. */
function explained(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  if ('syscall' in error) return error.message;
  const stack = (error.stack ?? error.message).replace(/(?:file:\/\/)?[^\s()]*\/(?=[^\s()/]+:\d+:\d+)/g, '');
  return `a mistake of this program, please report it: ${stack}`;
}
