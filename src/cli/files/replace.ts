/**
 * The one writer of files. A file is replaced whole or not at all: its new content is written beside it and flushed, what
 * is there is compared with what was read, and a rename takes its place. All new contents are on the disk before the
 * first rename. A run that is killed leaves whole files, and temporary ones that the next run removes.
 */
import { closeSync, fsyncSync, lstatSync, openSync, realpathSync } from 'node:fs';
import path from 'node:path';
import { InputError } from '../../app/streams.ts';
import { reasonOf } from '../../yaml/error.ts';
import { holdSignals, type Interruption } from './interruption.ts';
import { mountPoints } from './mount-points.ts';
import { diskSteps, type FileSteps } from './steps.ts';
import { type FileChange, findTargets, type Target } from './target.ts';
import { removeLeftovers, temporaryName } from './temporary.ts';

/**
 * @param changes - the last ones are written last; removals come behind all others
 * @param roots - files and folders that the user gave: no change lands outside, whatever links lead to
 * @throws InputError where a file cannot be replaced; it says which files were replaced and which were not
 */
export async function replaceFiles(
  changes: readonly FileChange[],
  roots: readonly string[],
  steps: FileSteps = diskSteps,
): Promise<void> {
  const within = roots.map((root) => realpathSync(root));
  const { targets, problems } = findTargets(changes, within, mountPoints());
  if (problems.length > 0) throw new InputError(`nothing was written: ${problems[0]}`, problems.slice(1));
  removeLeftovers(targets.map(({ file }) => path.dirname(file)));
  const work = new Replacement(inOrder(targets), steps);
  const interruption = holdSignals();
  try {
    await work.run(interruption);
  } catch (error) {
    throw work.giveUp(error);
  } finally {
    interruption.end();
  }
}

function inOrder(targets: readonly Target[]): readonly Target[] {
  const isRemoval = ({ after }: Target): boolean => after === undefined;
  return [...targets.filter((target) => !isRemoval(target)), ...targets.filter(isRemoval)];
}

/** What is written and what is in place, so that an error can say it. */
class Replacement {
  private readonly temporary = new Map<Target, string>();
  private readonly replaced = new Set<Target>();
  private readonly targets: readonly Target[];
  private readonly steps: FileSteps;

  constructor(targets: readonly Target[], steps: FileSteps) {
    this.targets = targets;
    this.steps = steps;
  }

  async run({ check }: Interruption): Promise<void> {
    for (const target of this.targets) {
      await check();
      this.prepare(target);
    }
    for (const target of this.targets) this.checkUnchanged(target);
    for (const target of this.targets) {
      await check();
      this.checkUnchanged(target);
      this.put(target);
    }
    for (const folder of new Set(this.targets.map(({ file }) => path.dirname(file)))) flushFolder(folder);
  }

  /** Removes what was prepared. @returns what is to be thrown */
  giveUp(error: unknown): InputError {
    for (const file of this.temporary.values()) {
      try {
        this.steps.remove(file);
      } catch {}
    }
    if (this.replaced.size === 0) return new InputError(`nothing was written: ${reasonOf(error)}`);
    const names = (replaced: boolean): string =>
      this.targets.flatMap((target) => (this.replaced.has(target) === replaced ? [target.path] : [])).join(', ');
    return new InputError(`not all files were written: ${reasonOf(error)}`, [
      `replaced: ${names(true)}`,
      `not replaced: ${names(false)}`,
      'run the same command again to finish',
    ]);
  }

  private prepare(target: Target): void {
    if (target.after === undefined) return;
    const { stats, file } = target;
    const name = temporaryName(path.dirname(file), this.temporary.size);
    orSay(target, () => {
      const opened = this.steps.create(name, stats === undefined ? 0o666 : 0o600);
      this.temporary.set(target, name);
      try {
        this.steps.write(opened, Buffer.from(target.after ?? '', 'utf8'));
        if (stats !== undefined) {
          this.keepOwner(opened, stats);
          this.steps.setMode(opened, stats.mode & 0o7777);
        }
        this.steps.flush(opened);
      } finally {
        this.steps.close(opened);
      }
    });
  }

  /** The user of a file is kept, or it would not have come this far; its group where that is permitted. */
  private keepOwner(opened: number, { uid, gid }: NonNullable<Target['stats']>): void {
    if (uid === process.geteuid?.() && gid === process.getegid?.()) return;
    try {
      this.steps.setOwner(opened, uid, gid);
    } catch (error) {
      if (uid !== process.geteuid?.()) throw error;
    }
  }

  private checkUnchanged(target: Target): void {
    orSay(target, () => {
      if (target.before === undefined) {
        if (lstatSync(target.file, { throwIfNoEntry: false }) === undefined) return;
        throw new Error('it has appeared since the run began: run the same command again');
      }
      if (this.steps.read(target.file).equals(Buffer.from(target.before, 'utf8'))) return;
      throw new Error('it has changed since it was read: run the same command again');
    });
  }

  private put(target: Target): void {
    const prepared = this.temporary.get(target);
    orSay(target, () => {
      if (prepared === undefined) this.steps.remove(target.file);
      else this.steps.rename(prepared, target.file);
    });
    this.temporary.delete(target);
    this.replaced.add(target);
  }
}

function orSay(target: Target, act: () => void): void {
  try {
    act();
  } catch (error) {
    throw new Error(`${target.path}: ${reasonOf(error)}`);
  }
}

/** So that the renames outlive a loss of power. Not every system can open a folder; the files are whole without it. */
function flushFolder(folder: string): void {
  try {
    const opened = openSync(folder, 'r');
    try {
      fsyncSync(opened);
    } finally {
      closeSync(opened);
    }
  } catch {}
}
