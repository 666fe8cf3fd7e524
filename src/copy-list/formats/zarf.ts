/**
 * A package for Zarf, with images and nothing else: zarf.schema.json of zarf-dev/zarf, apiVersion zarf.dev/v1alpha1. Zarf's
 * agent rewrites the pods of the cluster by itself, so it needs what they name, excluded images as well. A tag and a digest
 * in one are two images.
 */
import { formatReference } from '../../reference/grammar.ts';
import type { Reference } from '../../reference/reference.ts';
import type { CopyList } from '../copy-list.ts';
import { headerLines, textOf } from './header.ts';
import { fetched, stored, withTag } from './versions.ts';

export function zarfText({ entries, elsewhere }: CopyList): string {
  const commented = [
    ...entries.map(({ source, usedBy }) => ({ source, comment: usedBy })),
    ...elsewhere.map((source) => ({ source, comment: 'pulled from where it is, as far as the configuration goes' })),
  ].sort((one, other) => (formatReference(one.source) < formatReference(other.source) ? -1 : 1));
  return textOf([
    ...headerLines(
      "Zarf's agent points pods at its registry by itself: deploy the manifests as they are, not mirrored.",
      'Make the package with: zarf package create DIR, with this file as zarf.yaml in DIR.',
      'Signatures and attestations are not in the list: zarf dev find-images finds those of cosign.',
    ),
    'apiVersion: zarf.dev/v1alpha1',
    'kind: ZarfPackageConfig',
    'metadata:',
    '  name: k8ssandra-images',
    'components:',
    '  - name: images',
    '    required: true',
    commented.length === 0 ? '    images: []' : '    images:',
    ...commented.flatMap(({ source, comment }) => [
      `      # ${comment}`,
      ...names(withTag(source)).map((name) => `      - ${JSON.stringify(name)}`),
    ]),
  ]);
}

function names(reference: Reference): readonly string[] {
  return [...new Set([stored(reference), fetched(reference)])];
}
