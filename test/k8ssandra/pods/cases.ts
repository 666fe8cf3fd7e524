/** The clusters that the operators' own code was asked about, in five releases. */
import { readFileSync } from 'node:fs';
import type { EffectiveImagesOptions } from '../../../src/k8ssandra/pods/effective-images.ts';
import { isObject, type JsonObject } from '../../../src/yaml/json.ts';
import { readDocument } from '../../../src/yaml/read/read.ts';
import { toJson } from '../../../src/yaml/typing.ts';
import { imageConfigMap, operatorWith, type Release, releases } from './fixtures.ts';

export interface Case {
  readonly name: string;
  readonly release?: { readonly cassOperator: string; readonly k8ssandraOperator: string };
  readonly imageConfig: string;
  readonly env?: Readonly<Record<string, string>>;
  readonly cluster?: string;
  readonly datacenter?: string;
  readonly result?: { readonly images: readonly CaseImage[]; readonly pullSecrets: readonly CaseSecrets[] };
  readonly error?: string;
  readonly panic?: string;
}

export interface CaseImage {
  readonly dc: string;
  readonly workload: string;
  readonly rack?: string;
  readonly kind: string;
  readonly container: string;
  readonly image: string;
  readonly pullPolicy?: string;
}

export interface CaseSecrets {
  readonly dc: string;
  readonly workload: string;
  readonly rack?: string;
  readonly names: readonly string[];
}

/** The files below `vectors` of the facts folder, and the releases that were asked. */
export const caseFiles: readonly (readonly [file: string, release: Release])[] = [
  ['cluster.json', '1.32.5'],
  ['cluster-v1.26.0.json', '1.26.0'],
  ['cluster-v1.20.4.json', '1.20.4'],
  ['cluster-v1.14.0.json', '1.14.0'],
  ['cluster-v1.6.0.json', '1.6.0'],
];

export function readCases(file: string): readonly Case[] {
  return JSON.parse(readFileSync(file, 'utf8'));
}

/** A case as a list of resources, its cluster or datacenter last, and its releases. */
export function inputOf(each: Case, release: Release): [readonly JsonObject[], EffectiveImagesOptions] {
  const object = toJson(readDocument(each.cluster ?? each.datacenter ?? ''));
  const resources = [imageConfigMap(release, each.imageConfig), operatorWith(each.env ?? {})];
  return [[...resources, ...(isObject(object) ? [object] : [])], { release: each.release ?? releases[release] }];
}
