/**
 * The executable: without arguments a KRM function (ResourceList on stdin, ResourceList on stdout), with a command the
 * command line.
 */

import { ClosedPipeError } from './app/streams.ts';
import { runCommand } from './cli/command.ts';
import { runFunction } from './function/run.ts';
import { visibleLines } from './yaml/visible.ts';

async function main(args: readonly string[]): Promise<number> {
  // All has been handed to the operating system by then: there is no need to take the heap apart first.
  if (args.length === 0) process.exit(await runFunction());
  return runCommand(args);
}

main(process.argv.slice(2)).then(
  (code) => {
    process.exitCode = code;
  },
  (error: unknown) => {
    process.exitCode = 2;
    if (error instanceof ClosedPipeError) return;
    const said = error instanceof Error ? (error.stack ?? error.message) : String(error);
    process.stderr.write(`k8ssandra-image-mirror: ${visibleLines(said)}\n`);
  },
);
