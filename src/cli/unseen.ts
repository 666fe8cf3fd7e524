/** What a check has not looked at, or has taken for granted, in one line: `ok` says nothing about that. */
import type { Result } from '../app/results.ts';
import { counted } from '../report/use-counts.ts';
import type { SkippedFile } from './folder/skipped-file.ts';

/** By the code of what is said about each: one of it, and several. */
const nouns: readonly (readonly [code: string, one: string, several: string])[] = [
  ['image-unknown', 'group of unknown images', 'groups of unknown images'],
  ['placeholder', 'placeholder', 'placeholders'],
  ['rendered-elsewhere', 'thing that is rendered elsewhere', 'things that are rendered elsewhere'],
  ['unknown-image-field', 'kind with unknown image fields', 'kinds with unknown image fields'],
  ['release-assumed', 'assumption', 'assumptions'],
];

/** `not looked at: 12 files, 3 things that are rendered elsewhere`, a line; or nothing. */
export function unseenLine(results: readonly Result[], skipped: readonly SkippedFile[]): string {
  const found = nouns.flatMap(([code, one, several]) => {
    const number = results.filter(({ tags }) => tags.code === code).length;
    if (number === 0) return [];
    return [number === 1 ? `1 ${one}` : `${number} ${several}`];
  });
  const all = skipped.length === 0 ? found : [counted(skipped.length, 'file'), ...found];
  return all.length === 0 ? '' : `not looked at: ${all.join(', ')}\n`;
}
