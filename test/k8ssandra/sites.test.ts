import { parse } from 'yaml';
import { compileField } from '../../src/k8ssandra/fields/field.ts';
import type { ImageSites } from '../../src/k8ssandra/fields/site.ts';
import { imageSites, knownFields } from '../../src/k8ssandra/fields/sites.ts';
import { parseFieldPath } from '../../src/yaml/field-path.ts';
import { at, formatPath, isList, isObject, type Json, type JsonObject, type Path } from '../../src/yaml/json.ts';
import { facts, factTable } from '../facts.ts';
import { filesBelow, readObjects, readTable } from './upstream.ts';

function resource(yaml: string): JsonObject {
  const object: unknown = parse(yaml);
  if (!isObject(object)) throw new Error('not a mapping');
  return object;
}

const placesOf = ({ sites }: ImageSites) => sites.map(({ path, value }) => [formatPath(path), value]);
const remarksOf = ({ remarks }: ImageSites) => remarks.map(({ code, message }) => `${code}: ${message}`);

const pod = { containers: [{ name: 'main', image: 'a:1' }] };

describe('workloads', () => {
  test.each<[string, string, JsonObject, string]>([
    ['v1', 'Pod', { spec: pod }, 'spec'],
    ['v1', 'PodTemplate', { template: { spec: pod } }, 'template.spec'],
    ['v1', 'ReplicationController', { spec: { template: { spec: pod } } }, 'spec.template.spec'],
    ['apps/v1', 'Deployment', { spec: { template: { spec: pod } } }, 'spec.template.spec'],
    ['extensions/v1beta1', 'Deployment', { spec: { template: { spec: pod } } }, 'spec.template.spec'],
    ['apps/v1beta2', 'StatefulSet', { spec: { template: { spec: pod } } }, 'spec.template.spec'],
    ['apps/v1', 'DaemonSet', { spec: { template: { spec: pod } } }, 'spec.template.spec'],
    ['apps/v1', 'ReplicaSet', { spec: { template: { spec: pod } } }, 'spec.template.spec'],
    ['batch/v1', 'Job', { spec: { template: { spec: pod } } }, 'spec.template.spec'],
    [
      'batch/v1beta1',
      'CronJob',
      { spec: { jobTemplate: { spec: { template: { spec: pod } } } } },
      'spec.jobTemplate.spec.template.spec',
    ],
  ])('%s %s', (apiVersion, kind, body, podSpec) => {
    const { sites, remarks } = imageSites({ apiVersion, kind, ...body });
    expect(remarks).toEqual([]);
    expect(sites).toHaveLength(1);
    const [site] = sites;
    expect(site).toMatchObject({
      shape: 'reference',
      value: 'a:1',
      component: 'container',
      role: 'spec',
      effective: true,
    });
    expect(formatPath(site?.path ?? [])).toBe(`${podSpec}.containers[0].image`);
    expect(formatPath(site?.policyPath ?? [])).toBe(`${podSpec}.containers[0].imagePullPolicy`);
    expect(formatPath(site?.secretsPath ?? [])).toBe(`${podSpec}.imagePullSecrets`);
  });

  test('all four lists of a pod spec', () => {
    const { sites } = imageSites(
      resource(`
        apiVersion: v1
        kind: Pod
        spec:
          initContainers: [{name: i, image: a}]
          containers: [{name: c, image: b}, {name: without}]
          ephemeralContainers: [{name: e, image: c}]
          volumes: [{name: v, image: {reference: d}}, {name: other, emptyDir: {}}, {name: rbd, rbd: {image: no-image}}]
      `),
    );
    expect(sites.map(({ value }) => value)).toEqual(['b', 'a', 'c', 'd']);
    expect(sites.map(({ policyPath }) => formatPath(policyPath ?? []))).toEqual([
      'spec.containers[0].imagePullPolicy',
      'spec.initContainers[0].imagePullPolicy',
      'spec.ephemeralContainers[0].imagePullPolicy',
      'spec.volumes[0].image.pullPolicy',
    ]);
  });

  test('the group decides, not the kind alone', () => {
    expect(imageSites({ apiVersion: 'example.com/v1', kind: 'Deployment', spec: { template: { spec: pod } } })).toEqual(
      {
        sites: [],
        remarks: [],
      },
    );
    expect(imageSites({ kind: 'Pod', spec: pod }).sites).toEqual([]);
    expect(imageSites({ apiVersion: 1, kind: 'Pod', spec: pod }).sites).toEqual([]);
  });
});

const clusterYaml = `
  apiVersion: k8ssandra.io/v1alpha1
  kind: K8ssandraCluster
  metadata: {name: demo}
  spec:
    medusa: {containerImage: {registry: m.io, tag: "1"}}
    reaper: {containerImage: {}, telemetry: {vector: {image: vector:1}}}
    stargate: {containerImage: {tag: s}}
    cassandra:
      serverImage: server:1
      containers: [{name: agent, image: agent:1}, {name: cassandra}]
      extraVolumes:
        volumes: [{name: oci, image: {reference: oci:1}}]
        pvcs: [{name: pvc, volumeSource: {image: {reference: oci:2}}}]
      datacenters:
      - metadata: {name: dc1}
        serverImage: ""
        perNodeConfigInitContainerImage: null
      - metadata: {name: dc2}
        perNodeConfigInitContainerImage: yq:4
        stargate: {racks: [{name: r1, containerImage: {name: x}}]}
        storageConfig: {additionalVolumes: [{name: extra, volumeSource: {image: {reference: oci:3}}}]}
`;

describe('custom resources', () => {
  test('what is written at the levels of a cluster', () => {
    const sites = imageSites(resource(clusterYaml));
    expect(sites.remarks).toEqual([]);
    expect(placesOf(sites)).toEqual([
      ['spec.cassandra.serverImage', 'server:1'],
      ['spec.cassandra.containers[0].image', 'agent:1'],
      ['spec.cassandra.extraVolumes.volumes[0].image.reference', 'oci:1'],
      ['spec.cassandra.extraVolumes.pvcs[0].volumeSource.image.reference', 'oci:2'],
      ['spec.cassandra.datacenters[1].perNodeConfigInitContainerImage', 'yq:4'],
      ['spec.cassandra.datacenters[1].storageConfig.additionalVolumes[0].volumeSource.image.reference', 'oci:3'],
      ['spec.stargate.containerImage', { tag: 's' }],
      ['spec.cassandra.datacenters[1].stargate.racks[0].containerImage', { name: 'x' }],
      ['spec.reaper.containerImage', {}],
      ['spec.reaper.telemetry.vector.image', 'vector:1'],
      ['spec.medusa.containerImage', { registry: 'm.io', tag: '1' }],
    ]);
  });

  test('a struct has its pull policy inside', () => {
    const medusa = imageSites(resource(clusterYaml)).sites.find(({ component }) => component === 'medusa');
    expect(formatPath(medusa?.policyPath ?? [])).toBe('spec.medusa.containerImage.pullPolicy');
    expect(medusa?.secretsPath).toBeUndefined();
  });

  test('a string field has neither', () => {
    const server = imageSites(resource(clusterYaml)).sites.find(({ component }) => component === 'server');
    expect(server?.policyPath).toBeUndefined();
    expect(server?.secretsPath).toBeUndefined();
  });

  test('a CassandraDatacenter, whose pod template has a list of pull secrets', () => {
    const { sites } = imageSites(
      resource(`
        apiVersion: cassandra.datastax.com/v1beta1
        kind: CassandraDatacenter
        spec:
          serverImage: a
          configBuilderImage: b
          systemLoggerImage: c
          podTemplateSpec: {spec: {containers: [{name: x, image: d}]}}
      `),
    );
    expect(sites.map(({ component, value }) => [component, value])).toEqual([
      ['server', 'a'],
      ['config-builder', 'b'],
      ['system-logger', 'c'],
      ['container', 'd'],
    ]);
    expect(formatPath(sites[3]?.secretsPath ?? [])).toBe('spec.podTemplateSpec.spec.imagePullSecrets');
  });

  test('a backup’s record of its datacenter is status and has no effect', () => {
    const { sites, remarks } = imageSites(
      resource(`
        apiVersion: medusa.k8ssandra.io/v1alpha1
        kind: CassandraBackup
        status: {cassdcTemplateSpec: {spec: {serverImage: a}}}
      `),
    );
    expect(sites).toMatchObject([{ value: 'a', role: 'status', effective: false }]);
    expect(remarks).toEqual([]);
  });

  test('the legacy Medusa resource has another struct, and no effect', () => {
    const found = imageSites(
      resource(`
        apiVersion: medusa.k8ssandra.io/v1alpha1
        kind: Medusa
        spec: {containerImage: {repository: k8ssandra/medusa, imagePullSecret: {name: s}}}
      `),
    );
    expect(found.sites).toMatchObject([{ shape: 'medusa-parts', effective: false }]);
    expect(remarksOf(found)).toEqual([
      "ineffective-field: spec.containerImage has no effect: no operator reads it there; it belongs into the K8ssandraCluster's spec.medusa.containerImage",
    ]);
  });
});

describe('places without effect', () => {
  test('the example of the documentation’s page about image configuration', () => {
    const found = imageSites(
      resource(`
        apiVersion: k8ssandra.io/v1alpha1
        kind: K8ssandraCluster
        spec:
          jmxInitContainerImage: {registry: r.io, name: jmx}
          serverImage: r.io/server:1
          medusa: {containerImage: {registry: r.io, image: r.io/medusa:1}}
          stargate: {containerImage: {registry: r.io, image: my-image}}
          cassandra:
            datacenters:
            - JmxInitContainerImage: {registry: r.io}
              ServerImage: r.io/server:2
              reaper: {containerImage: {registry: r.io}}
      `),
    );
    expect(found.sites.map(({ path, effective }) => [formatPath(path), effective])).toEqual([
      ['spec.cassandra.datacenters[0].ServerImage', false],
      ['spec.cassandra.datacenters[0].JmxInitContainerImage', false],
      ['spec.stargate.containerImage', true],
      ['spec.medusa.containerImage', true],
      ['spec.medusa.containerImage.image', false],
      ['spec.serverImage', false],
      ['spec.jmxInitContainerImage', false],
      ['spec.cassandra.datacenters[0].reaper.containerImage', false],
    ]);
    expect(remarksOf(found)).toEqual([
      'ineffective-field: spec.cassandra.datacenters[0].ServerImage has no effect: it is spelt spec.cassandra.datacenters[].serverImage',
      'ineffective-field: spec.cassandra.datacenters[0].JmxInitContainerImage has no effect: it is spelt spec.cassandra.datacenters[].jmxInitContainerImage',
      "ineffective-field: spec.stargate.containerImage.image has no effect: an image's struct has no such key; write registry, repository, name and tag",
      "ineffective-field: spec.medusa.containerImage.image has no effect: an image's struct has no such key; write registry, repository, name and tag",
      'ineffective-field: spec.serverImage has no effect: no operator reads it there; it belongs into spec.cassandra.serverImage',
      'ineffective-field: spec.jmxInitContainerImage has no effect: no operator reads it there; it belongs into spec.cassandra.datacenters[].jmxInitContainerImage',
      'ineffective-field: spec.cassandra.datacenters[0].reaper.containerImage has no effect: no operator reads it there; it belongs into spec.reaper.containerImage',
    ]);
  });

  test('fields that the release has given up; unknown releases count as reading them', () => {
    const reaper = resource(`
      apiVersion: reaper.k8ssandra.io/v1alpha1
      kind: Reaper
      spec: {initContainerImage: {tag: "1"}}
    `);
    const effective = (k8ssandraOperator: string | undefined) =>
      imageSites(reaper, knownFields(), { k8ssandraOperator }).sites.map((site) => site.effective);
    expect(effective('1.14.1')).toEqual([true]);
    expect(effective('1.15.0')).toEqual([false]);
    expect(effective(undefined)).toEqual([true]);
  });

  test('keys that a struct does not have', () => {
    const found = imageSites(
      resource(`
        apiVersion: reaper.k8ssandra.io/v1alpha1
        kind: Reaper
        spec: {containerImage: {Tag: "1", digest: "sha256:1", foo: 1, image: null, pullPolicy: Always, pullSecretRef: {name: s}}}
      `),
    );
    expect(remarksOf(found)).toEqual([
      'ineffective-field: spec.containerImage.Tag has no effect: it is spelt tag',
      "ineffective-field: spec.containerImage.digest has no effect: an image's struct has no such key; write it behind the tag: <tag>@<digest>",
      "ineffective-field: spec.containerImage.foo has no effect: an image's struct has no such key",
    ]);
  });

  test('Kubernetes’ own kinds and users’ kinds are taken by the letter', () => {
    expect(imageSites(resource('{apiVersion: v1, kind: Pod, spec: {containers: [{Image: x}]}}')).sites).toEqual([]);
  });
});

describe('malformed places', () => {
  test.each([
    ['spec: {containers: [{image: 5}]}', 'spec.containers[0].image must be text'],
    ['spec: {containers: [{image: {}}]}', 'spec.containers[0].image must be text'],
    ['spec: {containers: {}}', 'spec.containers must be a list'],
    ['spec: {containers: [x]}', 'spec.containers[0] must be a mapping'],
    ['spec: text', 'spec must be a mapping'],
  ])('Pod %s', (body, message) => {
    const found = imageSites(resource(`apiVersion: v1\nkind: Pod\n${body}`));
    expect(found.sites).toEqual([]);
    expect(remarksOf(found)).toEqual([`malformed-field: ${message}`]);
  });

  test.each([
    ['spec: {containerImage: k8ssandra/reaper}', 'spec.containerImage must be a mapping'],
    ['spec: {containerImage: {tag: 4.0}}', 'spec.containerImage.tag must be text: put it in quotes'],
    ['spec: {containerImage: {tag: true}}', 'spec.containerImage.tag must be text: put it in quotes'],
    ['spec: {containerImage: {registry: {}}}', 'spec.containerImage.registry must be text'],
    ['spec: {containerImage: {registry: [a]}}', 'spec.containerImage.registry must be text'],
  ])('Reaper %s', (body, message) => {
    const found = imageSites(resource(`apiVersion: reaper.k8ssandra.io/v1alpha1\nkind: Reaper\n${body}`));
    expect(found.sites).toEqual([]);
    expect(remarksOf(found)).toEqual([`malformed-field: ${message}`]);
  });

  test('a part that is null is absent', () => {
    const found = imageSites(
      resource('{apiVersion: reaper.k8ssandra.io/v1, kind: Reaper, spec: {containerImage: {tag: null}}}'),
    );
    expect(found).toMatchObject({ sites: [{ value: { tag: null } }], remarks: [] });
  });
});

describe('a user’s own fields', () => {
  const fields = knownFields([
    compileField({
      group: 'example.com',
      kind: 'Site',
      path: parseFieldPath('spec.pages[].image'),
      shape: 'reference',
    }),
    compileField({ group: 'example.com', kind: 'Site', path: parseFieldPath('spec.main'), shape: 'parts' }),
    compileField({ group: '', kind: 'Pod', path: parseFieldPath('spec.containers[].image'), shape: 'reference' }),
  ]);

  test('are found beside those known', () => {
    const found = imageSites(
      resource('{apiVersion: example.com/v2, kind: Site, spec: {pages: [{image: a}], main: {name: b, more: 1}}}'),
      fields,
    );
    expect(found.remarks).toEqual([]);
    expect(placesOf(found)).toEqual([
      ['spec.pages[0].image', 'a'],
      ['spec.main', { name: 'b', more: 1 }],
    ]);
    expect(found.sites.map(({ component }) => component)).toEqual(['custom', 'custom']);
  });

  test('do not replace or double those known', () => {
    const { sites } = imageSites(
      resource('{apiVersion: v1, kind: Pod, spec: {containers: [{name: n, image: a}]}}'),
      fields,
    );
    expect(sites.map(({ component }) => component)).toEqual(['container']);
  });
});

/** Every string of a value, with its path. */
function strings(value: Json | undefined, path: Path = []): readonly (readonly [Path, string])[] {
  if (typeof value === 'string') return [[path, value]];
  if (isList(value)) return value.flatMap((item, index) => strings(item, [...path, index]));
  if (isObject(value)) return Object.entries(value).flatMap(([key, item]) => strings(item, [...path, key]));
  return [];
}

facts('sites upstream', (inFacts) => {
  const catalog = new Set(
    readTable(factTable('image-catalog'))
      .map(({ reference }) => reference ?? '')
      .filter((reference) => reference !== '' && !reference.includes('{')),
  );
  const objects = [
    ...filesBelow(inFacts('upstream', 'manifests'), (name) => name.endsWith('.nocrd.yaml')),
    ...filesBelow(inFacts('upstream', 'clusters'), (name) => name.endsWith('.yaml')),
    inFacts('upstream', 'helm', 'rendered-k8ssandra-operator-v3.yaml'),
  ]
    .flatMap(readObjects)
    .filter(({ kind }) => kind !== 'CustomResourceDefinition');

  test('every image of the catalog that stands in an object is a site, and so is every value of a key that means one', () => {
    const imageKeys = /^(image|serverImage|configBuilderImage|systemLoggerImage|perNodeConfigInitContainerImage)$/;
    const missed = objects.flatMap((object) => {
      const found = new Set(imageSites(object).sites.map(({ path }) => formatPath(path)));
      return strings(object)
        .filter(([path, text]) => catalog.has(text) || (text !== '' && imageKeys.test(String(path.at(-1)))))
        .filter(([path]) => !found.has(formatPath(path)))
        .map(([path, text]) => `${String(object.kind)} ${formatPath(path)} ${text}`);
    });
    expect(catalog.size).toBeGreaterThan(300);
    expect(missed).toEqual([]);
  });

  test('every struct of parts is a site', () => {
    const missed = objects.flatMap((object) => {
      const found = new Set(imageSites(object).sites.map(({ path }) => formatPath(path)));
      return strings(object)
        .filter(([path]) => path.some((key) => /ContainerImage$|^containerImage$/.test(String(key))))
        .filter(([path]) => !path.some((_, length) => found.has(formatPath(path.slice(0, length + 1)))))
        .map(([path]) => `${String(object.kind)} ${formatPath(path)}`);
    });
    expect(missed).toEqual([]);
  });

  test('there are sites of many kinds, all well formed', () => {
    const all = objects.map((object) => imageSites(object));
    const sites = all.flatMap((found) => found.sites);
    expect(sites.length).toBeGreaterThan(120);
    // A snippet of upstream's documentation, which leaves out what it is not about: `cassandra: ...`.
    expect(all.flatMap(remarksOf).filter((remark) => remark.startsWith('malformed'))).toEqual([
      'malformed-field: spec.cassandra must be a mapping',
    ]);
    for (const [index, object] of objects.entries()) {
      for (const { path, value } of all[index]?.sites ?? []) expect(at(object, path)).toEqual(value);
    }
  });
});
