import { at, type JsonObject } from '../../src/yaml/json.ts';
import { cluster, deployment, imageConfig, planned } from './planned.ts';

const operator = (release: string): JsonObject =>
  deployment(
    { containers: [{ name: 'manager', image: `k8ssandra/k8ssandra-operator:v${release}` }] },
    { name: 'k8ssandra-operator', namespace: 'k8ssandra-operator' },
  );

const config = imageConfig(
  'images: {medusa: {repository: k8ssandra, name: medusa, tag: "1"}}\ndefaults: {registry: docker.io}\n',
);
const annotation = ['spec', 'template', 'metadata', 'annotations', 'k8ssandra-image-mirror.dev/image-config'];

describe('restartOperator', () => {
  const rollout = { restartOperator: true };

  test('puts the checksum of the new ImageConfig on the pods of its operators', () => {
    const { after } = planned([operator('1.32.5'), config], { rollout });
    expect(at(after[0], annotation)).toMatch(/^sha256:[0-9a-f]{64}$/);
    expect(planned(after, { rollout }).after).toEqual(after);
  });

  test('another ImageConfig, another checksum', () => {
    const first = planned([operator('1.32.5'), config], { rollout }).after[0];
    const second = planned([operator('1.32.5'), config], { rollout, pullPolicy: 'Always' }).after[0];
    expect(at(first, annotation)).not.toEqual(at(second, annotation));
  });

  test('leaves operators elsewhere, and pods when nobody asked', () => {
    const elsewhere = deployment(
      { containers: [{ image: 'k8ssandra/cass-operator:v1.30.2' }] },
      { namespace: 'other' },
    );
    expect(at(planned([elsewhere, config], { rollout }).after[0], annotation)).toBeUndefined();
    expect(at(planned([operator('1.32.5'), config]).after[0], annotation)).toBeUndefined();
  });
});

describe('updateDatacenters: always', () => {
  const rollout = { updateDatacenters: 'always' };

  test('is an annotation on clusters and datacenters', () => {
    const datacenter = {
      apiVersion: 'cassandra.datastax.com/v1beta1',
      kind: 'CassandraDatacenter',
      metadata: { name: 'dc' },
    };
    const { after } = planned([cluster({}), datacenter, operator('1.32.5')], { rollout });
    expect(at(after[0], ['metadata', 'annotations'])).toEqual({ 'k8ssandra.io/autoupdate-spec': 'always' });
    expect(at(after[1], ['metadata', 'annotations'])).toEqual({ 'cassandra.datastax.com/autoupdate-spec': 'always' });
  });

  test('is a warning for releases that know no such annotation', () => {
    const { after, codes } = planned([cluster({}), operator('1.18.0')], { rollout });
    expect(at(after[0], ['metadata', 'annotations'])).toBeUndefined();
    expect(codes).toContain('rollout-not-possible');
  });
});
