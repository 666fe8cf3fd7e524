import { at } from '../../src/yaml/json.ts';
import { deployment, mirror, planned } from './planned.ts';

const podSpec = ['spec', 'template', 'spec'];

function afterOf(spec: Parameters<typeof deployment>[0], config: Parameters<typeof planned>[1] = {}) {
  const { after, codes } = planned([deployment(spec)], config);
  return { spec: at(after[0], podSpec), codes };
}

describe('images of pod specs', () => {
  test('every container and image volume is moved', () => {
    const { spec } = afterOf({
      containers: [{ name: 'a', image: 'k8ssandra/cass-operator:v1.30.2' }],
      initContainers: [{ name: 'b', image: 'busybox' }],
      ephemeralContainers: [{ name: 'c', image: 'ghcr.io/x/debug@sha256:'.padEnd(87, 'a') }],
      volumes: [
        { name: 'd', image: { reference: 'quay.io/org/data:1' } },
        { name: 'e', rbd: { image: 'a/b' } },
      ],
    });
    expect(spec).toEqual({
      containers: [{ name: 'a', image: `${mirror}/k8ssandra/cass-operator:v1.30.2` }],
      initContainers: [{ name: 'b', image: `${mirror}/library/busybox` }],
      ephemeralContainers: [{ name: 'c', image: `${mirror}/x/debug@sha256:`.padEnd(mirror.length + 80, 'a') }],
      volumes: [
        { name: 'd', image: { reference: `${mirror}/org/data:1` } },
        { name: 'e', rbd: { image: 'a/b' } },
      ],
    });
  });

  test('a pull policy goes beside an image that moves, and nowhere else', () => {
    const { spec } = afterOf(
      {
        containers: [
          { name: 'moved', image: 'k8ssandra/x:1' },
          { name: 'has one', image: 'k8ssandra/y:1', imagePullPolicy: 'Always' },
          { name: 'there already', image: `${mirror}/k8ssandra/z:1` },
        ],
        volumes: [{ name: 'volume', image: { reference: 'k8ssandra/data:1' } }],
      },
      { pullPolicy: 'IfNotPresent' },
    );
    expect(spec).toEqual({
      containers: [
        { name: 'moved', image: `${mirror}/k8ssandra/x:1`, imagePullPolicy: 'IfNotPresent' },
        { name: 'has one', image: `${mirror}/k8ssandra/y:1`, imagePullPolicy: 'IfNotPresent' },
        { name: 'there already', image: `${mirror}/k8ssandra/z:1` },
      ],
      volumes: [{ name: 'volume', image: { reference: `${mirror}/k8ssandra/data:1`, pullPolicy: 'IfNotPresent' } }],
    });
  });

  test.each([
    ['none yet', {}, [{ name: 'mirror' }, { name: 'other' }]],
    ['an empty list', { imagePullSecrets: [] }, [{ name: 'mirror' }, { name: 'other' }]],
    [
      'one of its own',
      { imagePullSecrets: [{ name: 'own' }] },
      [{ name: 'own' }, { name: 'mirror' }, { name: 'other' }],
    ],
    ['one of those asked for', { imagePullSecrets: [{ name: 'other' }] }, [{ name: 'other' }, { name: 'mirror' }]],
  ])('pull secrets go behind those that are there: %s', (_, secrets, expected) => {
    const { spec } = afterOf(
      { containers: [{ image: 'a/b:1' }, { image: 'c/d:1' }], ...secrets },
      { pullSecrets: ['mirror', 'other'] },
    );
    expect(at(spec, ['imagePullSecrets'])).toEqual(expected);
  });

  test('a pod that pulls nothing from the mirror needs no secret', () => {
    const pod = { containers: [{ image: 'registry.corp.example.com/a/b:1' }] };
    const { spec } = afterOf(pod, { pullSecrets: ['mirror'], exclude: ['registry.corp.example.com'] });
    expect(spec).toEqual(pod);
  });
});

describe('images that stay', () => {
  test.each([
    ['excluded', 'registry.corp.example.com/a/b:1', 'image-excluded'],
    ["on the mirror's host, outside its path", 'mirror.example.com:5000/else/b:1', 'on-mirror-host'],
    ['no reference at all', 'a b', 'invalid-reference'],
    ['a template', '{{ .Values.image }}', 'placeholder'],
  ])('%s', (_, image, code) => {
    const { spec, codes } = afterOf({ containers: [{ image }] }, { exclude: ['registry.corp.example.com'] });
    expect(spec).toEqual({ containers: [{ image }] });
    expect(codes).toEqual([code]);
  });

  test('no rule covers them', () => {
    const mirrors = [{ source: 'docker.io', target: mirror }];
    const { spec, codes } = afterOf({ containers: [{ image: 'quay.io/a/b:1' }, { image: 'a/b:1' }] }, { mirrors });
    expect(spec).toEqual({ containers: [{ image: 'quay.io/a/b:1' }, { image: `${mirror}/a/b:1` }] });
    expect(codes).toEqual(['escaped']);
  });

  test('on the mirror already: nothing is said', () => {
    const { spec, codes } = afterOf({ containers: [{ image: `${mirror}/a/b:1` }] });
    expect(spec).toEqual({ containers: [{ image: `${mirror}/a/b:1` }] });
    expect(codes).toEqual([]);
  });

  test('what an operator made is left to it', () => {
    const owner = {
      apiVersion: 'cassandra.datastax.com/v1beta1',
      kind: 'CassandraDatacenter',
      name: 'dc1',
      controller: true,
    };
    const made = deployment({ containers: [{ image: 'a/b:1' }] }, { ownerReferences: [owner] });
    const { after, said } = planned([made]);
    expect(after).toEqual([made]);
    expect(said).toEqual([
      'operator-made: Deployment demo/app stays as it is: it was made for CassandraDatacenter dc1, which decides its images',
    ]);
  });

  test('what other tools render from is counted', () => {
    const release = {
      apiVersion: 'helm.toolkit.fluxcd.io/v2',
      kind: 'HelmRelease',
      metadata: { name: 'k8ssandra' },
      spec: {
        values: { image: { registry: 'docker.io' }, client: { image: { tag: 'v1' } }, imagePullPolicy: 'Always' },
      },
    };
    const { after, codes, said } = planned([release]);
    expect(after).toEqual([release]);
    expect(codes).toEqual(['rendered-elsewhere']);
    expect(said[0]).toContain('HelmRelease k8ssandra installs K8ssandra through Flux, with 2 image settings');
  });
});

describe('several images in one place of the mirror', () => {
  test('two sources, one reference: refused', () => {
    const { codes, said } = planned([
      deployment({ containers: [{ image: 'quay.io/a/b:1' }, { image: 'ghcr.io/a/b:1' }] }),
    ]);
    expect(codes).toEqual(['collision']);
    expect(said[0]).toContain('Deployment demo/app spec.template.spec.containers[1].image');
  });

  test('two sources, two tags: a warning', () => {
    const { codes } = planned([deployment({ containers: [{ image: 'quay.io/a/b:1' }, { image: 'ghcr.io/a/b:2' }] })]);
    expect(codes).toEqual(['shared-repository']);
  });
});
