import { operatorMade } from '../../src/k8ssandra/operators/operator-made.ts';
import { isObject } from '../../src/yaml/json.ts';
import { facts } from '../facts.ts';
import { filesBelow, readObjects } from './upstream.ts';

const ownedBy = (apiVersion: string, kind: string, controller?: boolean) => ({
  kind: 'StatefulSet',
  metadata: {
    namespace: 'ns',
    ownerReferences: [{ apiVersion, kind, name: 'owner', ...(controller === undefined ? {} : { controller }) }],
  },
});

const labelled = (labels: Record<string, string>) => ({ kind: 'Deployment', metadata: { labels } });

describe('operatorMade', () => {
  test.each([
    ['cassandra.datastax.com/v1beta1', 'CassandraDatacenter'],
    ['reaper.k8ssandra.io/v1alpha1', 'Reaper'],
    ['stargate.k8ssandra.io/v1alpha1', 'Stargate'],
    ['k8ssandra.io/v1alpha1', 'K8ssandraCluster'],
  ])('an object that a resource of %s controls is its', (apiVersion, kind) => {
    expect(operatorMade(ownedBy(apiVersion, kind, true))).toEqual({ kind, namespace: 'ns', name: 'owner' });
  });

  test('an owner that is no controller makes nothing', () => {
    expect(operatorMade(ownedBy('cassandra.datastax.com/v1beta1', 'CassandraDatacenter', false))).toBeUndefined();
    expect(operatorMade(ownedBy('cassandra.datastax.com/v1beta1', 'CassandraDatacenter'))).toBeUndefined();
  });

  test.each([
    ['apps/v1', 'ReplicaSet'],
    ['apps/v1', 'Deployment'],
    ['batch/v1', 'CronJob'],
    ['operators.coreos.com/v1alpha1', 'ClusterServiceVersion'],
    ['example.com/v1', 'X'],
  ])('any controller makes what it owns: %s %s', (apiVersion, kind) => {
    expect(operatorMade(ownedBy(apiVersion, kind, true))).toMatchObject({ kind });
  });

  test.each([
    [{ 'app.kubernetes.io/managed-by': 'cass-operator' }],
    [{ 'app.kubernetes.io/managed-by': 'cassandra-operator' }],
    [{ 'app.kubernetes.io/managed-by': 'k8ssandra-operator' }],
    [{ 'app.kubernetes.io/created-by': 'k8ssandracluster-controller' }],
    [{ 'app.kubernetes.io/created-by': 'stargate-controller' }],
    [{ 'app.kubernetes.io/created-by': 'reaper-controller' }],
    [{ 'k8ssandra.io/cleaned-up-by': 'k8ssandracluster-controller' }],
    [{ 'k8ssandra.io/stargate': 'demo-dc1-stargate' }],
  ])('%j tells', (labels) => {
    expect(operatorMade(labelled(labels))).toEqual({});
  });

  test('the labels name the cluster', () => {
    const labels = {
      'app.kubernetes.io/name': 'k8ssandra-operator',
      'k8ssandra.io/cleaned-up-by': 'k8ssandracluster-controller',
      'k8ssandra.io/cluster-name': 'demo',
      'k8ssandra.io/cluster-namespace': 'k8s',
    };
    expect(operatorMade(labelled(labels))).toEqual({ kind: 'K8ssandraCluster', namespace: 'k8s', name: 'demo' });
  });

  test.each([
    [{}],
    [{ 'app.kubernetes.io/managed-by': 'kustomize', 'app.kubernetes.io/created-by': 'cass-operator' }],
    [{ 'app.kubernetes.io/managed-by': 'Helm', 'app.kubernetes.io/name': 'k8ssandra-operator' }],
    [{ 'k8ssandra.io/cluster-name': 'demo' }],
  ])('%j does not', (labels) => {
    expect(operatorMade(labelled(labels))).toBeUndefined();
  });

  test('malformed metadata is nobody’s', () => {
    const resources = [
      {},
      { metadata: [] },
      { metadata: { labels: 1 } },
      { metadata: { ownerReferences: [null, 'x'] } },
    ];
    for (const resource of resources) expect(operatorMade(resource)).toBeUndefined();
  });
});

facts('operatorMade upstream', (inFacts) => {
  test('nothing of an installation was made by an operator, least of all the operators', () => {
    const files = [
      ...filesBelow(inFacts('upstream', 'manifests'), (name) => name.endsWith('.nocrd.yaml')),
      inFacts('upstream', 'helm', 'rendered-k8ssandra-operator-v3.yaml'),
    ];
    const objects = files.flatMap(readObjects);
    const deployments = objects.filter(({ kind }) => kind === 'Deployment');
    expect(deployments.length).toBeGreaterThan(files.length);
    expect(objects.filter((object) => operatorMade(object) !== undefined)).toEqual([]);
  });

  test('nor were the clusters that people write', () => {
    const objects = filesBelow(inFacts('upstream', 'clusters'), (name) => name.endsWith('.yaml')).flatMap(readObjects);
    const kinds = new Set(objects.map(({ kind }) => kind));
    expect(kinds).toContain('K8ssandraCluster');
    expect(kinds).toContain('Reaper');
    const made = objects.filter((object) => operatorMade(object) !== undefined);
    expect(made.map(({ metadata }) => (isObject(metadata) ? metadata.name : metadata))).toEqual([]);
  });
});
