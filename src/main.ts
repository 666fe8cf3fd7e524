/**
 * The executable: without arguments a KRM function (ResourceList on stdin, ResourceList on stdout), with a command the
 * command line, which is loaded only then: a function starts at every build of every overlay.
 */
import { runFunction } from './krm/run.ts';
import { ClosedPipeError } from './krm/streams.ts';

async function main(args: readonly string[]): Promise<number> {
  // All has been handed to the operating system by then: there is no need to take the heap apart first.
  if (args.length === 0) process.exit(await runFunction());
  const { runCommand } = await import('./cli/command.ts');
  return runCommand(args);
}

main(process.argv.slice(2)).then(
  (code) => {
    process.exitCode = code;
  },
  (error: unknown) => {
    process.exitCode = 2;
    if (error instanceof ClosedPipeError) return;
    process.stderr.write(
      `k8ssandra-image-mirror: ${error instanceof Error ? (error.stack ?? error.message) : String(error)}\n`,
    );
  },
);
