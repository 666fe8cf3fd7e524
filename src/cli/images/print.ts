/** Prints a copy list, or writes the folder that is one. */
import { InputError, writeAll } from '../../app/streams.ts';
import type { CopyList } from '../../copy-list/copy-list.ts';
import { type CopyFormat, type Scope, writeCopyList } from '../../copy-list/formats/formats.ts';
import type { Arguments } from '../arguments.ts';
import { UsageError } from '../usage.ts';
import { writeListFolder } from './list-folder.ts';

/** @throws UsageError for a folder that is missing, or that the format has no use for */
export function checkFolder({ texts }: Arguments, format: string): void {
  const isGiven = texts.get('to')?.[0] !== undefined;
  if (format === 'skopeo' && !isGiven) throw new UsageError('-o skopeo makes a folder: say --to DIR', 'images');
  if (format !== 'skopeo' && isGiven) throw new UsageError('--to is for -o skopeo: all else is printed', 'images');
}

/** @throws InputError where the format has nothing to say, or the folder cannot be written */
export async function printCopyList(
  format: CopyFormat,
  list: CopyList,
  scope: Scope,
  { texts }: Arguments,
): Promise<void> {
  const written = writeCopyList(format, list, scope);
  if (written === undefined) throw new InputError('no image goes to Amazon ECR: there is no repository to create');
  if (typeof written === 'string') await writeAll(process.stdout, written);
  else await writeListFolder(texts.get('to')?.[0] ?? '', written);
}
