/** Stargate: which build, how templates of three levels merge, and which racks get pods. */
import type { JsonObject } from '../../../src/yaml/json.ts';
import { cluster, datacenter, imagesFor, operatorWith, type Release } from './fixtures.ts';

function stargateIn(
  object: JsonObject,
  release: Release = '1.32.5',
  ...others: readonly JsonObject[]
): readonly string[] {
  return imagesFor(object, release, ...others)
    .filter(({ workload }) => workload === 'stargate')
    .map(({ image }) => image);
}

describe('the build goes by the server', () => {
  test.each<[JsonObject, Release, string]>([
    [{ serverVersion: '3.11.17' }, '1.32.5', 'docker.io/stargateio/stargate-3_11:v1.0.77'],
    [{ serverVersion: '4.0.17' }, '1.32.5', 'docker.io/stargateio/stargate-4_0:v1.0.77'],
    [{ serverVersion: '5.0.6' }, '1.32.5', 'docker.io/stargateio/stargate-4_0:v1.0.77'],
    [{ serverVersion: '6.8.50', serverType: 'dse' }, '1.32.5', 'docker.io/stargateio/stargate-dse-68:v1.0.77'],
    [{ serverVersion: '6.8.50', serverType: 'dse' }, '1.14.0', 'docker.io/stargateio/stargate-dse-68:v1.0.77'],
    [{ serverVersion: '6.8.50', serverType: 'dse' }, '1.6.0', 'docker.io/stargateio/stargate-4_0:v1.0.67'],
  ])('%j in %s', (cassandra, release, expected) => {
    expect(stargateIn(cluster({ cassandra, stargate: {} }), release)).toEqual([expected]);
  });
});

describe('the registry', () => {
  test('is not asked of the ImageConfig, but of DEFAULT_REGISTRY', () => {
    const env = operatorWith({ DEFAULT_REGISTRY: 'm.io/p' });
    expect(stargateIn(cluster({ stargate: {} }), '1.32.5', env)).toEqual(['m.io/p/stargateio/stargate-4_0:v1.0.77']);
    expect(stargateIn(cluster({ stargate: {} }), '1.14.0', env)).toEqual(['docker.io/stargateio/stargate-4_0:v1.0.77']);
  });

  test('pull secrets: those of the environment, and of the struct', () => {
    const env = operatorWith({ IMAGE_PULL_SECRETS: 'e1' });
    const stargate = { containerImage: { tag: '1', pullSecretRef: { name: 's' } } };
    expect(imagesFor(cluster({ stargate }), '1.32.5', env).at(-1)?.pullSecrets).toEqual(['e1', 's']);
  });
});

describe('templates of several levels', () => {
  const whole = { registry: 'c.io', repository: 'r', name: 'n', tag: 't' };

  test('the CRD fills in repository and tag at each level that is there, and they win', () => {
    const object = cluster({ stargate: { containerImage: whole }, datacenter: { stargate: {} } });
    expect(stargateIn(object)).toEqual(['c.io/stargateio/n:v1.0.77']);
    // There it fills in the registry, too.
    expect(stargateIn(object, '1.14.0')).toEqual(['docker.io/stargateio/n:v1.0.77']);
  });

  test('a rack before its datacenter', () => {
    const racks = [{ name: 'default', containerImage: { registry: 'k.io', tag: '2' } }];
    const object = cluster({ datacenter: { stargate: { containerImage: whole, racks } } });
    expect(stargateIn(object)).toEqual(['k.io/r/n:2']);
  });

  test('a rack without image gets one from the CRD', () => {
    const object = cluster({ datacenter: { stargate: { containerImage: whole, racks: [{ name: 'default' }] } } });
    expect(stargateIn(object)).toEqual(['c.io/stargateio/n:v1.0.77']);
  });

  test('other racks are no matter', () => {
    const object = cluster({ datacenter: { stargate: { containerImage: whole, racks: [{ name: 'other' }] } } });
    expect(stargateIn(object)).toEqual(['c.io/r/n:t']);
  });

  test('the field to write is that of the strongest level', () => {
    const path = (object: JsonObject): unknown => imagesFor(object, '1.32.5').at(-1)?.override?.path;
    expect(path(cluster({ stargate: {} }))).toEqual(['spec', 'stargate', 'containerImage']);
    expect(path(cluster({ stargate: {}, datacenter: { stargate: {} } }))).toEqual([
      ...['spec', 'cassandra', 'datacenters', 0, 'stargate', 'containerImage'],
    ]);
    expect(path(cluster({ datacenter: { stargate: { racks: [{ name: 'default' }] } } }))).toEqual([
      ...['spec', 'cassandra', 'datacenters', 0, 'stargate', 'racks', 0, 'containerImage'],
    ]);
  });
});

describe('racks and pods', () => {
  const racks = ['r1', 'r2', 'r3'].map((name) => ({ name }));
  const racksOf = (object: JsonObject): readonly (string | undefined)[] =>
    imagesFor(object, '1.32.5').flatMap(({ workload, rack }) => (workload === 'stargate' ? [rack] : []));

  test('each rack has a Deployment, if the pods suffice', () => {
    expect(racksOf(cluster({ cassandra: { racks }, stargate: { size: 2 } }))).toEqual(['r1', 'r2']);
    expect(racksOf(cluster({ cassandra: { racks }, stargate: { size: 9 } }))).toEqual(['r1', 'r2', 'r3']);
  });

  test('without a size there is one; that of the datacenter hides that of the cluster', () => {
    expect(racksOf(cluster({ cassandra: { racks }, stargate: {} }))).toEqual(['r1']);
    expect(racksOf(cluster({ cassandra: { racks }, stargate: { size: 3 }, datacenter: { stargate: {} } }))).toEqual([
      'r1',
    ]);
  });

  test('a stopped datacenter has none', () => {
    expect(racksOf(cluster({ stargate: {}, datacenter: { stopped: true } }))).toEqual([]);
  });

  test('containers are named after cluster, datacenter and rack', () => {
    const names = (release: Release): string | undefined =>
      imagesFor(
        cluster({ cassandra: { clusterName: 'My_Cluster' }, datacenter: { datacenterName: 'East' }, stargate: {} }),
        release,
      ).at(-1)?.container;
    expect(names('1.32.5')).toBe('my-cluster-east-default-stargate-deployment');
    expect(names('1.6.0')).toBe('my-cluster-dc1-default-stargate-deployment');
  });
});

describe('a Stargate with a resource of its own', () => {
  const stargate = {
    apiVersion: 'stargate.k8ssandra.io/v1alpha1',
    kind: 'Stargate',
    metadata: { name: 's', namespace: 'data' },
    spec: { datacenterRef: { name: 'dc1' }, size: 1 },
  };

  test('stands before its datacenter', () => {
    const images = imagesFor(stargate, '1.32.5', datacenter({ serverVersion: '3.11.17' }));
    expect(images.at(-1)).toMatchObject({
      container: 'demo-dc1-default-stargate-deployment',
      image: 'docker.io/stargateio/stargate-3_11:v1.0.77',
      status: 'resolved',
      datacenter: 'dc1',
      rack: 'default',
    });
  });

  test('or before one of a cluster', () => {
    const images = imagesFor(
      stargate,
      '1.32.5',
      cluster({ cassandra: { serverType: 'dse', serverVersion: '6.8.50' } }),
    );
    expect(images.at(-1)?.image).toBe('docker.io/stargateio/stargate-dse-68:v1.0.77');
  });

  test('without either the build is not known', () => {
    expect(imagesFor(stargate, '1.32.5').at(-1)).toMatchObject({
      status: 'unknown',
      reason: 'CassandraDatacenter dc1 is not among the resources',
    });
  });
});
