import { parse } from 'yaml';
import { at, type Json, type JsonObject } from '../../src/yaml/json.ts';
import { cluster, deployment, mirror, planned } from './planned.ts';

function resource(apiVersion: string, kind: string, body: string): JsonObject {
  return { apiVersion, kind, metadata: { name: 'x', namespace: 'ns' }, ...(parse(body) as JsonObject) };
}

describe('pods in kinds that nobody knows: the image is replaced, and nothing else', () => {
  test.each<[string, string, string, string, Json, (string | number)[]]>([
    [
      'Knative',
      'serving.knative.dev/v1',
      'Service',
      'spec: {template: {spec: {containers: [{image: "quay.io/a/b:1"}]}}}',
      `${mirror}/a/b:1`,
      ['spec', 'template', 'spec', 'containers', 0, 'image'],
    ],
    [
      'Argo Rollouts',
      'argoproj.io/v1alpha1',
      'Rollout',
      'spec: {template: {spec: {initContainers: [{name: i, image: busybox}]}}}',
      `${mirror}/library/busybox`,
      ['spec', 'template', 'spec', 'initContainers', 0, 'image'],
    ],
    [
      'ClickHouse',
      'clickhouse.altinity.com/v1',
      'ClickHouseInstallation',
      'spec: {templates: {podTemplates: [{name: p, spec: {containers: [{name: c, image: "clickhouse/server:24"}]}}]}}',
      `${mirror}/clickhouse/server:24`,
      ['spec', 'templates', 'podTemplates', 0, 'spec', 'containers', 0, 'image'],
    ],
    [
      'OLM, deployments of a bundle',
      'operators.coreos.com/v1alpha1',
      'ClusterServiceVersion',
      'spec: {install: {spec: {deployments: [{name: d, spec: {template: {spec: {containers: [{name: c, image: "registry.connect.redhat.com/datastax/cass-operator:1.23.2"}]}}}}]}}}',
      `${mirror}/datastax/cass-operator:1.23.2`,
      ['spec', 'install', 'spec', 'deployments', 0, 'spec', 'template', 'spec', 'containers', 0, 'image'],
    ],
    [
      'OLM, images of a bundle',
      'operators.coreos.com/v1alpha1',
      'ClusterServiceVersion',
      'spec: {relatedImages: [{name: logger, image: "k8ssandra/system-logger:v1.23.2"}]}',
      `${mirror}/k8ssandra/system-logger:v1.23.2`,
      ['spec', 'relatedImages', 0, 'image'],
    ],
    [
      'OpenShift',
      'apps.openshift.io/v1',
      'DeploymentConfig',
      'spec: {template: {spec: {containers: [{name: c, image: "quay.io/a/b:1"}]}}}',
      `${mirror}/a/b:1`,
      ['spec', 'template', 'spec', 'containers', 0, 'image'],
    ],
    [
      'KEDA',
      'keda.sh/v1alpha1',
      'ScaledJob',
      'spec: {jobTargetRef: {template: {spec: {containers: [{name: c, image: "quay.io/a/b:1"}]}}}}',
      `${mirror}/a/b:1`,
      ['spec', 'jobTargetRef', 'template', 'spec', 'containers', 0, 'image'],
    ],
    [
      'an image volume',
      'example.com/v1',
      'Thing',
      'spec: {pod: {volumes: [{name: v, image: {reference: "quay.io/a/data:1"}}]}}',
      `${mirror}/a/data:1`,
      ['spec', 'pod', 'volumes', 0, 'image', 'reference'],
    ],
    [
      'manifests inside a manifest',
      'work.open-cluster-management.io/v1',
      'ManifestWork',
      'spec: {workload: {manifests: [{apiVersion: apps/v1, kind: Deployment, spec: {template: {spec: {containers: [{image: "quay.io/a/b:1"}]}}}}]}}',
      `${mirror}/a/b:1`,
      ['spec', 'workload', 'manifests', 0, 'spec', 'template', 'spec', 'containers', 0, 'image'],
    ],
    [
      'no spec around it',
      'example.com/v1',
      'Template',
      'objects: [{containers: [{image: "quay.io/a/b:1"}]}]',
      `${mirror}/a/b:1`,
      ['objects', 0, 'containers', 0, 'image'],
    ],
  ])('%s', (_, apiVersion, kind, body, expected, path) => {
    const { after, codes } = planned([resource(apiVersion, kind, body)]);
    expect(at(after[0], path)).toBe(expected);
    expect(codes).toEqual([]);
  });

  test('policy and pull secrets are not set, which is said', () => {
    const rollout = resource(
      'argoproj.io/v1alpha1',
      'Rollout',
      'spec: {template: {spec: {containers: [{name: c, image: "quay.io/a/b:1"}]}}}',
    );
    const { after, codes } = planned([rollout], { pullPolicy: 'Always', pullSecrets: ['mirror'] });
    expect(at(after[0], ['spec', 'template', 'spec'])).toEqual({
      containers: [{ name: 'c', image: `${mirror}/a/b:1` }],
    });
    expect(codes).toEqual(['pull-secret-ineffective', 'pull-policy-ineffective']);
  });

  test('settings that are there already are seen', () => {
    const pod = `containers: [{name: c, image: "${mirror}/a/b:1", imagePullPolicy: Always}], imagePullSecrets: [{name: mirror}]`;
    const rollout = resource('argoproj.io/v1alpha1', 'Rollout', `spec: {template: {spec: {${pod}}}}`);
    expect(planned([rollout], { pullPolicy: 'Always', pullSecrets: ['mirror'] }).codes).toEqual([]);
  });

  test('the images that a bundle lists have no settings', () => {
    const bundle = resource(
      'operators.coreos.com/v1alpha1',
      'ClusterServiceVersion',
      'spec: {relatedImages: [{name: a, image: "quay.io/a/b:1"}]}',
    );
    expect(planned([bundle], { pullPolicy: 'Always', pullSecrets: ['mirror'] }).codes).toEqual([]);
  });

  test('what is no reference there is left alone, and no error', () => {
    const thing = resource('example.com/v1', 'Thing', 'spec: {containers: [{image: "Not An Image"}, {image: {a: b}}]}');
    expect(planned([thing])).toMatchObject({ after: [thing], codes: [] });
  });

  test('status and metadata are passed over', () => {
    const thing = {
      ...resource(
        'example.com/v1',
        'Thing',
        'status: {containers: [{image: "quay.io/a/b:1"}], image: "quay.io/a/b:1"}',
      ),
      metadata: { name: 'x', annotations: { image: 'quay.io/a/b:1' } },
    };
    expect(planned([thing])).toMatchObject({ after: [thing], codes: [] });
  });
});

describe('kinds that are left alone', () => {
  test.each([
    [
      'kyverno.io/v1',
      'ClusterPolicy',
      'spec: {rules: [{match: {}, validate: {pattern: {spec: {containers: [{image: "quay.io/a/b:1"}]}}}}]}',
    ],
    ['policies.kyverno.io/v1alpha1', 'ImageValidatingPolicy', 'spec: {images: [{name: i, image: "quay.io/a/b:1"}]}'],
    ['constraints.gatekeeper.sh/v1beta1', 'K8sAllowedRepos', 'spec: {parameters: {repos: ["quay.io/a/b:1"]}}'],
    ['mutations.gatekeeper.sh/v1alpha1', 'AssignImage', 'spec: {parameters: {image: "quay.io/a/b:1"}}'],
    [
      'admissionregistration.k8s.io/v1',
      'ValidatingAdmissionPolicy',
      'spec: {variables: [{name: image, expression: "quay.io/a/b:1"}]}',
    ],
    [
      'policy.sigstore.dev/v1beta1',
      'ClusterImagePolicy',
      'spec: {images: [{glob: "quay.io/a/**"}], image: "quay.io/a/b:1"}',
    ],
    ['apiextensions.k8s.io/v1', 'CustomResourceDefinition', 'spec: {containers: [{image: "quay.io/a/b:1"}]}'],
    ['aquasecurity.github.io/v1alpha1', 'VulnerabilityReport', 'report: {artifact: {repository: a/b, tag: "1"}}'],
    ['config.openshift.io/v1', 'ImageDigestMirrorSet', 'spec: {imageDigestMirrors: [{source: "quay.io/a/b:1"}]}'],
    [
      'infrastructure.cluster.x-k8s.io/v1beta1',
      'OpenStackMachineTemplate',
      'spec: {template: {spec: {image: ubuntu}}}',
    ],
    ['v1', 'Secret', 'stringData: {image: "quay.io/a/b:1"}'],
    ['apps/v1', 'ControllerRevision', 'data: {spec: {template: {spec: {containers: [{image: "quay.io/a/b:1"}]}}}}'],
    ['kpt.dev/v1', 'Kptfile', 'pipeline: {mutators: [{image: "gcr.io/kpt-fn/set-namespace:v0.4"}]}'],
    ['kind.x-k8s.io/v1alpha4', 'Cluster', 'nodes: [{role: worker, image: "kindest/node:v1.30.0"}]'],
    ['skaffold/v4beta11', 'Config', 'build: {artifacts: [{image: "gcr.io/a/b"}]}'],
  ])('%s %s', (apiVersion, kind, body) => {
    const thing = resource(apiVersion, kind, body);
    expect(planned([thing])).toMatchObject({ after: [thing], codes: [] });
  });
});

test('what is never applied to a cluster is left alone', () => {
  const settings = {
    ...resource('example.com/v1', 'Settings', 'spec: {image: "quay.io/a/b:1", containers: [{image: "quay.io/a/b:1"}]}'),
    metadata: { name: 'x', annotations: { 'config.kubernetes.io/local-config': 'true' } },
  };
  expect(planned([settings])).toMatchObject({ after: [settings], codes: [] });
});

describe('fields that look like an image, in kinds that nobody knows', () => {
  test.each([
    ['Prometheus', 'spec: {image: "quay.io/prometheus/prometheus:v2.51.0"}', 'path: "spec.image", shape: reference'],
    [
      'a list',
      'spec: {steps: [{image: "bash:5"}, {image: "quay.io/a/b:1"}]}',
      'path: "spec.steps[].image", shape: reference',
    ],
    ['a key ...Image', 'spec: {agentImage: "org/agent:1"}', 'path: "spec.agentImage", shape: reference'],
    ['a key that says nothing', 'spec: {run: "quay.io/org/agent:1"}', 'path: "spec.run", shape: reference'],
    [
      'repository and tag',
      'spec: {image: {repository: quay.io/org/name, tag: "1"}}',
      'path: "spec.image", shape: repository',
    ],
    [
      'a tag that is a number',
      'spec: {image: {repository: quay.io/org/name, tag: 1.2}}',
      'path: "spec.image", shape: repository',
    ],
    [
      'a digest',
      `spec: {agent: {repository: org/name, digest: "sha256:${'a'.repeat(64)}"}}`,
      'path: "spec.agent", shape: repository',
    ],
    [
      'four parts',
      'spec: {agent: {registry: quay.io, repository: org, name: name, tag: "1"}}',
      'path: "spec.agent", shape: parts',
    ],
    ['odd keys', 'spec: {"a.b/c": {image: "quay.io/a/b:1"}}', 'path: "spec[\\"a.b/c\\"].image", shape: reference'],
  ])('%s', (_, body, entry) => {
    const thing = resource('example.com/v1', 'Thing', body);
    const { after, said } = planned([thing]);
    expect(after).toEqual([thing]);
    expect(said).toHaveLength(1);
    expect(said[0]).toContain(`fields: [{group: "example.com", kind: Thing, ${entry}}]`);
  });

  test('values of ConfigMaps, but not texts that hold more', () => {
    const sidecar = resource(
      'v1',
      'ConfigMap',
      'data: {queue-sidecar-image: "gcr.io/a/queue:1", run: "quay.io/a/b:1"}',
    );
    const script = resource('v1', 'ConfigMap', 'data: {run.sh: "docker run quay.io/a/b:1\\n", logo: a.png}');
    const { codes, said } = planned([sidecar, script]);
    expect(codes).toEqual(['unknown-image-field']);
    expect(said[0]).toContain('{group: "", kind: ConfigMap, path: "data.queue-sidecar-image", shape: reference}');
    expect(said[0]).toContain('path: "data.run"');
  });

  test('one finding for each kind, an error under strict', () => {
    const things = ['a', 'b'].map((name) =>
      resource('example.com/v1', 'Thing', `spec: {image: "quay.io/${name}/b:1"}`),
    );
    const other = resource('example.com/v1', 'Other', 'spec: {image: "quay.io/a/b:1", sideImage: "a/c:1"}');
    const { codes, said } = planned([...things, other]);
    expect(codes).toEqual(['unknown-image-field', 'unknown-image-field']);
    expect(said[0]).toContain('(2 places: Thing ns/x spec.image');
    expect(said[1]).toMatch(/fields: \[\{.*"spec.image".*\}, \{.*"spec.sideImage".*\}\]/);
  });

  test('the entry that is told settles it', () => {
    const thing = resource('example.com/v1', 'Thing', 'spec: {steps: [{image: "bash:5"}]}');
    const [said = ''] = planned([thing]).said;
    const fields = parse(/fields: (\[.*\])/.exec(said)?.[1] ?? '');
    const { after, codes } = planned([thing], { fields });
    expect(codes).toEqual([]);
    expect(at(after[0], ['spec', 'steps', 0, 'image'])).toBe(`${mirror}/library/bash:5`);
  });

  test.each([
    ['on the mirror', `${mirror}/a/b:1`, {}],
    ['excluded', 'registry.corp.example.com/a/b:1', { exclude: ['registry.corp.example.com'] }],
    ['excluded by itself', 'quay.io/a/b:1', { exclude: ['quay.io/a/b'] }],
  ])('nothing to say: %s', (_, image, spec) => {
    const thing = resource('example.com/v1', 'Thing', `spec: {image: "${image}", args: ["--x=${image}"]}`);
    expect(planned([thing], spec).codes).toEqual([]);
  });
});

describe("objects of K8ssandra's kinds inside of others", () => {
  const inner =
    '{apiVersion: k8ssandra.io/v1alpha1, kind: K8ssandraCluster, metadata: {name: x}, spec: {cassandra: {}}}';
  test.each([
    ['work.open-cluster-management.io/v1', 'ManifestWork', `spec: {workload: {manifests: [${inner}]}}`],
    ['kubernetes.crossplane.io/v1alpha2', 'Object', `spec: {forProvider: {manifest: ${inner}}}`],
    ['template.openshift.io/v1', 'Template', `objects: [${inner}]`],
  ])('%s %s: said, as what the operators run for them is not known', (apiVersion, kind, body) => {
    const { codes, said } = planned([resource(apiVersion, kind, body)]);
    expect(codes).toEqual(['rendered-elsewhere']);
    expect(said[0]).toMatch(/holds objects of K8ssandra \(K8ssandraCluster in /);
  });

  test('a reference to one is none', () => {
    const reference = 'spec: {targetRef: {apiVersion: k8ssandra.io/v1alpha1, kind: K8ssandraCluster, name: x}}';
    expect(planned([resource('example.com/v1', 'Backup', reference)]).codes).toEqual([]);
  });
});

describe('arguments and variables', () => {
  const image = `${mirror}/a/b:1`;
  test.each<[string, JsonObject]>([
    ['an argument', { args: ['--reloader=quay.io/a/reloader:1'] }],
    ['an argument behind its flag', { args: ['--image', 'a/reloader:1'] }],
    ['a command', { command: ['run', 'quay.io/a/reloader:1'] }],
    ['a variable', { env: [{ name: 'RELATED_IMAGE_X', value: 'a/reloader:1' }] }],
    ['a variable with a whole image', { env: [{ name: 'X', value: 'quay.io/a/reloader:1' }] }],
    ['several in one', { env: [{ name: 'KAFKA', value: '3.6=quay.io/a/k:3.6\n3.7=quay.io/a/k:3.7' }] }],
  ])('%s', (_, words) => {
    const app = deployment({ containers: [{ name: 'c', image, ...words }] });
    expect(planned([app])).toMatchObject({ after: [app], codes: ['unknown-image-field'] });
  });

  test('one finding for all', () => {
    const spec = { containers: [{ name: 'c', image, args: ['--a=quay.io/a/b:1', '--b=quay.io/c/d:1'] }] };
    const { codes, said } = planned([deployment(spec), deployment(spec, { name: 'other' })]);
    expect(codes).toEqual(['unknown-image-field']);
    expect(said[0]).toContain('4 places');
  });

  test('other arguments are none of our business', () => {
    const args = ['--leader-elect', '--address=0.0.0.0:8080', '--url=https://example.com/x:1', 'a/b:1'];
    const app = deployment({ containers: [{ name: 'c', image, args, env: [{ name: 'A', value: 'b/c:1' }] }] });
    expect(planned([app]).codes).toEqual([]);
  });
});

describe("places of K8ssandra's kinds that no CRD knows", () => {
  const datacenter = (spec: JsonObject): JsonObject => ({
    apiVersion: 'cassandra.datastax.com/v1beta1',
    kind: 'CassandraDatacenter',
    metadata: { name: 'dc' },
    spec: { serverType: 'cassandra', ...spec },
  });
  const containers = [{ name: 'c', image: 'a/b:1' }];
  test.each<[JsonObject, string, string]>([
    [
      datacenter({ podTemplateSpec: { containers } }),
      'spec.podTemplateSpec.containers[0].image',
      'spec.podTemplateSpec.spec.containers',
    ],
    [
      datacenter({ initContainers: containers }),
      'spec.initContainers[0].image',
      'spec.podTemplateSpec.spec.initContainers',
    ],
    [
      datacenter({ k8ssandraClientImage: 'a/b:1' }),
      'spec.k8ssandraClientImage',
      'the ImageConfig, as images.k8ssandra-client',
    ],
    [datacenter({ image: 'a/b:1' }), 'spec.image', 'spec.serverImage'],
    [datacenter({ loggerImage: 'a/b:1' }), 'spec.loggerImage', 'spec.systemLoggerImage'],
    [cluster({ initContainers: containers }), 'spec.initContainers[0].image', 'spec.cassandra.initContainers'],
    [
      cluster({ cassandra: { podTemplateSpec: { spec: { containers } } } }),
      'spec.cassandra.podTemplateSpec.spec.containers[0].image',
      'spec.cassandra.containers',
    ],
    [cluster({ cassandra: { image: 'a/b:1' } }), 'spec.cassandra.image', 'spec.cassandra.serverImage'],
    [
      cluster({ cassandra: { k8ssandraClientImage: 'a/b:1' } }),
      'spec.cassandra.k8ssandraClientImage',
      'the ImageConfig',
    ],
    [cluster({ medusa: { image: 'a/b:1' } }), 'spec.medusa.image', 'spec.medusa.containerImage'],
    [cluster({ reaper: { image: 'a/b:1' } }), 'spec.reaper.image', 'spec.reaper.containerImage'],
    [cluster({ stargateImage: 'a/b:1' }), 'spec.stargateImage', 'spec.stargate.containerImage'],
    [cluster({ someOtherImage: 'a/b:1' }), 'spec.someOtherImage', 'remove it'],
  ])('%# %j', (object, place, instead) => {
    const { after, said } = planned([object]);
    const about = said.filter((message) => message.startsWith('ineffective-field'));
    expect(about).toHaveLength(1);
    expect(about[0]).toContain(place);
    expect(about[0]).toContain(instead);
    expect(JSON.stringify(after)).toContain(`"${mirror}/a/b:1"`);
  });
});

test("annotations of K8ssandra's kinds are none of it, and other texts that are images are said", () => {
  const object = cluster({
    cassandra: {
      metadata: {
        pods: { annotations: { image: 'quay.io/a/b:1' } },
        services: { additionalAnnotations: { x: 'quay.io/a/b:1' } },
      },
      config: { jvmOptions: { additionalOptions: ['-Dagent=quay.io/a/b:1'] }, other: 'quay.io/a/b:1' },
    },
  });
  const { after, codes } = planned([object]);
  expect(after).toEqual([object]);
  expect(codes.filter((code) => !['release-assumed', 'image-unknown'].includes(code))).toEqual(['unknown-image-field']);
});

describe('K8ssandra 1.x', () => {
  const reaper = (spec: JsonObject): JsonObject => ({
    apiVersion: 'reaper.cassandra-reaper.io/v1alpha1',
    kind: 'Reaper',
    metadata: { name: 'reaper' },
    spec,
  });

  test('the image of a Reaper is moved, with its policy', () => {
    const { after, codes } = planned([reaper({ image: 'thelastpickle/cassandra-reaper:3.2.1' })], {
      pullPolicy: 'Always',
    });
    expect(after[0]?.spec).toEqual({
      image: `${mirror}/thelastpickle/cassandra-reaper:3.2.1`,
      imagePullPolicy: 'Always',
    });
    expect(codes).toEqual([]);
  });

  test('a Reaper without an image is said to run one of the operator', () => {
    expect(planned([reaper({})]).said[0]).toMatch(/^image-unknown: .*thelastpickle\/cassandra-reaper.*spec\.image/);
  });
});
