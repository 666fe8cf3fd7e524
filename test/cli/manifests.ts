/** A workload whose image is written as given. */
export function deployment(image: string): string {
  return [
    'apiVersion: apps/v1',
    'kind: Deployment',
    'metadata: {name: app, namespace: demo}',
    `spec: {template: {spec: {containers: [{name: app, image: ${JSON.stringify(image)}}]}}}`,
    '',
  ].join('\n');
}

/** Datacenters without their operators: what they pull cannot be told. */
export const loneCluster: string = [
  'apiVersion: k8ssandra.io/v1alpha1',
  'kind: K8ssandraCluster',
  'metadata: {name: demo, namespace: demo}',
  'spec: {cassandra: {serverVersion: 4.0.17, datacenters: [{metadata: {name: dc1}, size: 1}]}}',
  '',
].join('\n');
