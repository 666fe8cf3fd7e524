/** Whatever names, paths and images hold, each line of what is printed begins with words of ours, and all can be seen. */
import { transform } from '../../src/function/transform.ts';
import { deployment } from './manifests.ts';
import { folderOf, run } from './run.ts';

/** A command to GitHub behind a line end, colours, a carriage return, text direction, a mention, a link. */
const pwn = 'x\n::error file=app.js::pwn\r\u001b[31m\u009b1m\u202e\u2028##[error]y @admin https://evil.example';
/** Tabs stand between the columns of `images`. */
const raw = /(?![\n\t])[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]|^\s*::|##\[/mu;

const named = (name: string, image: string): string =>
  JSON.stringify({
    apiVersion: 'apps/v1',
    kind: 'Deployment',
    metadata: { name, namespace: name, annotations: { 'config.kubernetes.io/path': name } },
    spec: { template: { spec: { containers: [{ name, image }] } } },
  });
const imageConfig = (text: string): string =>
  JSON.stringify({
    apiVersion: 'v1',
    kind: 'ConfigMap',
    metadata: { name: pwn, namespace: pwn, labels: { 'k8ssandra.io/config': 'image' } },
    data: { 'image_config.yaml': text },
  });
const cluster = JSON.stringify({
  apiVersion: 'k8ssandra.io/v1alpha1',
  kind: 'K8ssandraCluster',
  metadata: { name: pwn, namespace: 'demo' },
  spec: { cassandra: { serverVersion: pwn, datacenters: [{ metadata: { name: pwn }, k8sContext: pwn, size: 1 }] } },
});

const inputs: Readonly<Record<string, string>> = {
  'names of an object that escapes': named(pwn, 'quay.io/a/b:1'),
  'names of an object that is moved': named(pwn, 'docker.io/a/b:1'),
  'an image': named('a', pwn),
  'an ImageConfig that is broken': imageConfig(`a: [\n"${pwn}": *nothing`),
  'keys and images of an ImageConfig': imageConfig(
    JSON.stringify({
      apiVersion: 'config.k8ssandra.io/v1beta2',
      kind: 'ImageConfig',
      images: { [pwn]: { registry: pwn, repository: pwn, name: pwn, tag: pwn } },
      types: { [pwn]: { registry: pwn, name: pwn, suffix: pwn } },
      [pwn]: pwn,
    }),
  ),
  'names of a cluster': cluster,
  'a broken document': `apiVersion: v1\nkind: Pod\nmetadata:\n  name: a\nspec: [\u009b\u202e::error::x`,
  'an alias': `apiVersion: v1\nkind: Pod\nspec: *\u202ea\n`,
  'a text that is no number': `apiVersion: v1\nkind: Pod\nspec: !!int "${'x\\n::error::pwn'}"\n`,
};

const folder = folderOf({
  ...inputs,
  'x\n::error::pwn.yaml': deployment('quay.io/a/b:1'),
  '\u001b[31m.yaml': 'a: [',
});
const rulesFile = folderOf({
  rules:
    'apiVersion: k8ssandra-image-mirror.dev/v1alpha1\nkind: ImageMirror\nspec: {mirrors: [{source: docker.io, target: m.io}]}\n',
});
const config = (): readonly string[] => ['--config', rulesFile.at('rules')];
const commands: readonly (readonly string[])[] = [
  ['check'],
  ['check', '-o', 'json'],
  ['explain'],
  ['explain', '-o', 'json'],
  ['explain', '-o', 'markdown'],
  ['images'],
  ['images', '-o', 'json'],
];
const files = [...Object.keys(inputs), 'x\n::error::pwn.yaml', '\u001b[31m.yaml'];

test.each(commands.map((command) => [command.join(' '), command] as const))(
  '%s prints nothing raw',
  async (_, command) => {
    for (const file of files) {
      const { stdout, stderr } = await run(...command, folder.at(file), ...config());
      expect(stdout + stderr).not.toBe('');
      expect(stdout).not.toMatch(raw);
      expect(stderr).not.toMatch(raw);
    }
  },
);

test('transform says nothing raw', async () => {
  for (const file of files) {
    const { stderr } = await run('transform', folder.at(file), ...config());
    expect(stderr).not.toMatch(raw);
  }
});

test('nor do the files of a folder that are passed over, and arguments that are wrong', async () => {
  const said = [
    await run('images', folder.at(), ...config()),
    await run('check', folder.at(pwn)),
    await run(pwn),
    await run('check', '--registry', pwn, folder.at('an image')),
    await run('check', '--max-input', pwn, folder.at('an image')),
    await run('overlay', folder.at('an image'), '-o', folder.at(pwn), ...config()),
  ];
  for (const { stdout, stderr } of said) expect(stdout + stderr).not.toMatch(raw);
});

test('in Markdown, nothing that was given is alive', async () => {
  for (const file of files) {
    const { stdout } = await run('explain', '-o', 'markdown', folder.at(file), ...config());
    const outside = stdout.replace(/(`+)(?:(?!\1).)+\1(?!`)/g, '');
    expect(outside).not.toMatch(/@\w|:\/\//);
  }
});

test('results of the library and the function are visible, values apart', () => {
  for (const input of Object.values(inputs)) {
    const { results } = transform(input, {
      functionConfig: {
        apiVersion: 'k8ssandra-image-mirror.dev/v1alpha1',
        kind: 'ImageMirror',
        spec: { mirrors: [{ source: 'docker.io', target: 'm.io' }] },
      },
    });
    for (const { message, resourceRef, field, file } of results) {
      expect(message).not.toMatch(raw);
      const names = [...Object.values(resourceRef ?? {}), field?.path ?? '', file?.path ?? ''];
      for (const name of names) expect(name).not.toMatch(/\n/);
      expect(names.join('\n')).not.toMatch(raw);
    }
  }
});
