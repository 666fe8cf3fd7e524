/** When there is a container for per-node configuration, and what it runs. */
import type { JsonObject } from '../../../src/yaml/json.ts';
import { cluster, imageConfigMap, imagesFor, type Release, resolved } from './fixtures.ts';

const perNode = (object: JsonObject, release: Release = '1.32.5'): readonly string[] =>
  imagesFor(object, release).flatMap(({ container, image }) => (container === 'per-node-config' ? [image] : []));

const named = { perNodeConfigMapRef: { name: 'config' } };
const tokens = (cassandraYaml: JsonObject): JsonObject => ({ config: { cassandraYaml } });

describe('is there', () => {
  const second = (more: JsonObject): readonly JsonObject[] => [{ metadata: { name: 'dc2' }, size: 3, ...more }];

  test.each<[string, JsonObject, number]>([
    ['not by default', cluster(), 0],
    ['where a datacenter names a ConfigMap', cluster({ datacenter: named, others: second({}) }), 1],
    ['with num_tokens below 16', cluster({ cassandra: tokens({ num_tokens: 8 }) }), 1],
    ['not from 16 on', cluster({ cassandra: tokens({ num_tokens: 16 }) }), 0],
    ['not for what is no number', cluster({ cassandra: tokens({ num_tokens: 'few' }) }), 0],
    ['for a number in quotes', cluster({ cassandra: tokens({ num_tokens: '4' }) }), 1],
    ['in all datacenters of the cluster', cluster({ cassandra: tokens({ num_tokens: 8 }), others: second({}) }), 2],
    [
      'in none if one has more tokens',
      cluster({ cassandra: tokens({ num_tokens: 8 }), others: second(tokens({ num_tokens: 16 })) }),
      0,
    ],
    [
      'where one names a ConfigMap, only there',
      cluster({ cassandra: tokens({ num_tokens: 8 }), others: second(named) }),
      1,
    ],
    [
      'not for partitioners that are not known',
      cluster({ cassandra: tokens({ num_tokens: 8, partitioner: 'org.apache.cassandra.dht.ByteOrderedPartitioner' }) }),
      0,
    ],
    [
      'not for different partitioners',
      cluster({
        cassandra: tokens({ num_tokens: 8 }),
        others: second(tokens({ partitioner: 'org.apache.cassandra.dht.RandomPartitioner' })),
      }),
      0,
    ],
    [
      'not for a replication factor that is no number',
      cluster({ cassandra: tokens({ num_tokens: 8, allocate_tokens_for_local_replication_factor: 'many' }) }),
      0,
    ],
  ])('%s', (_, object, count) => {
    expect(perNode(object)).toHaveLength(count);
  });

  test('from 1.4 on', () => {
    const run = (k8ssandraOperator: string): boolean =>
      resolved([imageConfigMap('1.6.0'), cluster({ datacenter: named })], { release: { k8ssandraOperator } }).some(
        ({ container }) => container === 'per-node-config',
      );
    expect([run('1.3.0'), run('1.4.0')]).toEqual([false, true]);
  });
});

describe('runs', () => {
  const field = 'perNodeConfigInitContainerImage';

  test.each<[string, Release, JsonObject, JsonObject, string]>([
    ['the client of the ImageConfig from 1.27 on', '1.32.5', {}, {}, 'docker.io/k8ssandra/k8ssandra-client:v0.8'],
    ['what the cluster says', '1.32.5', { [field]: 'c:1' }, {}, 'c:1'],
    ['what the datacenter says', '1.32.5', { [field]: 'c:1' }, { [field]: 'd:1' }, 'd:1'],
    ['a fixed image before', '1.26.0', {}, {}, 'k8ssandra/k8ssandra-client:v0.8.1'],
    [
      'the default of the datacenter hides the cluster',
      '1.26.0',
      { [field]: 'c:1' },
      {},
      'k8ssandra/k8ssandra-client:v0.8.1',
    ],
    ['unless the datacenter has an empty text', '1.26.0', { [field]: 'c:1' }, { [field]: '' }, 'c:1'],
    [
      'with empty texts at both levels the fixed one again',
      '1.6.0',
      { [field]: '' },
      { [field]: '' },
      'mikefarah/yq:4',
    ],
    ['1.20.4', '1.20.4', {}, {}, 'k8ssandra/k8ssandra-client:v0.6.3'],
  ])('%s', (_, release, cassandra, datacenter, expected) => {
    expect(perNode(cluster({ cassandra, datacenter: { ...named, ...datacenter } }), release)).toEqual([expected]);
  });
});
