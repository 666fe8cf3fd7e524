import type { JsonObject } from '../../src/yaml/json.ts';
import { cluster, deployment, imageConfig } from '../plan/planned.ts';
import { operator } from './reported.ts';

/** A cluster with most of what there is: racks alike and racks apart, an escape, an exclude, a pod that is unknown. */
export const install: readonly JsonObject[] = [
  operator('k8ssandra-operator', '1.32.5'),
  operator('cass-operator', '1.30.2'),
  imageConfig(`
defaults: {registry: docker.io}
images:
  system-logger: {repository: k8ssandra, name: system-logger, tag: v1.30.2}
  k8ssandra-client: {repository: k8ssandra, name: k8ssandra-client, tag: v0.8.8}
  reaper: {registry: quay.io, repository: corp, name: reaper, tag: "5"}
types:
  cassandra: {repository: k8ssandra, name: cass-management-api, suffix: -ubi}
`),
  cluster({
    cassandra: {
      serverVersion: '4.1.8',
      racks: [{ name: 'r1' }, { name: 'r2' }],
      datacenters: [
        { metadata: { name: 'east' }, size: 2 },
        { metadata: { name: 'west' }, k8sContext: 'europe', size: 2, serverImage: 'registry.corp/cassandra:4.1.8' },
      ],
    },
    reaper: { deploymentMode: 'SINGLE' },
  }),
  deployment({ containers: [{ name: 'app', image: 'Shop/App' }] }, { name: 'shop' }),
];

/** Docker Hub is mirrored, one registry is excluded; nothing is said about quay.io. */
export const spec: JsonObject = {
  mirrors: [{ source: 'docker.io', target: 'm.io/k' }],
  exclude: ['registry.corp'],
};
