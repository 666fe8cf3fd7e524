/** Sources, one a line: what k3s, RKE2, Rancher and Hauler call `images.txt`. It has no comments. */
import { formatReference } from '../../reference/grammar.ts';
import type { CopyList } from '../copy-list.ts';

export function listText({ entries }: CopyList): string {
  return [...new Set(entries.map(({ source }) => `${formatReference(source)}\n`))].join('');
}
