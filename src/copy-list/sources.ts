/**
 * Where an image on the mirror came from, as far as the rules lead back.
 *
 * | layout          | leads back                                                                   |
 * |-----------------|------------------------------------------------------------------------------|
 * | `path`          | where the rule's source names a registry: the path is the same there         |
 * | `registry-path` | always: the registry is the first component behind the target                |
 * | `name`          | where the rule's source is one repository: a folder does not tell which       |
 *
 * What is found has to lead to the image again, by all rules, and to be the only one that does.
 */
import { mirror } from '../mirror/match.ts';
import { depthOf, liesIn, placeOf, sameRepository } from '../mirror/places.ts';
import type { Mirror, MirrorRules, Repository } from '../mirror/rules.ts';
import { formatReference, parseReference } from '../reference/grammar.ts';
import { readReference } from '../reference/read-reference.ts';
import type { Reference } from '../reference/reference.ts';

/** A text says why no source is known. */
export function sourceOf(image: Reference, rules: MirrorRules): Reference | string {
  if (rules.pins.some(({ newName }) => newName !== undefined && sameRepository(newName, image))) {
    return 'a pin puts an image of your own there';
  }
  const covering = rules.mirrors.filter(({ target }) => liesIn(placeOf(image), target));
  const candidates = covering.flatMap((rule) => {
    const repository = undo(rule, image);
    const source = repository && readReference(formatReference({ ...image, ...repository }));
    return source !== undefined && leadsTo(source, image, rules) ? [formatReference(source)] : [];
  });
  const [only, ...others] = new Set(candidates);
  if (only === undefined) return noSource;
  if (others.length > 0) return `it may have come from ${[only, ...others].join(' or ')}`;
  return parseReference(only);
}

const noSource =
  'the layout does not say from where: list what was not mirrored yet, or name the registry as source of a mirror, or use layout registry-path';

function undo({ source, target, layout }: Mirror, image: Repository): Repository | undefined {
  const components = image.repository.split('/').slice(depthOf(target) - 1);
  const path = components.join('/');
  if (layout === 'path') return source === '*' ? undefined : { registry: source.registry, repository: path };
  if (layout === 'name') return source === '*' ? undefined : { registry: source.registry, repository: source.path };
  const [registry = '', ...rest] = components;
  return { registry, repository: rest.join('/') };
}

function leadsTo(source: Reference, image: Reference, rules: MirrorRules): boolean {
  const outcome = mirror(rules, source);
  return outcome.status === 'mirrored' && sameRepository(outcome.reference, image);
}
