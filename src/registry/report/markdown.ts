/** For a comment on a merge request: what is wrong first, the rest folded away. */
import { code, folded, prose, table } from '../../report/markdown.ts';
import type { Verified } from '../verify.ts';
import { summaryLine } from './summary.ts';

export function verifiedMarkdown(images: readonly Verified[]): string {
  const absent = images.filter(({ status }) => status !== 'present');
  const present = images.filter(({ status }) => status === 'present');
  const parts = [
    `**${summaryLine(images)}**`,
    ...(absent.length === 0
      ? []
      : [
          table(
            ['image', 'status', 'why'],
            absent.map(({ mirrored, status, reason }) => [code(mirrored), status, prose(reason?.message ?? '')]),
          ),
        ]),
    ...(present.length === 0
      ? []
      : [
          folded(
            `${present.length} present`,
            table(
              ['image', 'digest'],
              present.map(({ mirrored, digest = '' }) => [code(mirrored), code(digest)]),
            ),
            'closed',
          ),
        ]),
  ];
  return `${parts.join('\n\n')}\n`;
}
