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
];

/** `not looked at: 12 files, 3 things that are rendered elsewhere; 1 assumption`, a line; or nothing. */
export function unseenLine(results: readonly Result[], skipped: readonly SkippedFile[]): string {
  const numberOf = (code: string): number => results.filter(({ tags }) => tags.code === code).length;
  const unseen = [
    ...(skipped.length === 0 ? [] : [counted(skipped.length, 'file')]),
    ...nouns.flatMap(([code, one, several]) => {
      const number = numberOf(code);
      if (number === 0) return [];
      return [number === 1 ? `1 ${one}` : `${number} ${several}`];
    }),
  ];
  const assumed = numberOf('release-assumed');
  const parts = [
    ...(unseen.length === 0 ? [] : [`not looked at: ${unseen.join(', ')}`]),
    ...(assumed === 0 ? [] : [counted(assumed, 'assumption')]),
  ];
  return parts.length === 0 ? '' : `${parts.join('; ')}\n`;
}
