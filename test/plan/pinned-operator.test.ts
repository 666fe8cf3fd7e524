import { deployment, planned } from './planned.ts';

const operator = deployment(
  { containers: [{ name: 'manager', image: 'docker.io/k8ssandra/cass-operator:v1.8.0' }] },
  { name: 'cass-operator', namespace: 'cass-operator' },
);

const imageConfig = {
  apiVersion: 'v1',
  kind: 'ConfigMap',
  metadata: { name: 'cass-operator-manager-config', namespace: 'cass-operator' },
  data: {
    'image_config.yaml':
      'apiVersion: config.k8ssandra.io/v1beta1\nkind: ImageConfig\nimages:\n  system-logger: k8ssandra/system-logger:1\n  config-builder: datastax/cass-config-builder:1\n',
  },
};

const datacenter = {
  apiVersion: 'cassandra.datastax.com/v1beta1',
  kind: 'CassandraDatacenter',
  metadata: { name: 'dc1', namespace: 'cass-operator' },
  spec: { clusterName: 'demo', serverType: 'dse', serverVersion: '6.8.0', size: 1 },
};

test('a pin that takes the release out of the tag of an operator does not change what that release pulls', () => {
  const pin = { name: 'docker.io/k8ssandra/cass-operator', newTag: 'ours' };
  const input = [operator, imageConfig, datacenter];
  const withPin = planned(input, { images: [pin], onEscape: 'warn', exclude: ['docker.io/datastax'] });
  const without = planned(input, { onEscape: 'warn', exclude: ['docker.io/datastax'] });
  expect(without.codes).not.toContain('resolution-changed');
  expect(withPin.codes).toEqual(without.codes);
});
