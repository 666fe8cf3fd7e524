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
import { at, type Json, type JsonObject, type Path } from '../../yaml/json.ts';
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
  /** What it says, or why that can't be read. */
  readonly document: Json | ImageConfigError;
}

export function findCandidates(resources: readonly JsonObject[]): readonly Candidate[] {
  return resources.flatMap((resource, index) => candidatesIn(resource, index));
}

function candidatesIn(object: JsonObject, resource: number): readonly Candidate[] {
  const [namespace, name] = [textAt(object, 'namespace'), textAt(object, 'name')];
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

/** A text that can't be read does not show its format. */
function brokenFormats(object: JsonObject): readonly Format[] {
  return textAt(object, 'name').includes('manager-config') ? ['v1beta1'] : ['v1beta1', 'v1beta2'];
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

/**
 * The ImageConfig that an operator reads; several where the input leaves open which: then each of them may be it. None:
 * it is not in the input.
 */
export function inForce(candidates: readonly Candidate[], reader: Reader): readonly Candidate[] {
  const { formats, operator, taken } = reader;
  for (const format of formats) {
    const readable = candidates.filter((candidate) => candidate.format === format);
    const inside = readable.filter(({ namespace }) => namespace === operator?.namespace);
    const found = inside.length > 0 ? inside : readable.filter(({ namespace }) => !taken.has(namespace));
    const read =
      format === 'v1beta2' ? labelled(found, operator !== undefined) : mounted(found, operator?.configMaps ?? []);
    if (read.length > 0) return read;
  }
  return [];
}

/** @param one whether one operator reads them, and so only the first by name of each namespace */
function labelled(found: readonly Candidate[], one: boolean): readonly Candidate[] {
  const withLabel = found.filter(({ foundBy }) => foundBy === 'label');
  const eligible = withLabel.length > 0 ? withLabel : found;
  const sorted = eligible.toSorted((left, right) => (left.name < right.name ? -1 : left.name > right.name ? 1 : 0));
  const firsts = sorted.filter(
    ({ namespace }, index) => sorted.findIndex((other) => other.namespace === namespace) === index,
  );
  return withLabel.length > 0 || one ? firsts : eligible;
}

function mounted(found: readonly Candidate[], configMaps: readonly string[]): readonly Candidate[] {
  const byMount = found.filter(({ name }) => configMaps.includes(name));
  const byName = found.filter(({ foundBy }) => foundBy === 'name');
  return [byMount, byName, found].find((list) => list.length > 0) ?? [];
}

function textAt(object: JsonObject, key: string): string {
  const value = at(object, ['metadata', key]);
  return typeof value === 'string' ? value : '';
}
