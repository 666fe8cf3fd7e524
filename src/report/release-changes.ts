/**
 * What an upgrade of k8ssandra-operator has to bring to the mirror: the images of two releases side by side. Servers are
 * left out, as it is the clusters that say which ones run.
 */
import { imageConfigKey } from '../k8ssandra/image-config/read/detect.ts';
import { configMapHead, formatsOf, releaseDocument } from '../k8ssandra/image-config/shipped/release-document.ts';
import type { EffectiveImage } from '../k8ssandra/origins/effective-image.ts';
import { effectiveImages, workloadImages } from '../k8ssandra/pods/effective-images.ts';
import { completeReleases, type KnownReleases } from '../k8ssandra/releases/releases.ts';
import { formatReference } from '../reference/grammar.ts';
import { readReference } from '../reference/read-reference.ts';
import type { JsonObject } from '../yaml/json.ts';
import { clusterFor, components, releaseOperators } from './release-install.ts';

/** One image, in the versions of both releases. */
export interface ReleaseChange {
  /** Without its tag. */
  readonly image: string;
  /** The tags before and after; null: that release has none. */
  readonly from: string | null;
  readonly to: string | null;
}

/** One server of each kind that the operators treat in a way of its own. */
const servers = [
  { serverType: 'cassandra', version: '3.11.19' },
  { serverType: 'cassandra', version: '4.0.17' },
  { serverType: 'cassandra', version: '4.1.8' },
  { serverType: 'dse', version: '6.8.50' },
] as const;

/** The images that differ, by name. @param from, to without a leading `v` */
export function releaseChanges(from: string, to: string): readonly ReleaseChange[] {
  const [before, after] = [versionsIn(from), versionsIn(to)];
  const names = [...new Set([...before.keys(), ...after.keys()])].sort();
  return names.flatMap((image) => {
    const change = { image, from: before.get(image) ?? null, to: after.get(image) ?? null };
    return change.from === change.to ? [] : [change];
  });
}

/** The tags by the name of the image; several stand beside each other. */
function versionsIn(k8ssandraOperator: string): ReadonlyMap<string, string> {
  const release = completeReleases({ k8ssandraOperator }, new Set());
  const namespace = 'k8ssandra-operator';
  const operators = releaseOperators({ k8ssandraOperator }, namespace);
  const clusters = servers.map((server) => clusterFor(server, new Set(components), namespace));
  const resources = [...imageConfigs({ k8ssandraOperator }), ...operators, ...clusters];
  const images = [...workloadImages(resources), ...effectiveImages(resources, { release }).filter(isNoServer)];
  const versions = new Map<string, Set<string>>();
  for (const { image } of images) {
    const reference = readReference(image);
    if (reference === undefined) continue;
    const { tag = 'latest', digest: _, ...name } = reference;
    const key = formatReference(name);
    versions.set(key, (versions.get(key) ?? new Set()).add(tag));
  }
  return new Map([...versions].map(([name, tags]) => [name, [...tags].sort().join(', ')]));
}

/** Those that are installed with a release. */
function imageConfigs(releases: KnownReleases): readonly JsonObject[] {
  return formatsOf(releases).map((format) => {
    const { document } = releaseDocument(releases, format);
    const metadata = { ...configMapHead(releases, format) };
    return { apiVersion: 'v1', kind: 'ConfigMap', metadata, data: { [imageConfigKey]: JSON.stringify(document) } };
  });
}

/** Containers that run the image of the server. */
const ofServer: ReadonlySet<string> = new Set(['cassandra', 'server-config-init-base']);

function isNoServer({ workload, container }: EffectiveImage): boolean {
  return workload !== 'cassandra' || !ofServer.has(container);
}
