/**
 * An image set for oc-mirror v2: `additionalImages` of mirror.openshift.io/v2alpha1, with `targetRepo` and `targetTag`, as
 * internal/pkg/api/v2alpha1/type_config.go has them. Of a tag and a digest in one it fetches the digest and stores the tag.
 */
import { formatReference } from '../../reference/grammar.ts';
import type { CopyEntry, CopyList } from '../copy-list.ts';
import { headerLines, textOf } from './header.ts';
import { registriesOf, severalRegistries } from './registries.ts';
import { withTag } from './versions.ts';

export function ocMirrorText(list: CopyList): string {
  const registries = registriesOf(list);
  return textOf([
    ...headerLines(
      ...registries.map(
        (registry) => `Copy them with: oc mirror --v2 --config FILE --workspace file://WORKSPACE docker://${registry}`,
      ),
      ...severalRegistries(registries),
      'Signatures come along, unless oc-mirror is told --remove-signatures.',
    ),
    'apiVersion: mirror.openshift.io/v2alpha1',
    'kind: ImageSetConfiguration',
    'mirror:',
    list.entries.length === 0 ? '  additionalImages: []' : '  additionalImages:',
    ...list.entries.flatMap(imageLines),
  ]);
}

function imageLines({ source, target, usedBy }: CopyEntry): readonly string[] {
  const { tag } = withTag(target);
  return [
    `    # ${usedBy}`,
    `    - name: ${JSON.stringify(formatReference(withTag(source)))}`,
    `      targetRepo: ${JSON.stringify(target.repository)}`,
    ...(tag === undefined ? [] : [`      targetTag: ${JSON.stringify(tag)}`]),
  ];
}
