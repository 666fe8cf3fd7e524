/** The command that makes the overlay of one Kubernetes cluster, where the input is that of several. */
import path from 'node:path';
import type { Scope } from '../../scope/scope.ts';
import type { Arguments } from '../arguments.ts';
import { shellWords } from '../shell.ts';
import { slashed } from '../slashed.ts';
import { program } from './origin.ts';

/** @returns undefined for what is in no scope that has a name */
export function scopeCommand(
  args: readonly string[],
  { paths }: Arguments,
  folder: string,
  { name, places = [] }: Scope,
): string | undefined {
  if (name === undefined) return undefined;
  const [root, ...others] = paths;
  const given =
    root === undefined || others.length > 0 ? places : places.map((place) => slashed(path.join(root, place)));
  const flags = args.filter((word, index) => {
    const before = args[index - 1] ?? '';
    const isOfScope = /^(-o|--output|--scope)$/.test(before) || /^(-o.*|--output(=.*)?|--scope(=.*)?)$/.test(word);
    return !isOfScope && !paths.includes(word);
  });
  return shellWords([program, 'overlay', ...given, ...flags, '-o', slashed(path.join(folder, name))]);
}
