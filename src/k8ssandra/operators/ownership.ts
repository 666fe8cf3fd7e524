/** Objects that others of the same list are made into: their images are accounted for by their makers. */
import { at, isList, type JsonObject } from '../../yaml/json.ts';
import { operatorMade } from './operator-made.ts';

/** Whether the maker of an object is among the resources. */
export function isMadeFrom(object: JsonObject, resources: readonly JsonObject[]): boolean {
  const owner = controllerOf(object);
  const maker = operatorMade(object);
  if (owner === undefined && maker?.name === undefined) return false;
  return resources.some((resource) => {
    if (resource === object) return false;
    const isOwner = owner !== undefined && matches(resource, { ...owner, namespace: textAt(object, 'namespace') });
    return isOwner || (maker?.name !== undefined && matches(resource, { kind: '', ...maker }));
  });
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

/** Manifests may leave the namespace to whoever applies them. */
function matches(resource: JsonObject, { kind, name, namespace }: Identity): boolean {
  const own = textAt(resource, 'namespace');
  const near = namespace === undefined || namespace === '' || own === '' || own === namespace;
  return resource.kind === kind && textAt(resource, 'name') === name && near;
}

function textAt(object: JsonObject, key: string): string {
  const value = at(object, ['metadata', key]);
  return typeof value === 'string' ? value : '';
}
