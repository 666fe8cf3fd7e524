/**
 * What the API server writes into a custom resource before an operator sees it: the defaults of its CRD, as far as they
 * decide about images.
 *
 * A default fills a key that is absent or null, in an object that is there; a default that is a struct is filled up
 * itself. So `containerImage: {registry: m}` becomes `{registry: m, tag: latest}`, and a Stargate without
 * `containerImage` gets one at every level, which then beats those of the levels above.
 *
 * Source: the CRDs of every release of k8ssandra-operator (a test holds the table against them); the rules are those of
 * k8s.io/apiextensions-apiserver, seen on a real API server with the CRDs of 1.32.5.
 */

import { type FieldPath, parseFieldPath } from '../../yaml/field-path.ts';
import { isList, isObject, type Json, type JsonObject } from '../../yaml/json.ts';
import { partKeys } from '../fields/shape.ts';
import { builtInPerNodeConfig, builtInReaper, builtInStargate } from '../releases/built-in.ts';
import { isBefore } from '../releases/release-order.ts';

/** One default. Outer objects come before inner ones. */
export interface CrdDefault {
  readonly path: string;
  readonly value: Json;
}

const stargatePlaces: Readonly<Record<string, readonly string[]>> = {
  K8ssandraCluster: [
    'spec.stargate',
    'spec.cassandra.datacenters[].stargate',
    'spec.cassandra.datacenters[].stargate.racks[]',
  ],
  Stargate: ['spec', 'spec.racks[]'],
};

const reaperPlaces: Readonly<Record<string, string>> = { K8ssandraCluster: 'spec.reaper', Reaper: 'spec' };

/** The defaults of a kind, in the CRD of a release of k8ssandra-operator. */
export function crdDefaults(kind: string, release: string): readonly CrdDefault[] {
  return [
    ...(kind === 'K8ssandraCluster' ? clusterDefaults(release) : []),
    ...stargateDefaults(stargatePlaces[kind] ?? [], release),
    ...reaperDefaults(reaperPlaces[kind], release),
    ...imageStructs(kind).flatMap((path) => structDefaults(path, release)),
  ];
}

/** Every path whose default decides about images in some release, or could; outer objects first. */
export function decisivePaths(kind: string): readonly string[] {
  const reaper = reaperPlaces[kind];
  const structs = imageStructs(kind);
  return [
    ...(kind === 'K8ssandraCluster'
      ? [
          'spec.cassandra.serverType',
          'spec.cassandra.perNodeConfigInitContainerImage',
          'spec.cassandra.datacenters[].perNodeConfigInitContainerImage',
          'spec.medusa.purgeBackups',
          'spec.reaper.deploymentMode',
        ]
      : []),
    ...(stargatePlaces[kind] ?? []).map((place) => `${place}.size`),
    ...(reaper === undefined ? [] : [`${reaper}.storageType`]),
    ...structs,
    ...structs.flatMap((struct) => partKeys.parts.map((part) => `${struct}.${part}`)),
  ];
}

function clusterDefaults(release: string): readonly CrdDefault[] {
  const perNode = isBefore(release, '1.5.0') ? undefined : builtInPerNodeConfig(release);
  const levels = ['spec.cassandra', 'spec.cassandra.datacenters[]'];
  return [
    { path: 'spec.cassandra.serverType', value: 'cassandra' },
    ...(perNode === undefined
      ? []
      : levels.map((level) => ({ path: `${level}.perNodeConfigInitContainerImage`, value: perNode }))),
    ...(isBefore(release, '1.7.0')
      ? levels.map((level) => ({ path: `${level}.jmxInitContainerImage`, value: { name: 'busybox', tag: '1.34.1' } }))
      : []),
    ...(isBefore(release, '1.17.0') ? [] : [{ path: 'spec.medusa.purgeBackups', value: true }]),
    { path: 'spec.reaper.deploymentMode', value: 'PER_DC' },
  ];
}

function stargateDefaults(places: readonly string[], release: string): readonly CrdDefault[] {
  const { repository, tag } = builtInStargate(release, 'stargate-4_0');
  return places.flatMap((place) => [
    ...(place.endsWith('racks[]') ? [] : [{ path: `${place}.size`, value: 1 }]),
    { path: `${place}.containerImage`, value: { repository, tag } },
  ]);
}

function reaperDefaults(place: string | undefined, release: string): readonly CrdDefault[] {
  if (place === undefined) return [];
  const value = { ...builtInReaper(release) };
  return [
    ...(isBefore(release, '1.27.0') ? [{ path: `${place}.containerImage`, value }] : []),
    ...(isBefore(release, '1.15.0') ? [{ path: `${place}.initContainerImage`, value }] : []),
    ...(isBefore(release, '1.19.0') ? [] : [{ path: `${place}.storageType`, value: 'cassandra' }]),
  ];
}

/** Every struct that names an image, whether or not a release still reads it. */
function imageStructs(kind: string): readonly string[] {
  const reaper = reaperPlaces[kind];
  return [
    ...(kind === 'K8ssandraCluster'
      ? [
          'spec.cassandra.jmxInitContainerImage',
          'spec.cassandra.datacenters[].jmxInitContainerImage',
          'spec.medusa.containerImage',
        ]
      : []),
    ...(reaper === undefined ? [] : [`${reaper}.containerImage`, `${reaper}.initContainerImage`]),
    ...(stargatePlaces[kind] ?? []).map((place) => `${place}.containerImage`),
  ];
}

function structDefaults(struct: string, release: string): readonly CrdDefault[] {
  return [
    ...(isBefore(release, '1.15.0') ? [{ path: `${struct}.registry`, value: 'docker.io' }] : []),
    { path: `${struct}.tag`, value: 'latest' },
  ];
}

/** The resource as the API server stores it. */
export function applyCrdDefaults(resource: JsonObject, kind: string, release: string): JsonObject {
  return fillDefaults(resource, crdDefaults(kind, release));
}

/** A resource with the values that it leaves open. */
export function fillDefaults(resource: JsonObject, defaults: readonly CrdDefault[]): JsonObject {
  return defaults.reduce((object, { path, value }) => filled(object, parseFieldPath(path), value), resource);
}

function filled(object: JsonObject, [step, ...others]: FieldPath, value: Json): JsonObject {
  if (step === undefined || step === 'each') return object;
  const present = object[step.key] ?? undefined;
  const after =
    others.length === 0 ? (present ?? value) : present === undefined ? undefined : filledBelow(present, others, value);
  return after === undefined || after === present ? object : { ...object, [step.key]: after };
}

function filledBelow(parent: Json, path: FieldPath, value: Json): Json {
  if (path[0] !== 'each') return isObject(parent) ? filled(parent, path, value) : parent;
  if (!isList(parent)) return parent;
  const [, ...others] = path;
  const after = parent.map((item) => filledBelow(item, others, value));
  return after.some((item, index) => item !== parent[index]) ? after : parent;
}
