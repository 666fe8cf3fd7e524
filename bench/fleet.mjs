// Inputs that have much of one thing, and what each is measured beside.
//
// | input                       | is                                                                              |
// |-----------------------------|---------------------------------------------------------------------------------|
// | fleet, N folders            | a package with an install and a cluster in each folder, with the same names     |
// | clusters under one operator | K8ssandraClusters of one install                                                |
// | the others                  | what the name says: each once took more than twice as long for twice as much    |
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { node, ours, passThrough } from './contenders.mjs';
import { cluster, install, resourceList } from './inputs.mjs';

const here = path.dirname(fileURLToPath(import.meta.url));

/** A run for each folder of the fleet, one after the other. */
const oneByOne = node('ours, folder by folder', path.join(here, 'folder-by-folder.mjs'));

function inFolder(item, folder) {
  return item.replace(
    /^metadata:\n/m,
    `metadata:\n  annotations:\n    internal.config.kubernetes.io/path: clusters/${folder}/all.yaml\n`,
  );
}

const many = (count, make) => Array.from({ length: count }, (_, index) => make(index));

function fleet(folders) {
  return resourceList(many(folders, (index) => install().map((item) => inFolder(item, `c${index}`))).flat());
}

const pod = (index) =>
  `apiVersion: v1\nkind: Pod\nmetadata:\n  name: p${index}\nspec:\n  containers:\n  - name: c\n    image: quay.io/org/image-${index % 50}:1\n`;

const podObject = (index) => ({
  apiVersion: 'v1',
  kind: 'Pod',
  metadata: { name: `p${index}` },
  spec: { containers: [{ name: 'c', image: `quay.io/org/image-${index % 50}:1` }] },
});

const functionConfig = (spec) => ({ apiVersion: 'k8ssandra-image-mirror.dev/v1alpha1', kind: 'ImageMirror', spec });

function jsonOnOneLine(count) {
  return JSON.stringify({
    apiVersion: 'config.kubernetes.io/v1',
    kind: 'ResourceList',
    functionConfig: functionConfig({ registry: 'registry.example.com/mirror' }),
    items: many(count, podObject),
  });
}

function flowContainers(count) {
  const containers = many(count, (index) => `{name: c${index}, image: "quay.io/org/image-${index % 50}:1"}`);
  return resourceList([
    `apiVersion: v1\nkind: Pod\nmetadata:\n  name: p\nspec: {containers: [${containers.join(', ')}]}\n`,
  ]);
}

function withSpec(items, spec) {
  return resourceList(items, `  ${JSON.stringify(functionConfig(spec))}\n`);
}

function manyRules(count) {
  const mirrors = many(count, (index) => ({ source: `r${index}.example.com`, target: `mirror.example.com/r${index}` }));
  return withSpec([pod(0)], { mirrors: [{ source: '*', target: 'mirror.example.com/all' }, ...mirrors] });
}

function manyExcludes(count, pods) {
  const exclude = many(count, (index) => `r${index}.example.com/a`);
  return withSpec(many(pods, pod), { registry: 'registry.example.com/mirror', exclude });
}

/** @param {boolean} smoke whether all are cut to what runs in no time */
export function fleetSuites(smoke) {
  const cut = (count) => (smoke ? Math.ceil(count / 100) : count);
  const suite = (title, input, contenders = [passThrough, ours], rounds = 3) => ({ title, input, contenders, rounds });
  return [
    ...[10, 100, 400].map((folders) => {
      const input = () => fleet(smoke ? 2 : folders);
      // Folder by folder takes long, and one round tells.
      const against = folders === 100 ? [[oneByOne, ours], 1] : [];
      return suite(`fleet, ${folders} folders`, input, ...against);
    }),
    ...[100, 1000].map((count) =>
      suite(`${count} clusters under one operator`, () =>
        resourceList([...install(), ...many(cut(count), (index) => cluster(`k${index}`))])),
    ),
    suite('8k pods in one line of JSON', () => jsonOnOneLine(cut(8000))),
    suite('16k containers in one line of YAML', () => flowContainers(cut(16_000))),
    suite('2k clusters without an operator', () => resourceList(many(cut(2000), (index) => cluster(`k${index}`)))),
    suite('8k rules', () => manyRules(cut(8000))),
    suite('40k excludes, 1k pods', () => manyExcludes(cut(40_000), cut(1000))),
  ];
}
