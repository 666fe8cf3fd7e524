/**
 * A configuration for regsync, of regclient: https://regclient.org/usage/regsync. Any source fits any target, with tag and
 * digest in one. An index is copied with all its platforms, and keeps its digest.
 */
import { formatReference } from '../../reference/grammar.ts';
import { blockEntry } from '../../yaml/print.ts';
import type { CopyList } from '../copy-list.ts';
import { headerLines, textOf } from './header.ts';
import { stored, withTag } from './versions.ts';

export function regsyncText({ entries }: CopyList, scope: 'images' | 'referrers'): string {
  const step = { step: 2, dashes: 2 };
  const defaults = scope === 'images' ? [] : blockEntry('defaults', { digestTags: true, referrers: true }, step);
  return textOf([
    ...headerLines(
      'Copy them with: regsync once -c FILE. Logins are those of docker login.',
      'An image of which the mirror has lost a part is copied anew with forceRecursive: true below defaults.',
    ),
    'version: 1',
    ...defaults,
    ...(entries.length === 0 ? ['sync: []'] : ['sync:']),
    ...entries.flatMap(({ source, target, usedBy }) => [
      `  # ${usedBy}`,
      `  - source: ${quoted(formatReference(withTag(source)))}`,
      `    target: ${quoted(stored(withTag(target)))}`,
      '    type: image',
    ]),
  ]);
}

function quoted(text: string): string {
  return JSON.stringify(text);
}
