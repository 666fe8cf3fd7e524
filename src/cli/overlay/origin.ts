/** What the headers of an overlay say: of what it was made, and how it is made again. */
import path from 'node:path';
import type { OverlayOrigin } from '../../overlay/header.ts';
import type { Arguments } from '../arguments.ts';
import { shellWords } from '../shell.ts';
import { slashed } from '../slashed.ts';
import { buildCommand } from './build-command.ts';

export const program = 'k8ssandra-image-mirror';

/** Flags that say how to write it, not what. */
const passing = ['--check', '--force'];

/** @param args - of the command that is run */
export function originOf(args: readonly string[], given: Arguments, folder: string): OverlayOrigin {
  const [base = 'BASE'] = given.texts.get('resources') ?? [];
  const build = isPiped(given) ? buildCommand(base) : undefined;
  return { from: inputOf(given), refresh: refreshing(args, build, folder) };
}

/** The same for what is made of a rendered chart. */
export function chartOriginOf(args: readonly string[], given: Arguments, folder: string): OverlayOrigin {
  const isRendered = isPiped(given);
  return {
    from: isRendered ? 'what helm template renders' : shellWords(given.paths),
    refresh: refreshing(args, isRendered ? 'helm template RELEASE CHART' : undefined, folder),
  };
}

/** Whether the input, or a part of it, comes from standard input. */
export function isPiped({ paths }: Arguments): boolean {
  return paths.length === 0 || paths.includes('-');
}

function inputOf(given: Arguments): string {
  if (!isPiped(given)) return shellWords(given.paths);
  const resources = given.texts.get('resources') ?? [];
  return resources.length === 0 ? 'the build of its base' : `the build of ${shellWords(resources)}`;
}

/** The command that was run, and from where, seen from the overlay. */
function refreshing(args: readonly string[], build: string | undefined, folder: string): readonly string[] {
  const words = args.filter((word) => !passing.includes(word));
  const overlay = shellWords([program, 'overlay', ...words]);
  const from = slashed(path.relative(folder, '.')) || '.';
  return [...(from === '.' ? [] : [shellWords(['cd', from])]), build === undefined ? overlay : `${build} | ${overlay}`];
}
