/**
 * Which value of an ImageConfig decides about the registry of an image, and where the rest of it is written.
 *
 * | format  | the registry is decided by the first of                                                                |
 * |---------|---------------------------------------------------------------------------------------------------------|
 * | v1beta2 | `overrides.registry` unless null, the entry's own, `defaults.registry`, the entry for want of any         |
 * | v1beta1 | `defaults.<type>.imageRegistry`, `imageRegistry`, the text of the image or the repository of the server   |
 *
 * Source: as image-config/v1beta1.ts and v1beta2.ts, which compute the images.
 */
import { at, formatPath, type Json, type Path } from '../../yaml/json.ts';
import type { Format, OperatorRules } from '../releases/image-config-rules.ts';
import type { Link, PolicyEntry } from './effective-image.ts';

/** The ImageConfig at one place of the input. */
export interface ImageConfigPlace {
  /** Absent for resources of another cluster, which are only looked at. */
  readonly resource?: number;
  /** To the string that holds the document; empty where the resource is the document. */
  readonly path: Path;
  /** The release that the document is assumed to come from, as it is nowhere in the input. */
  readonly assumedOf?: string;
}

/** What decided about images of one ImageConfig, the registry first. */
export interface Origins {
  /** @param entry where the image is written; `undefined`: nowhere in the ImageConfig */
  ofServer(serverType: string, entry: Path | undefined): readonly Link[];
  ofImage(name: string, entry: Path | undefined): readonly Link[];
  /** Absent where the document is not in the input. */
  policyEntry(name: string): PolicyEntry | undefined;
}

export function originsIn(document: Json, format: Format, rules: OperatorRules, place: ImageConfigPlace): Origins {
  const link = (inner: Path | undefined): Link => linkTo(document, place, inner);
  const chain = (type: string, key: string, lacks: Path, entry: Path | undefined): readonly Link[] => {
    const last =
      entry === undefined
        ? { ...link(undefined), where: `ImageConfig, which has no ${key}`, lacks }
        : link(lastOf(document, entry));
    const registry = registryKeys(format, type, entry, rules).find((path) => decides(at(document, path), path));
    return registry === undefined ? [last] : [link(registry), last];
  };
  return {
    ofServer: (type, entry) =>
      format === 'v1beta1'
        ? chain(type, `images.${type} or defaults.${type}`, ['defaults', type], entry)
        : chain(type, `types.${type}`, ['types', type], entry),
    ofImage: (name, entry) => chain(name, `images.${name}`, ['images', name], entry),
    policyEntry: (name) =>
      place.resource === undefined ? undefined : { resource: place.resource, path: place.path, name },
  };
}

function registryKeys(format: Format, type: string, entry: Path | undefined, rules: OperatorRules): readonly Path[] {
  if (format === 'v1beta2') {
    return [
      ['overrides', 'registry'],
      ...(entry === undefined ? [] : [[...entry, 'registry']]),
      ['defaults', 'registry'],
    ];
  }
  return [...(rules.componentPolicies ? [['defaults', type, 'imageRegistry']] : []), [rules.registryKey]];
}

/** Of the overrides even an empty text counts. */
function decides(value: Json | undefined, path: Path): boolean {
  return typeof value === 'string' && (value !== '' || path[0] === 'overrides');
}

/** The repository of a server type of v1beta1 is what would be edited. */
function lastOf(document: Json, entry: Path): Path {
  return entry[0] === 'defaults' && entry.length === 2 && at(document, entry) !== null
    ? [...entry, 'repository']
    : entry;
}

function linkTo(document: Json, { resource, path, assumedOf }: ImageConfigPlace, inner: Path | undefined): Link {
  const value = inner === undefined ? undefined : at(document, inner);
  const title = assumedOf === undefined ? 'ImageConfig' : `ImageConfig of ${assumedOf}`;
  return {
    origin: assumedOf === undefined ? 'written' : 'assumed',
    where: inner === undefined ? title : `${title} ${formatPath(inner)}`,
    ...(resource === undefined ? {} : { resource }),
    path,
    ...(inner === undefined ? {} : { inner }),
    value: typeof value === 'string' ? value : '',
  };
}
