/**
 * Which ImageConfig an operator reads.
 *
 * | release                      | reads                                                                        |
 * |------------------------------|------------------------------------------------------------------------------|
 * | cass-operator up to 1.26     | v1beta1: the ConfigMap that its Deployment mounts                            |
 * | cass-operator 1.27 and 1.28  | v1beta2: as below; v1beta1 only where there is no such ConfigMap             |
 * | cass-operator from 1.29      | v1beta2: of the ConfigMaps with the label, the first by name with the key    |
 * | k8ssandra-operator from 1.27 | the same                                                                     |
 *
 * Each looks in its own namespace. A manifest may not tell all of this (namespaces and labels come with kustomize); then
 * what is there counts.
 *
 * Source: main.go of both operators, `NewImageRegistryFromConfigMap` in pkg/images/images_v1beta2.go.
 */
import { groupedBy, recalled } from '../../yaml/grouped.ts';
import { type Json, type JsonObject, type Path, textAt } from '../../yaml/json.ts';
import {
  type FoundBy,
  findImageConfigs,
  formatOfImageConfig,
  imageConfigKey,
  isImageConfig,
} from '../image-config/read/detect.ts';
import { ImageConfigError } from '../image-config/read/errors.ts';
import { decodeText } from '../image-config/read/parse.ts';
import type { Format } from '../releases/image-config-rules.ts';

/** An ImageConfig among the resources. */
export interface Candidate {
  readonly resource: number;
  /** To the string that holds it; empty where the resource is the document. */
  readonly path: Path;
  readonly namespace: string;
  readonly name: string;
  readonly foundBy: FoundBy | 'document';
  readonly format: Format;
  /** What it says, or why that cannot be read. */
  readonly document: Json | ImageConfigError;
}

export function findCandidates(resources: readonly JsonObject[]): readonly Candidate[] {
  return resources.flatMap((resource, index) => candidatesIn(resource, index));
}

function candidatesIn(object: JsonObject, resource: number): readonly Candidate[] {
  const [namespace, name] = [textAt(object, ['metadata', 'namespace']), textAt(object, ['metadata', 'name'])];
  const about = { resource, namespace, name };
  try {
    if (isImageConfig(object)) {
      return [{ ...about, path: [], foundBy: 'document', format: formatOfImageConfig(object), document: object }];
    }
    return findImageConfigs(object).map(({ key, text, format, foundBy }) => ({
      ...about,
      path: ['data', key],
      foundBy,
      format,
      document: decodeText(text),
    }));
  } catch (error) {
    if (!(error instanceof ImageConfigError)) throw error;
    return brokenFormats(object).map((format) => ({
      ...about,
      path: ['data', imageConfigKey],
      foundBy: 'name',
      format,
      document: error,
    }));
  }
}

/** A text that cannot be read does not show its format. */
function brokenFormats(object: JsonObject): readonly Format[] {
  return textAt(object, ['metadata', 'name']).includes('manager-config') ? ['v1beta1'] : ['v1beta1', 'v1beta2'];
}

/** Who looks. */
export interface Reader {
  /** The formats it reads, the one it prefers first. */
  readonly formats: readonly Format[];
  /** Absent: the operator is not among the resources. */
  readonly operator?: { readonly namespace: string; readonly configMaps: readonly string[] };
  /** Namespaces whose ImageConfigs are for others: they have an operator of the same kind. */
  readonly taken: ReadonlySet<string>;
}

/** Finds the ImageConfigs that a reader reads; lists that are the same for several readers are one array. */
export type InForce = (reader: Reader) => readonly Candidate[];

/**
 * The ImageConfig that an operator reads; several where the input leaves open which: then each of them may be it. None:
 * it is not in the input. What many operators have in common is looked for once.
 */
export function inForceAmong(candidates: readonly Candidate[]): InForce {
  const byFormat = groupedBy(candidates, ({ format }) => format);
  const byNamespace = groupedBy(candidates, ({ format, namespace }) => placeKey(format, namespace));
  const outside = new WeakMap<ReadonlySet<string>, Map<Format, readonly Candidate[]>>();
  const untaken = (format: Format, taken: ReadonlySet<string>): readonly Candidate[] => {
    const known = outside.get(taken) ?? new Map<Format, readonly Candidate[]>();
    outside.set(taken, known);
    return recalled(known, format, () => (byFormat.get(format) ?? []).filter((one) => !taken.has(one.namespace)));
  };
  const labelledIn = rememberedFor(labelled);
  const labelledForOne = rememberedFor(labelledOnePerNamespace);
  const mountedIn = rememberedFor(mountedAmong);
  return ({ formats, operator, taken }) => {
    for (const format of formats) {
      const inside = operator === undefined ? undefined : byNamespace.get(placeKey(format, operator.namespace));
      const found = inside ?? untaken(format, taken);
      const withLabel = operator === undefined ? labelledIn : labelledForOne;
      const read = format === 'v1beta2' ? withLabel(found) : mountedIn(found)(operator?.configMaps ?? []);
      if (read.length > 0) return read;
    }
    return [];
  };
}

function placeKey(format: Format, namespace: string): string {
  return `${format} ${namespace}`;
}

function rememberedFor<T>(make: (found: readonly Candidate[]) => T): (found: readonly Candidate[]) => T {
  const known = new Map<readonly Candidate[], T>();
  return (found) => recalled(known, found, () => make(found));
}

function labelled(found: readonly Candidate[]): readonly Candidate[] {
  const withLabel = found.filter(({ foundBy }) => foundBy === 'label');
  return withLabel.length > 0 ? firstsByName(withLabel) : found;
}

/** One operator reads only the first by name of each namespace, whatever told that it is one. */
function labelledOnePerNamespace(found: readonly Candidate[]): readonly Candidate[] {
  const withLabel = found.filter(({ foundBy }) => foundBy === 'label');
  return firstsByName(withLabel.length > 0 ? withLabel : found);
}

/** Of each namespace the first by name; two of one name cannot be in one Kubernetes cluster, and either may be the one. */
function firstsByName(candidates: readonly Candidate[]): readonly Candidate[] {
  const sorted = candidates.toSorted((left, right) => (left.name < right.name ? -1 : left.name > right.name ? 1 : 0));
  const first = new Map<string, string>();
  return sorted.filter(({ namespace, name }) => recalled(first, namespace, () => name) === name);
}

function mountedAmong(found: readonly Candidate[]): (configMaps: readonly string[]) => readonly Candidate[] {
  const byName = groupedBy(found, ({ name }) => name);
  const usuallyNamed = found.filter(({ foundBy }) => foundBy === 'name');
  const unmounted = usuallyNamed.length > 0 ? usuallyNamed : found;
  const known = new Map<string, readonly Candidate[]>();
  return (configMaps) => {
    const names = [...new Set(configMaps)].filter((name) => byName.has(name));
    if (names.length === 0) return unmounted;
    return recalled(known, JSON.stringify(names), () => {
      const mounts = new Set(names.flatMap((name) => byName.get(name) ?? []));
      return names.length === 1 ? [...mounts] : found.filter((candidate) => mounts.has(candidate));
    });
  };
}
