/** What is said about a copy list: what it lacks. */

import type { LeftOut } from '../../copy-list/copy-list.ts';
import { copyFormats, isCopyFormat, type Scope } from '../../copy-list/formats/formats.ts';
import type { Finding } from '../../finding/finding.ts';
import { counted } from '../../report/use-counts.ts';
import { groupedBy } from '../../yaml/grouped.ts';

/** So many images are named. */
const named = 3;

/** One for each reason. */
export function leftOutFindings(leftOut: readonly LeftOut[]): readonly Finding[] {
  const byReason = groupedBy(leftOut, ({ reason }) => reason);
  return [...byReason].map(([reason, images]) => {
    const names = images.slice(0, named).map(({ image }) => image);
    const others = images.length - names.length;
    const list = `${names.join(', ')}${others > 0 ? ` and ${others} more` : ''}`;
    return {
      code: 'source-unknown',
      message: `${counted(images.length, 'image')} on the mirror not in the copy list: ${reason} (${list})`,
    };
  });
}

export function referrerFindings(format: string, scope: Scope): readonly Finding[] {
  if (scope === 'images' || !isCopyFormat(format) || copyFormats[format].referrers !== 'never') return [];
  return [
    {
      code: 'referrers-not-copied',
      message: `-o ${format} has no way to copy signatures and attestations along: they stay behind. -o regsync, regctl and oras have one`,
    },
  ];
}
