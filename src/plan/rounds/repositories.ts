/**
 * Images that are written as repository and tag, in a user's own fields. A registry that is written changes with the
 * repository; where there is none, the repository takes it.
 */
import type { MirrorConfig } from '../../config/normalise.ts';
import { imageOfRepository, textOf } from '../../k8ssandra/fields/repository-struct.ts';
import type { RepositorySite } from '../../k8ssandra/fields/site.ts';
import { mirror } from '../../mirror/match.ts';
import type { Mirrored } from '../../mirror/rules.ts';
import { readReference, referenceProblem } from '../../reference/read-reference.ts';
import type { Edit } from '../../yaml/edit/edit.ts';
import type { JsonObject } from '../../yaml/json.ts';
import { type Decision, nothing, placeIn, type Subject } from '../model/decision.ts';

export function planRepository(
  subject: Subject,
  { path, value, effective }: RepositorySite,
  config: MirrorConfig,
): Decision {
  const place = placeIn(subject, path);
  const image = imageOfRepository(value);
  const source = readReference(image);
  if (source === undefined) {
    const message = `repository and tag do not make an image reference: ${referenceProblem(image)}`;
    return { ...nothing, findings: [{ code: 'invalid-reference', message, at: place, currentValue: value }] };
  }
  const outcome = mirror(config.rules, source);
  const uses = [{ place, source, outcome, effective }];
  if (outcome.status !== 'mirrored') return { ...nothing, uses };
  const edits = Object.entries(partsOf(value, outcome)).flatMap(([key, after]): readonly Edit[] =>
    textOf(value[key]) === after ? [] : [{ op: 'set', path: [...path, key], before: value[key], after }],
  );
  return { findings: [], uses, edits };
}

/** What the struct has to hold; a digest that it has no key for stands behind the tag. */
function partsOf(value: JsonObject, { reference, prefix, rest }: Mirrored): Readonly<Record<string, string>> {
  const { registry, repository, tag, digest } = reference;
  const path =
    textOf(value.registry) === ''
      ? { repository: `${registry}/${repository}` }
      : { registry: prefix, repository: rest };
  const hasDigest = value.digest !== undefined;
  const version = [tag ?? '', hasDigest ? '' : (digest ?? '')].filter((part) => part !== '').join('@');
  return {
    ...path,
    ...(version === '' ? {} : { tag: version }),
    ...(hasDigest && digest !== undefined ? { digest } : {}),
  };
}
