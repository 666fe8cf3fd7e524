import type { Location } from '../../finding/finding.ts';
import { groupOf } from '../../k8ssandra/api-group.ts';
import { at, formatPath, isObject, type JsonObject } from '../../yaml/json.ts';

/** What names an object: Kubernetes' apiVersion, kind, namespace and name; absent parts are empty. */
export interface Identity {
  readonly apiVersion: string;
  readonly kind: string;
  readonly namespace: string;
  readonly name: string;
}

export function identify(resource: JsonObject): Identity {
  const metadata = isObject(resource.metadata) ? resource.metadata : {};
  return {
    apiVersion: word(resource.apiVersion),
    kind: word(resource.kind),
    namespace: word(metadata.namespace),
    name: word(metadata.name),
  };
}

/** `apps/Deployment`; `/Pod` in the core group. */
export function groupKindOf(resource: JsonObject): string {
  const { apiVersion, kind } = identify(resource);
  return `${groupOf(apiVersion)}/${kind}`;
}

/** `Deployment k8ssandra-operator/cass-operator-controller-manager`, as messages name an object. */
export function nameOf(resource: JsonObject): string {
  const { kind, namespace, name } = identify(resource);
  return `${kind || 'object'} ${namespace === '' ? name : `${namespace}/${name}`}`.trimEnd();
}

/** An object and a path in it, as messages name a place. Paths inside an embedded document stand behind a colon. */
export function nameOfPlace(resources: readonly JsonObject[], place: Location): string {
  const resource = resources[place.resource] ?? {};
  return `${nameOf(resource)} ${formatPlacePath(place)}`.trimEnd();
}

/** `data["image_config.yaml"]: images.reaper` */
export function formatPlacePath({ path, inner }: Location): string {
  return formatPath(path) + (inner === undefined ? '' : `: ${formatPath(inner)}`);
}

/** The annotations that are text; a malformed block has none. */
export function annotationsOf(resource: JsonObject): Readonly<Record<string, string>> {
  const annotations = at(resource, ['metadata', 'annotations']);
  if (!isObject(annotations)) return {};
  return Object.fromEntries(
    Object.entries(annotations).filter((entry): entry is [string, string] => typeof entry[1] === 'string'),
  );
}

/** The file that an object stands in, as kpt says: its own annotation goes before that of the specification. */
export function fileOf(resource: JsonObject): string | undefined {
  const annotations = annotationsOf(resource);
  const [own, specified] = pathAnnotations.map((key) => annotations[key]);
  return own ?? specified;
}

/** Those that say which file an object stands in. */
export const pathAnnotations: readonly string[] = ['internal.config.kubernetes.io/path', 'config.kubernetes.io/path'];

function word(value: unknown): string {
  return typeof value === 'string' ? value : '';
}
