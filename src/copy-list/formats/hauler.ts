/**
 * A manifest for Hauler: kind Images of content.hauler.cattle.io/v1, as pkg/apis/hauler.cattle.io/v1/image.go of Hauler 1.4
 * and later has it. `rewrite` is written with its registry: Hauler leaves that out when it copies, and would take a path
 * that begins like a registry for one.
 */
import { formatReference } from '../../reference/grammar.ts';
import type { Reference } from '../../reference/reference.ts';
import type { CopyList } from '../copy-list.ts';
import { headerLines, textOf } from './header.ts';
import { registriesOf, severalRegistries } from './registries.ts';
import { stored, withTag } from './versions.ts';

export function haulerText(list: CopyList): string {
  const registries = registriesOf(list);
  return textOf([
    ...headerLines(
      'Fetch them with: hauler store sync --filename FILE',
      ...registries.map((registry) => `Then copy them with: hauler store copy registry://${registry}`),
      ...severalRegistries(registries),
      'Signatures and attestations come along.',
    ),
    'apiVersion: content.hauler.cattle.io/v1',
    'kind: Images',
    'metadata:',
    '  name: k8ssandra',
    'spec:',
    list.entries.length === 0 ? '  images: []' : '  images:',
    ...list.entries.flatMap(({ source, target, usedBy }) => [
      `    # ${usedBy}`,
      `    - name: ${JSON.stringify(formatReference(withTag(source)))}`,
      ...(keepsName(source, target) ? [] : [`      rewrite: ${JSON.stringify(stored(withTag(target)))}`]),
    ]),
  ]);
}

/** Of a tag and a digest in one, Hauler keeps the digest. */
function keepsName(source: Reference, target: Reference): boolean {
  const isBoth = source.tag !== undefined && source.digest !== undefined;
  return source.repository === target.repository && source.tag === target.tag && !isBoth;
}
