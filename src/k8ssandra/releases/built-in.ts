/**
 * The images that are written nowhere: constants in the Go code of k8ssandra-operator, by release.
 *
 * Source: pkg/medusa/reconcile.go, pkg/reaper/deployment.go, pkg/stargate/deployments.go, pkg/nodeconfig/mount.go,
 * pkg/vector/vector.go, pkg/cassandra/datacenter.go of every tag; a test holds the tables against upstream's.
 */
import { type Since, valueAt } from './since.ts';

/** What a struct of a custom resource falls back to. The registry is that of the environment, else docker.io. */
export interface BuiltInParts {
  readonly repository: string;
  readonly name: string;
  readonly tag: string;
}

const medusa: Since<string> = [
  ['1.0.0', '0.11.3'],
  ['1.1.0', '0.13.1'],
  ['1.2.0', '0.13.4'],
  ['1.8.0', '0.15.0'],
  ['1.9.0', '0.16.1'],
  ['1.9.1', '0.16.2'],
  ['1.11.0', '0.17.0'],
  ['1.12.0', '0.17.2'],
  ['1.13.0', '0.19.1'],
  ['1.14.0', '0.20.1'],
  ['1.16.0', '0.21.0'],
  ['1.18.0', '0.22.0'],
  ['1.19.0', '0.22.2'],
  ['1.20.2', '0.22.3'],
  ['1.20.4', '0.24.0'],
  ['1.21.0', '97aa0276'],
  ['1.21.1', '0.23.0'],
  ['1.21.2', '0.24.0'],
  ['1.24.0', '0.24.1'],
  ['1.26.0', '0.25.0'],
];

const reaper: Since<string> = [
  ['1.0.0', '3.1.1'],
  ['1.2.0', '3.2.0'],
  ['1.4.0', '3.2.1'],
  ['1.9.1', '3.3.4'],
  ['1.10.0', '3.4.0'],
  ['1.13.0', '3.5.0'],
  ['1.15.0', '3.6.0'],
  ['1.17.0', '3.6.1'],
  ['1.21.0', '3.8.0'],
  ['1.24.0', '4.0.0-beta3'],
  ['1.26.0', '4.0.0-rc1'],
];

const stargate: Since<string> = [
  ['1.0.0', 'v1.0.45'],
  ['1.4.0', 'v1.0.67'],
  ['1.11.0', 'v1.0.77'],
];

const perNodeConfig: Since<string | undefined> = [
  ['1.4.0', 'mikefarah/yq:4'],
  ['1.20.4', 'k8ssandra/k8ssandra-client:v0.6.3'],
  // 1.20.4 was made later than 1.21.1.
  ['1.21.0', 'mikefarah/yq:4'],
  ['1.21.2', 'k8ssandra/k8ssandra-client:v0.6.3'],
  ['1.23.0', 'k8ssandra/k8ssandra-client:v0.7.0'],
  ['1.25.0', 'k8ssandra/k8ssandra-client:v0.8.1'],
  ['1.27.0', undefined],
];

const purge: Since<string | undefined> = [
  ['1.12.0', 'bitnami/kubectl:1.17.3'],
  ['1.14.0', 'bitnami/kubectl:1.29.3'],
  ['1.27.0', undefined],
];

/** Until 1.26: from 1.27 on the ImageConfig says it. */
export function builtInMedusa(release: string): BuiltInParts {
  return { repository: 'k8ssandra', name: 'medusa', tag: valueAt(medusa, release) ?? 'latest' };
}

/** Until 1.26: from 1.27 on the ImageConfig says it. Also the CRD's default, as long as there is one. */
export function builtInReaper(release: string): BuiltInParts {
  return { repository: 'thelastpickle', name: 'cassandra-reaper', tag: valueAt(reaper, release) ?? 'latest' };
}

/** Which build of Stargate: by the server it stands before. */
export type StargateBuild = 'stargate-3_11' | 'stargate-4_0' | 'stargate-dse-68';

export function builtInStargate(release: string, name: StargateBuild): BuiltInParts {
  return { repository: 'stargateio', name, tag: valueAt(stargate, release) ?? 'latest' };
}

/** Also the CRD's default, from 1.5 on. `undefined`: the ImageConfig says it. */
export function builtInPerNodeConfig(release: string): string | undefined {
  return valueAt(perNodeConfig, release);
}

/** The image of the job that purges backups; `undefined` for releases without one. */
export function builtInPurge(release: string): string | undefined {
  return valueAt(purge, release);
}

/** Of the agents of Reaper and Stargate until 1.29, and of Cassandra in 1.5. */
export const builtInVector = 'timberio/vector:0.26.0-alpine';

/** Of the jmx-credentials container, until 1.4. */
export const builtInJmx: BuiltInParts = { repository: 'library', name: 'busybox', tag: '1.34.1' };
