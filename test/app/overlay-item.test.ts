import { transform } from '../../src/function/transform.ts';
import type { JsonObject } from '../../src/yaml/json.ts';
import { documentsOf, readValue } from '../sweep/documents.ts';
import { transformList } from './list.ts';

const path = 'overlays/mirror/kustomization.yaml';

function list(spec: JsonObject, ...items: readonly string[]): string {
  const functionConfig = JSON.stringify({
    apiVersion: 'k8ssandra-image-mirror.dev/v1alpha1',
    kind: 'ImageMirror',
    spec: { registry: 'm.io', mode: 'overlay', overlay: { resources: ['../../base'] }, ...spec },
  });
  const lines = items.map((item) => `- ${item.trimEnd().replaceAll('\n', '\n  ')}\n`);
  return `apiVersion: config.kubernetes.io/v1\nkind: ResourceList\nitems:\n${lines.join('')}functionConfig: ${functionConfig}\n`;
}

const pod = `# ours
apiVersion: v1
kind: Pod
metadata:
  name: app
spec:
  containers:
  - name: a
    image: quay.io/a/b:1 # pinned
`;

function kustomizationAt(file: string): string {
  return `apiVersion: kustomize.config.k8s.io/v1beta1
kind: Kustomization
metadata:
  name: other
  annotations:
    config.kubernetes.io/path: ${file}
`;
}

/** The text of the item at the overlay's path, without the indentation that the list gives it. */
function overlayIn(output: string): string {
  const [, found = ''] = /^- (# Made by [\s\S]*?)^(?=- |\w)/m.exec(output) ?? [];
  return found.replaceAll(/^ {2}/gm, '');
}

test('the items stay, and the overlay is one more, for kpt to write and for kustomize to drop', () => {
  const input = list({}, pod);
  const { output, exitCode, results } = transformList(input);
  expect(exitCode).toBe(0);
  expect(output.startsWith(input.slice(0, input.indexOf('functionConfig:')))).toBe(true);
  expect(readValue(overlayIn(output))).toMatchObject({
    kind: 'Kustomization',
    metadata: {
      name: 'overlays-mirror',
      annotations: { 'config.kubernetes.io/local-config': 'true', 'config.kubernetes.io/path': path },
    },
    resources: ['../../base'],
  });
  expect(results.map(({ tags }) => tags.code)).toEqual(['image-mirrored']);
});

test('a second run replaces its own, and nothing else', () => {
  const other = kustomizationAt('base/kustomization.yaml');
  const once = transformList(list({}, pod, other)).output;
  expect(transformList(once).output).toBe(once);
  const changed = once.replace('quay.io/a/b:1 # pinned', 'quay.io/a/b:2 # pinned');
  const again = transformList(changed).output;
  expect(overlayIn(again)).toBe(overlayIn(once).replaceAll('b:1', 'b:2'));
  expect(again.split('# Made by')).toHaveLength(2);
  expect(again).toContain('base/kustomization.yaml');
});

test("somebody else's file stays, and that is an error", () => {
  const input = list({}, pod, kustomizationAt(path));
  const { output, exitCode, results } = transformList(input);
  expect(exitCode).toBe(1);
  expect(output.startsWith(input)).toBe(true);
  expect(results.filter(({ severity }) => severity === 'error').map(({ tags }) => tags.code)).toEqual([
    'overlay-occupied',
  ]);
});

const datacenter = `apiVersion: cassandra.datastax.com/v1beta1
kind: CassandraDatacenter
metadata:
  name: dc1
  namespace: demo
spec: {}
`;

const imageConfig = `apiVersion: v1
kind: ConfigMap
metadata:
  name: image-config
  namespace: demo
  labels: {k8ssandra.io/config: image}
data:
  image_config.yaml: |
    apiVersion: config.k8ssandra.io/v1beta2
    kind: ImageConfig
    defaults: {registry: docker.io}
`;

test('a refresh task can be no item, and what makes the overlay all the same is said', () => {
  const input = list({ rollout: { updateDatacenters: 'task' } }, imageConfig, datacenter);
  const { output, exitCode, results } = transformList(input);
  expect(exitCode).toBe(1);
  expect(output.startsWith(input)).toBe(true);
  expect(results.filter(({ severity }) => severity === 'error')).toMatchObject([
    {
      message: expect.stringMatching(/^CassandraTask demo\/refresh-dc1-.*use the command overlay/),
      resourceRef: { kind: 'CassandraDatacenter', name: 'dc1' },
      tags: { code: 'overlay-addition' },
    },
  ]);
});

test('a Component needs no resources, a Kustomization does', () => {
  expect(readValue(overlayIn(transformList(list({ overlay: { kind: 'Component' } }, pod)).output))).toMatchObject({
    kind: 'Component',
  });
  expect(transformList(list({ overlay: {} }, pod))).toMatchObject({
    output: '',
    exitCode: 2,
    results: [
      { message: expect.stringMatching(/^spec.overlay.resources: is missing/), tags: { code: 'config-invalid' } },
    ],
  });
});

test('a base around the overlay is refused, also around the default folder', () => {
  expect(transformList(list({ overlay: { resources: ['../../overlays'] } }, pod))).toMatchObject({
    output: '',
    exitCode: 2,
    results: [
      {
        message: expect.stringMatching(/^spec\.overlay\.resources\[0\]: must not be a folder around the overlay/),
        tags: { code: 'config-invalid' },
      },
    ],
  });
});

test.each([
  ['a stream', pod],
  ['JSON', '{"apiVersion": "config.kubernetes.io/v1", "kind": "ResourceList", "items": [{"kind": "X"}]}'],
])('%s takes no item', (_, input) => {
  const functionConfig = readValue(documentsOf(list({}, pod))[0] ?? '') as { functionConfig: JsonObject };
  expect(transform(input, functionConfig)).toMatchObject({
    output: '',
    exitCode: 2,
    results: [{ message: expect.stringContaining('block style') }],
  });
});
