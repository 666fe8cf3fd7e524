/** The main job on texts: what counts across texts, and what becomes of each. */
import { type Mirrored, mirrorSources } from '../../src/app/mirror-sources.ts';
import type { Source } from '../../src/app/sources.ts';
import { readConfig } from '../../src/config/normalise.ts';
import { applySplices } from '../../src/yaml/edit/splice.ts';
import type { JsonObject } from '../../src/yaml/json.ts';
import { locate } from '../../src/yaml/read/items.ts';
import { functionConfigOf } from './bad-inputs.ts';

const pod = (name: string, image: string): string =>
  `apiVersion: v1\nkind: Pod\nmetadata: {name: ${name}}\nspec: {containers: [{name: c, image: ${image}}]}\n`;

const cluster = `apiVersion: k8ssandra.io/v1alpha1
kind: K8ssandraCluster
metadata: {name: demo, namespace: db}
spec:
  cassandra:
    serverVersion: 4.0.17
    datacenters: [{metadata: {name: dc1}, size: 1}]
`;

const imageConfig = `apiVersion: v1
kind: ConfigMap
metadata: {name: images, namespace: db, labels: {k8ssandra.io/config: image}}
data:
  image_config.yaml: |
    apiVersion: config.k8ssandra.io/v1beta2
    kind: ImageConfig
    defaults: {registry: docker.io}
    types:
      cassandra: {repository: k8ssandra, name: cass-management-api}
`;

function mirrored(texts: Readonly<Record<string, string>>, spec: JsonObject = {}): Mirrored & { outputs: string[] } {
  const sources: Source[] = Object.entries(texts).map(([path, text]) => ({ path, input: locate(text) }));
  const made = mirrorSources(sources, readConfig(functionConfigOf({ registry: 'm.io/k', ...spec })));
  return { ...made, outputs: sources.map(({ input }, index) => applySplices(input.text, made.splices[index] ?? [])) };
}

test('each text is edited where it stands, and a text without images keeps its bytes', () => {
  const { outputs, failed } = mirrored({
    'a.yaml': pod('a', 'nginx:1'),
    'b.yaml': '# nothing\n',
    'c.yaml': pod('c', 'redis:7'),
  });
  expect(failed).toBe(false);
  expect(outputs).toEqual([pod('a', 'm.io/k/library/nginx:1'), '# nothing\n', pod('c', 'm.io/k/library/redis:7')]);
});

test('an ImageConfig in one text counts for a cluster in another', () => {
  const said = (texts: Readonly<Record<string, string>>): string =>
    mirrored(texts, { release: { k8ssandraOperator: '1.32.5' } })
      .results.map(({ message }) => message)
      .join('\n');
  const assumption = 'no ImageConfig is among the resources';
  expect(said({ 'cluster.yaml': cluster })).toContain(assumption);
  const complete = imageConfig.replace(
    '    types:',
    `    images:
      system-logger: {repository: k8ssandra, name: system-logger, tag: v1}
      k8ssandra-client: {repository: k8ssandra, name: k8ssandra-client, tag: v1}
    types:`,
  );
  expect(said({ 'cluster.yaml': cluster, 'config.yaml': complete })).not.toContain(assumption);
});

test('a result names the file and the position of the document in it', () => {
  const { results } = mirrored({
    'a.yaml': pod('a', 'nginx:1'),
    'b.yaml': `${pod('b', 'redis:6')}---\n${pod('c', 'redis:7')}`,
  });
  expect(results.map(({ file, resourceRef }) => [file?.path, file?.index, resourceRef?.name])).toEqual([
    ['a.yaml', 0, 'a'],
    ['b.yaml', 0, 'b'],
    ['b.yaml', 1, 'c'],
  ]);
});

test('an error in one text leaves all of them as they are, and shows its line', () => {
  const { outputs, results, failed } = mirrored({ 'a.yaml': pod('a', 'nginx:1'), 'b.yaml': pod('b', 'Nginx') });
  expect(failed).toBe(true);
  expect(outputs).toEqual([pod('a', 'nginx:1'), pod('b', 'Nginx')]);
  const [error] = results.filter(({ severity }) => severity === 'error');
  expect(error?.message).toContain('(line 4)\n');
  expect(error?.file).toEqual({ path: 'b.yaml', index: 0 });
});

test('no more than 20 errors show their lines', () => {
  const many = Array.from({ length: 25 }, (_, index) => pod(`p${index}`, 'Nginx')).join('---\n');
  const errors = mirrored({ 'many.yaml': many }).results.filter(({ severity }) => severity === 'error');
  expect(errors).toHaveLength(25);
  expect(errors.filter(({ message }) => message.includes('(line '))).toHaveLength(20);
});

test('a key that stands twice in an edited item is an error that names both lines', () => {
  const text = `${pod('a', 'nginx:1')}spec: {containers: [{name: c, image: nginx:2}]}\n`;
  const { results } = mirrored({ 'a.yaml': text });
  expect(results.find(({ tags }) => tags.code === 'duplicate-key')?.message).toContain('in lines 4 and 5');
});

test('a new resource stands in the text of the one that it is for', () => {
  const datacenter = `apiVersion: cassandra.datastax.com/v1beta1
kind: CassandraDatacenter
metadata: {name: dc1, namespace: db}
spec: {clusterName: demo, serverType: cassandra, serverVersion: 4.0.17, size: 1}
`;
  const { outputs } = mirrored(
    { 'config.yaml': imageConfig, 'dc.yaml': datacenter },
    { rollout: { updateDatacenters: 'task' }, release: { cassOperator: '1.32.0' } },
  );
  expect(outputs.map((text) => text.includes('kind: CassandraTask'))).toEqual([false, true]);
});
