/** Reads a folder: its manifests, what of it is passed over, and everything in it that cannot be read. */
import { readFileBytes } from '../../app/read-bytes.ts';
import type { Source } from '../../app/sources.ts';
import { InputError } from '../../app/streams.ts';
import { reasonOf } from '../../yaml/error.ts';
import { judge, type Reading } from './judge.ts';
import { asciiIn, namesK8ssandra } from './names-k8ssandra.ts';
import { partsAmong } from './parts.ts';
import { readingProgress } from './reading-progress.ts';
import type { SkippedFile } from './skipped-file.ts';
import { walk } from './walk.ts';

export interface FolderContents {
  readonly sources: readonly Source[];
  readonly skipped: readonly SkippedFile[];
  readonly problems: readonly InputError[];
}

/** @param ignore see `walk` */
export function readFolder(folder: string, ignore: readonly RegExp[], reading: Reading): FolderContents {
  const walked = walk(folder, ignore);
  const sources: Source[] = [];
  const skipped: SkippedFile[] = [...walked.skipped];
  const problems: InputError[] = [...walked.problems];
  const parts = new Map(partsAmong(walked.files, read).map((part) => [part.path, part]));
  const { progressOn } = reading;
  const progress = progressOn === undefined ? undefined : readingProgress(progressOn, walked.files.length);
  try {
    for (const path of walked.files) {
      take(path);
      progress?.read();
    }
  } finally {
    progress?.end();
  }
  return { sources, skipped, problems };

  function take(path: string): void {
    const part = parts.get(path);
    if (part !== undefined) {
      skipped.push(part.isTemplate ? asTemplate(part) : part);
      return;
    }
    const bytes = read(path);
    const judged = bytes === undefined ? undefined : judge(path, bytes, reading);
    if (judged?.is === 'manifest') sources.push({ path, input: judged.input });
    if (judged?.is === 'passed') skipped.push(judged.file);
    if (judged?.is === 'broken') problems.push(judged.problem);
  }

  function read(path: string): Buffer | undefined {
    try {
      return readFileBytes(path, reading.maxInput);
    } catch (error) {
      problems.push(new InputError(`${path}: ${reasonOf(error)}`));
      return undefined;
    }
  }

  function asTemplate(part: SkippedFile): SkippedFile {
    const bytes = read(part.path);
    return { ...part, namesK8ssandra: bytes !== undefined && namesK8ssandra(asciiIn(bytes)) };
  }
}
