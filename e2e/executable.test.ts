/** The built executable as a program: streams, files, exit codes, pipes. What it does to images is tested elsewhere. */
import { spawn } from 'node:child_process';
import { chmodSync, lstatSync, statSync, symlinkSync } from 'node:fs';
import path from 'node:path';
import { environment, executable, type Outcome, outputOf, workspace } from './workspace.ts';

const program = 'k8ssandra-image-mirror';
const registry = '--registry=mirror.example.com';

function pod(name: string, image: string): string {
  return `apiVersion: v1\nkind: Pod\nmetadata:\n  name: ${name} # its name\nspec:\n  containers:\n  - {name: c, image: '${image}'}\n`;
}

const before = pod('a', 'quay.io/org/a:1');
const after = pod('a', 'mirror.example.com/org/a:1');

function asItem(document: string): string {
  return `- ${document.trimEnd().replaceAll('\n', '\n  ')}\n`;
}

function resourceList(documents: readonly string[], spec: object): string {
  const functionConfig = { apiVersion: 'k8ssandra-image-mirror.dev/v1alpha1', kind: 'ImageMirror', spec };
  return `apiVersion: config.kubernetes.io/v1\nkind: ResourceList\nitems:\n${documents.map(asItem).join('')}functionConfig: ${JSON.stringify(functionConfig)}\n`;
}

const nothingOnStdout = { stdout: '', tracesStack: false };

function summary({ status, stdout, stderr }: Outcome): { status: number | null; stdout: string; tracesStack: boolean } {
  return { status, stdout, tracesStack: /^\s+at .*\.c?js:\d+/m.test(stderr) };
}

describe('without arguments: a function', () => {
  const run = (input: string | Buffer): Outcome => workspace().run([program], { input });

  test('returns the list with the images changed and results behind it', () => {
    const { status, stdout, stderr } = run(resourceList([before], { registry: 'mirror.example.com' }));
    const edited = resourceList([after], { registry: 'mirror.example.com' });
    expect({ status, stderr }).toEqual({ status: 0, stderr: '' });
    expect(stdout.slice(0, edited.length)).toBe(edited);
    expect(stdout.slice(edited.length)).toMatch(/^results:\n- severity: info\n {2}message: /);
  });

  test('returns its own output as it is', () => {
    const { stdout } = run(resourceList([before], { registry: 'mirror.example.com' }));
    expect(run(stdout)).toEqual({ status: 0, stdout, stderr: '' });
  });

  test('returns a list of other things as it is', () => {
    const list = resourceList(['kind: Service\napiVersion: v1\n'], { registry: 'mirror.example.com' });
    expect(run(list)).toEqual({ status: 0, stdout: list, stderr: '' });
  });

  test('with an error: the items as they were, error results, exit code 1, the message on stderr', () => {
    const list = resourceList([before], { mirrors: [{ source: 'docker.io', target: 'mirror.example.com' }] });
    const { status, stdout, stderr } = run(list);
    expect(status).toBe(1);
    expect(stdout.slice(0, list.length)).toBe(list);
    expect(stdout.slice(list.length)).toMatch(/^results:\n- severity: error\n/);
    expect(stderr).toMatch(
      /^error: quay\.io\/org\/a:1 escapes .* \[escaped\]\n {2}at Pod a spec\.containers\[0\]\.image\n$/,
    );
  });

  test.each<[string, string | Buffer, string]>([
    ['nothing', '', 'nothing on standard input'],
    ['a manifest', before, 'no ResourceList'],
    [
      'no configuration',
      'apiVersion: config.kubernetes.io/v1\nkind: ResourceList\nitems: []\n',
      'functionConfig: is missing',
    ],
    ['no YAML', 'apiVersion: config.kubernetes.io/v1\nkind: "ResourceList\n', 'line 3'],
    ['no UTF-8', Buffer.from([0x61, 0xff, 0xfe]), 'not UTF-8'],
  ])('given %s: nothing on stdout, exit code 2', (_, input, said) => {
    const outcome = run(input);
    expect(summary(outcome)).toEqual({ status: 2, ...nothingOnStdout });
    expect(outcome.stderr).toContain(said);
  });
});

describe('transform: streams', () => {
  const run = (input: string, ...args: readonly string[]): Outcome =>
    workspace().run([program, 'transform', registry, ...args], { input });

  test.each<[string, string, string]>([
    ['one document', before, after],
    [
      'documents, comments, empty documents',
      `# head\n---\n${before}---\n# nothing\n---\n${before}...\n`,
      `# head\n---\n${after}---\n# nothing\n---\n${after}...\n`,
    ],
    ['CRLF', before.replaceAll('\n', '\r\n'), after.replaceAll('\n', '\r\n')],
    ['no line end at the end', before.trimEnd(), after.trimEnd()],
    ['a byte order mark', `\uFEFF${before}`, `\uFEFF${after}`],
    [
      'a list',
      `kind: List\napiVersion: v1\nitems:\n${asItem(before)}`,
      `kind: List\napiVersion: v1\nitems:\n${asItem(after)}`,
    ],
    [
      'JSON',
      '{"apiVersion":"v1","kind":"Pod","spec":{"containers":[{"image":"nginx"}]}}',
      '{"apiVersion":"v1","kind":"Pod","spec":{"containers":[{"image":"mirror.example.com/library/nginx"}]}}',
    ],
    ['nothing', '', ''],
  ])('%s', (_, input, output) => {
    const done = { status: 0, stdout: output, stderr: expect.stringMatching(/^\d images? in .*\n$/) };
    expect(run(input)).toEqual(done);
    expect(run(input, '-')).toEqual(done);
    expect(run(output)).toEqual(done);
  });

  test('takes flags where a list holds the configuration of another function', () => {
    const list = `kind: ResourceList\nitems:\n${asItem(before)}functionConfig: {kind: SetLabels, spec: {labels: {a: b}}}\n`;
    expect(run(list).stdout).toContain(asItem(after));
  });

  test('prints a ResourceList with its results', () => {
    const list = resourceList([before], { registry: 'mirror.example.com' });
    const { stdout } = workspace().run([program, 'transform'], { input: list });
    expect(stdout).toBe(workspace().run([program], { input: list }).stdout);
  });
});

describe('transform: files and folders', () => {
  const files = {
    'in/a.yaml': before,
    'in/sub/b.yml': pod('b', 'busybox'),
    'in/c.json': '{"apiVersion":"v1","kind":"Role"}\n',
    'in/notes.txt': 'image: nginx\n',
  };
  const edited = {
    'a.yaml': after,
    'sub/b.yml': pod('b', 'mirror.example.com/library/busybox'),
    'c.json': files['in/c.json'],
    'notes.txt': files['in/notes.txt'],
  };

  test('prints several files as one stream, in path order', () => {
    const { stdout } = workspace(files).run([program, 'transform', registry, 'in']);
    expect(stdout).toBe(`${edited['a.yaml']}---\n${edited['c.json']}---\n${edited['sub/b.yml']}`);
  });

  test('writes the files that change with --in-place, and prints nothing', () => {
    const work = workspace(files);
    chmodSync(path.join(work.folder, 'in/a.yaml'), 0o640);
    const time = statSync(path.join(work.folder, 'in/c.json')).mtimeMs;
    expect(work.run([program, 'transform', registry, '--in-place', 'in'])).toEqual({
      status: 0,
      stdout: '',
      stderr: expect.stringMatching(/^wrote in\/a\.yaml\nwrote in\/sub\/b\.yml\nwrote 2 of 3 files: \d images?\n$/),
    });
    expect(work.read('in')).toEqual(edited);
    expect(statSync(path.join(work.folder, 'in/a.yaml')).mode & 0o777).toBe(0o640);
    expect(statSync(path.join(work.folder, 'in/c.json')).mtimeMs).toBe(time);
  });

  test('writes through a link', () => {
    const work = workspace(files);
    symlinkSync('in/a.yaml', path.join(work.folder, 'link.yaml'));
    expect(work.run([program, 'transform', registry, '--in-place', 'link.yaml']).status).toBe(0);
    expect(lstatSync(path.join(work.folder, 'link.yaml')).isSymbolicLink()).toBe(true);
    expect(work.read('in')['a.yaml']).toBe(after);
  });

  test('prints what would change with --diff, in a form that patch understands', () => {
    const work = workspace(files);
    const diff = outputOf(work.run([program, 'transform', registry, '--diff', 'in']));
    expect(work.read('in')['a.yaml']).toBe(before);
    expect(diff).toContain(
      "-  - {name: c, image: 'quay.io/org/a:1'}\n+  - {name: c, image: 'mirror.example.com/org/a:1'}\n",
    );
    outputOf(work.run(['patch', '-p1'], { input: diff }));
    expect(work.read('in')).toEqual(edited);
  });

  test('prints no diff where nothing would change', () => {
    expect(workspace({ 'a.yaml': after }).run([program, 'transform', registry, '--diff', 'a.yaml'])).toEqual({
      status: 0,
      stdout: '',
      stderr: 'would change 0 of 1 file: 0 images\n',
    });
  });

  test('takes an ImageConfig in one file into account for a cluster in another', () => {
    const work = workspace({
      'cluster.yaml': `apiVersion: k8ssandra.io/v1alpha1
kind: K8ssandraCluster
metadata: {name: demo}
spec:
  cassandra:
    serverVersion: 4.0.1
    datacenters:
    - metadata: {name: dc1}
      size: 1
  medusa:
    containerImage: {tag: 0.29.1}
`,
      'config.yaml': `apiVersion: v1
kind: ConfigMap
metadata:
  name: image-config
  labels: {k8ssandra.io/config: image}
data:
  image_config.yaml: |
    apiVersion: config.k8ssandra.io/v1beta2
    kind: ImageConfig
    defaults: {registry: docker.io}
    images:
      medusa: {repository: k8ssandra, name: medusa, tag: 0.29.1}
    types:
      cassandra: {repository: k8ssandra, name: cass-management-api, suffix: -ubi}
`,
    });
    expect(work.run([program, 'transform', registry, '--in-place', '.']).status).toBe(0);
    const { 'cluster.yaml': cluster, 'config.yaml': config } = work.read('.');
    expect(config).toContain('defaults: {registry: mirror.example.com}');
    expect(cluster).toContain('containerImage: {tag: 0.29.1}\n');
  });

  test('passes over what kustomize and Helm make something of, and says so', () => {
    const work = workspace({
      'k/kustomization.yaml':
        'resources: [a.yaml]\npatches: [{path: patch.yaml}]\nhelmCharts: [{name: x, valuesFile: my-values.yaml}]\n',
      'k/a.yaml': before,
      'k/patch.yaml': before,
      'k/my-values.yaml': 'image: nginx\n',
      'chart/Chart.yaml': 'apiVersion: v2\nname: x\nversion: 1.0.0\n',
      'chart/values.yaml': 'image: nginx\n',
      'chart/templates/pod.yaml': 'image: {{ .Values.image }}\n',
    });
    const all = work.read('.');
    const { status, stdout, stderr } = work.run([program, 'transform', registry, '--in-place', '.']);
    expect({ status, stdout }).toEqual({ status: 0, stdout: '' });
    expect(work.read('.')).toEqual({ ...all, 'k/a.yaml': after });
    for (const file of Object.keys(all).filter((name) => name !== 'k/a.yaml')) expect(stderr).toContain(file);
    expect(stderr.match(/\[file-skipped\]/g)).toHaveLength(3);
  });

  test('writes nothing when one of the files has an error', () => {
    const work = workspace({ ...files, 'in/z.yaml': pod('z', 'quay.io/Org/A:1') });
    const outcome = work.run([program, 'transform', registry, '--in-place', 'in']);
    expect(summary(outcome)).toEqual({ status: 1, ...nothingOnStdout });
    expect(outcome.stderr).toContain('in/z.yaml: Pod z spec.containers[0].image');
    expect(work.read('in')['a.yaml']).toBe(before);
  });

  test('writes nothing when one of the files is broken, and names it', () => {
    const work = workspace({
      ...files,
      'in/z.yaml': `${before}---\napiVersion: k8ssandra.io/v1alpha1\nkind: K8ssandraCluster\n${before}   bad: indentation\n`,
    });
    const outcome = work.run([program, 'transform', registry, '--in-place', 'in']);
    expect(summary(outcome)).toEqual({ status: 2, ...nothingOnStdout });
    expect(outcome.stderr).toMatch(/in\/z\.yaml: (.*: )?line 1\d, column \d+: .*\n1\d \| .*\n +\^\n/);
    expect(work.read('in')['a.yaml']).toBe(before);
  });
});

describe('a wrong call: nothing on stdout, exit code 2, and what to do', () => {
  test.each<[string, readonly string[], string]>([
    ['a command that is not there', ['transfrom'], 'did you mean transform?'],
    ['a flag that is not there', ['transform', '--regsitry', 'x'], 'did you mean --registry?'],
    ['a value that is not allowed', ['transform', registry, '--layout', 'flat'], 'registry-path'],
    ['no registry', ['transform'], 'there is no configuration: say --registry REGISTRY'],
    ['a file that is not there', ['transform', registry, 'nowhere.yaml'], 'nowhere.yaml'],
    ['a configuration that is not there', ['transform', '--config', 'nowhere.yaml'], 'nowhere.yaml'],
    ['a broken configuration', ['transform', '--config', 'broken.yaml'], 'broken.yaml: line 2'],
    ['a configuration of another kind', ['transform', '--config', 'pod.yaml'], 'pod.yaml: kind'],
    ['standard input in place', ['transform', registry, '--in-place'], '--in-place needs files'],
    ['two ways of output', ['transform', registry, '--in-place', '--diff', 'pod.yaml'], 'exclude each other'],
    ['a limit that is none', ['transform', registry, '--max-input', 'much'], '--max-input much'],
    [
      'a file that is too large',
      ['transform', registry, '--max-input', '100', 'pod.yaml'],
      'pod.yaml: the input is larger than 100 bytes',
    ],
  ])('%s', (_, args, said) => {
    const work = workspace({ 'broken.yaml': 'kind: "ImageMirror\n', 'pod.yaml': before });
    const outcome = work.run([program, ...args], { input: before });
    expect(summary(outcome)).toEqual({ status: 2, ...nothingOnStdout });
    expect(outcome.stderr).toContain(said);
  });
});

describe('help and version', () => {
  test.each([[['--help']], [['-h']], [['help']]])('%j lists the commands', (args) => {
    expect(outputOf(workspace().run([program, ...args]))).toContain('  transform ');
  });

  test('--version is the one of the package', () => {
    const { version } = require('../package.json');
    expect(outputOf(workspace().run([program, '--version']))).toBe(`${version}\n`);
  });

  test.each([[['transform', '--help']], [['transform', '-h', '--registry', 'x']]])('%j explains the flags', (args) => {
    const help = outputOf(workspace().run([program, ...args]));
    for (const flag of ['--in-place', '--diff', '--config', '--registry', '--on-escape', '--max-input'])
      expect(help).toContain(flag);
  });
});

describe('pipes', () => {
  const filler = `kind: Role\n# ${'x'.repeat(50_000)}\n`;
  const many = Array.from(
    { length: 100 },
    (_, index) => `${pod(`pod-${index}`, 'quay.io/org/a:1')}---\n${filler}`,
  ).join('---\n');
  const mirrored = many.replaceAll('quay.io', 'mirror.example.com');

  test('all of a large output arrives at a reader that takes its time', async () => {
    expect(many.length).toBeGreaterThan(5_000_000);
    const child = spawn(executable, ['transform', registry], { env: environment });
    child.stdin.end(many);
    const chunks: Buffer[] = [];
    for await (const chunk of child.stdout) {
      chunks.push(chunk);
      if (chunks.length % 10 === 1) await new Promise((resolve) => setTimeout(resolve, 5));
    }
    expect(Buffer.concat(chunks).toString() === mirrored).toBe(true);
  });

  test('a writer that takes its time is waited for', async () => {
    const child = spawn(executable, ['transform', registry], { env: environment });
    const chunks: Buffer[] = [];
    child.stdout.on('data', (chunk) => chunks.push(chunk));
    for (const line of before.split(/(?<=\n)/)) {
      child.stdin.write(line);
      await new Promise((resolve) => setTimeout(resolve, 20));
    }
    child.stdin.end();
    await new Promise((resolve) => child.on('close', resolve));
    expect(Buffer.concat(chunks).toString()).toBe(after);
  });

  test('a reader that leaves early is no reason for a stack trace', () => {
    const work = workspace({ 'many.yaml': many });
    const { stdout, stderr } = work.run(['bash', '-c', `${program} transform ${registry} many.yaml | head -1`]);
    expect({ stdout, stderr }).toEqual({ stdout: 'apiVersion: v1\n', stderr: '' });
  });

  test('a reader that leaves early does not get exit code 0', () => {
    const work = workspace({ 'many.yaml': many });
    const { stdout } = work.run([
      'bash',
      '-c',
      `${program} transform ${registry} many.yaml | true; echo "\${PIPESTATUS[0]}"`,
    ]);
    expect(stdout).toBe('2\n');
  });
});
