/** Where a change of a file really lands, and all that can be known to stand against it before anything is written. */
import { accessSync, constants, lstatSync, realpathSync, type Stats, statSync } from 'node:fs';
import path from 'node:path';
import { reasonOf } from '../../yaml/error.ts';

/** A file as it was read, and as it should be; undefined where it was not there, or should not be there. */
export interface FileChange {
  /** As messages name it. */
  readonly path: string;
  readonly before: string | undefined;
  readonly after: string | undefined;
}

export interface Target extends FileChange {
  /** Without links. */
  readonly file: string;
  /** Absent for a new file. */
  readonly stats?: Stats;
}

/** The targets, or why they cannot be written. */
export interface Targets {
  readonly targets: readonly Target[];
  readonly problems: readonly string[];
}

/** @param roots - real paths of what the user gave: no change lands outside */
export function findTargets(
  changes: readonly FileChange[],
  roots: readonly string[],
  mounts: ReadonlySet<string>,
): Targets {
  const byFile = new Map<string, Target>();
  const problems: string[] = [];
  for (const change of changes) {
    try {
      const target = targetOf(change);
      const other = byFile.get(target.file);
      const problem =
        other !== undefined && other.after !== target.after
          ? `it is the same file as ${other.path}, and the two would be written differently`
          : problemOf(target, roots, mounts);
      if (problem === undefined) byFile.set(target.file, other ?? target);
      else problems.push(`${change.path} cannot be written: ${problem}`);
    } catch (error) {
      problems.push(`${change.path} cannot be written: ${reasonOf(error)}`);
    }
  }
  return { targets: [...byFile.values()], problems };
}

function targetOf(change: FileChange): Target {
  if (change.before !== undefined) {
    const file = realpathSync(change.path);
    return { ...change, file, stats: statSync(file) };
  }
  const file = path.join(realpathSync(path.dirname(change.path)), path.basename(change.path));
  if (lstatSync(file, { throwIfNoEntry: false }) !== undefined) throw new Error('it has appeared since the run began');
  return { ...change, file };
}

function problemOf({ file, stats }: Target, roots: readonly string[], mounts: ReadonlySet<string>): string | undefined {
  if (!roots.some((root) => isWithin(file, root))) return `it leads to ${file}, outside of what was given`;
  if (stats !== undefined && !stats.isFile()) return 'it is not a regular file';
  if (mounts.has(file)) return 'it is a mount point, so no file can take its place; mount its folder instead';
  if (!isWritable(path.dirname(file))) return `its folder ${path.dirname(file)} is not writable`;
  if (stats === undefined) return undefined;
  if (!isWritable(file)) return 'it is not writable';
  return isForeign(stats) ? `it belongs to another user (${stats.uid}), and its owner cannot be kept` : undefined;
}

function isWithin(file: string, root: string): boolean {
  return file === root || file.startsWith(root.endsWith(path.sep) ? root : root + path.sep);
}

function isWritable(file: string): boolean {
  try {
    accessSync(file, constants.W_OK);
    return true;
  } catch {
    return false;
  }
}

/** Only root may give files away. */
function isForeign(stats: Stats): boolean {
  const user = process.geteuid?.();
  return user !== undefined && user !== 0 && stats.uid !== user;
}
