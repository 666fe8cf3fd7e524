/** A key that stands twice in a configuration is an error, wherever it stands. */
import { transform } from '../../src/function/transform.ts';
import { folderOf, run } from '../cli/run.ts';

const head = 'apiVersion: k8ssandra-image-mirror.dev/v1alpha1\nkind: ImageMirror\nmetadata: {name: m}\n';
const pod = 'apiVersion: v1\nkind: Pod\nmetadata: {name: p}\nspec: {containers: [{name: a, image: nginx}]}\n';

const configurations: readonly (readonly [string, string, string])[] = [
  ['a field', `${head}spec:\n  registry: a.io\n  registry: b.io\n`, 'spec.registry is there already, in line 5'],
  [
    'a field in a list',
    `${head}spec:\n  mirrors:\n  - source: quay.io\n    target: a.io\n    target: b.io\n`,
    'spec.mirrors[0].target',
  ],
  ['the whole spec', `${head}spec: {registry: a.io}\nspec: {registry: b.io}\n`, 'spec is there already'],
  ['in quotes', `${head}spec:\n  registry: a.io\n  "registry": b.io\n`, 'spec.registry'],
  [
    'a key of a ConfigMap',
    'apiVersion: v1\nkind: ConfigMap\nmetadata: {name: m}\ndata:\n  registry: a.io\n  registry: b.io\n',
    'data.registry',
  ],
  [
    'inside YAML of a ConfigMap',
    'apiVersion: v1\nkind: ConfigMap\nmetadata: {name: m}\ndata:\n  mirrors: |\n    - source: quay.io\n      target: a.io\n      target: b.io\n',
    '[0].target is there already',
  ],
];

const folder = folderOf({
  'pod.yaml': pod,
  ...Object.fromEntries(configurations.map(([, text], index) => [`${index}.yaml`, text])),
});

test.each(configurations.map((one, index) => [...one, index] as const))(
  '%s, in a file',
  async (_, _text, problem, index) => {
    const { exitCode, stdout, stderr } = await run(
      'transform',
      '--config',
      folder.at(`${index}.yaml`),
      folder.at('pod.yaml'),
    );
    expect({ exitCode, stdout }).toEqual({ exitCode: 2, stdout: '' });
    expect(stderr).toContain(problem);
  },
);

test.each(configurations)('%s, in a functionConfig', (_, text, problem) => {
  const indented = text.replaceAll(/^(?=.)/gm, '  ');
  const list = `apiVersion: config.kubernetes.io/v1\nkind: ResourceList\nitems: []\nfunctionConfig:\n${indented}`;
  const { exitCode, results } = transform(list);
  expect(exitCode).toBe(2);
  expect(results.map(({ message }) => message).join()).toContain(problem.replace(/, in line \d+/, ''));
});

test('a list of mappings with the same keys is none', async () => {
  const { exitCode } = transform(pod, {
    functionConfig: `${head}spec:\n  mirrors: [{source: a.io, target: c.io}, {source: b.io, target: c.io}]\n  onEscape: warn\n`,
  });
  expect(exitCode).toBe(0);
});
