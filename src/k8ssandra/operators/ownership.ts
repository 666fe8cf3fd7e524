/** Objects that others of the same list are made into: their images are accounted for by their makers. */
import { groupedBy } from '../../yaml/grouped.ts';
import { at, isList, type JsonObject, textAt } from '../../yaml/json.ts';
import { operatorMade } from './operator-made.ts';

/** Tells whether the maker of an object is among the resources. */
export function madeFrom(resources: readonly JsonObject[]): (object: JsonObject) => boolean {
  const known: { named?: ReadonlyMap<string, readonly JsonObject[]> } = {};
  return (object) => {
    const owner = controllerOf(object);
    const maker = operatorMade(object);
    if (owner === undefined && maker?.name === undefined) return false;
    known.named ??= groupedBy(resources, nameKey);
    const { named } = known;
    const isThere = (identity: Identity): boolean =>
      (named.get(JSON.stringify([identity.kind, identity.name])) ?? []).some(
        (resource) => resource !== object && isNear(resource, identity),
      );
    if (owner !== undefined && isThere({ ...owner, namespace: textAt(object, ['metadata', 'namespace']) })) return true;
    return maker?.name !== undefined && isThere({ kind: '', ...maker });
  };
}

interface Identity {
  readonly kind: string;
  readonly name?: string;
  readonly namespace?: string;
}

function controllerOf(object: JsonObject): Identity | undefined {
  const references = at(object, ['metadata', 'ownerReferences']);
  const reference = isList(references)
    ? references.find((candidate) => at(candidate, ['controller']) === true)
    : undefined;
  const [kind, name] = [at(reference, ['kind']), at(reference, ['name'])];
  return typeof kind === 'string' && typeof name === 'string' ? { kind, name } : undefined;
}

function nameKey(resource: JsonObject): string {
  return JSON.stringify([resource.kind, textAt(resource, ['metadata', 'name'])]);
}

/** Manifests may leave the namespace to whoever applies them. */
function isNear(resource: JsonObject, { namespace }: Identity): boolean {
  const own = textAt(resource, ['metadata', 'namespace']);
  return namespace === undefined || namespace === '' || own === '' || own === namespace;
}
