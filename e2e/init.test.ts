/** `init`: the lines that it prints are run as they are, in a pipeline of each kind. */
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { type Tool, withTool } from './tools.ts';
import { type Files, filesBelow, type Outcome, outputOf, type Workspace, workspace } from './workspace.ts';

const program = 'k8ssandra-image-mirror';
const registry = 'mirror.example.com:5000/k8ssandra';
const install = filesBelow(path.join(__dirname, '..', 'examples', 'current-install', 'input'));
const resources = `resources:\n${Object.keys(install)
  .map((name) => `- ${name}\n`)
  .join('')}`;
const mirrored = `${registry}/k8ssandra/k8ssandra-operator:v1.32.5`;

function below(folder: string, files: Files): Files {
  return Object.fromEntries(Object.entries(files).map(([name, text]) => [`${folder}/${name}`, text]));
}

function init(work: Workspace, folder = '.'): Outcome {
  return work.run([program, 'init', '--registry', registry, folder]);
}

/** Runs what `init` prints. @returns its output */
function runLines(work: Workspace, folder = '.'): string {
  return outputOf(work.run(['bash', '-eo', 'pipefail', '-c', outputOf(init(work, folder))]));
}

function flux(place: string): string {
  return `apiVersion: kustomize.toolkit.fluxcd.io/v1\nkind: Kustomization\nmetadata: {name: cassandra}\nspec: {path: ./${place}}\n`;
}

function argo(place: string): string {
  return `apiVersion: argoproj.io/v1alpha1\nkind: Application\nmetadata: {name: cassandra}\nspec: {source: {path: ${place}}}\n`;
}

test('manifests are edited in place by the lines for manifests', () => {
  const work = workspace(install);
  runLines(work);
  expect(work.read('.')['k8ssandra-operator.yaml']).toContain(mirrored);
  const check = work.run([program, 'check', '--config', 'mirror.yaml', '.']);
  expect(check.status).toBe(0);
});

test('what is found is said beside the lines, with releases', () => {
  expect(init(workspace(install)).stderr).toMatch(
    /^wrote mirror\.yaml; found .*k8ssandra-operator 1\.32\.5.*, \d+ clusters?\n$/,
  );
});

test('a folder whose name needs quotes has lines that run', () => {
  const work = workspace(below("it's $HOME", install));
  runLines(work, "it's $HOME");
  expect(work.read("it's $HOME")['k8ssandra-operator.yaml']).toContain(mirrored);
});

test('a file that is there stays, and nothing is printed', () => {
  const work = workspace({ ...install, 'mirror.yaml': '# mine\n' });
  const { status, stdout, stderr } = init(work);
  expect([status, stdout]).toEqual([2, '']);
  expect(stderr).toContain('mirror.yaml is there already, and is left as it is');
  expect(work.read('.')['mirror.yaml']).toBe('# mine\n');
});

test.each([
  [[], 'name the mirror: --registry HOST'],
  [['--registry', 'https://m.io'], 'has a scheme'],
])('with %j nothing is written, and it is said why', (words, message) => {
  const work = workspace(install);
  const { status, stdout, stderr } = work.run([program, 'init', ...words]);
  expect([status, stdout]).toEqual([2, '']);
  expect(stderr).toContain(message);
  expect(Object.keys(work.read('.'))).not.toContain('mirror.yaml');
});

test('the schema is that of an installation in the project, where there is one', () => {
  const schema = 'node_modules/k8ssandra-image-mirror/function-config/image-mirror.schema.json';
  const work = workspace({ [schema]: '{}', ...below('deploy', install) });
  outputOf(init(work, 'deploy'));
  expect(work.read('deploy')['mirror.yaml']).toMatch(`# yaml-language-server: $schema=../${schema}\n`);
});

test('elsewhere the schema is that of the repository, of the same version', () => {
  const { version } = JSON.parse(readFileSync(path.join(__dirname, '..', 'package.json'), 'utf8'));
  const work = workspace(install);
  outputOf(init(work));
  expect(work.read('.')['mirror.yaml']?.split('\n')[0]).toBe(
    `# yaml-language-server: $schema=https://raw.githubusercontent.com/k8ssandra/k8ssandra-image-mirror/v${version}/function-config/image-mirror.schema.json`,
  );
});

withTool('kustomize', 'the lines for kustomize', () => {
  test.each(['.', 'app'])('build %s with the function behind it', (folder) => {
    const files = { ...install, 'kustomization.yaml': resources };
    const work = workspace(folder === '.' ? files : below(folder, files));
    expect(runLines(work, folder)).toContain(mirrored);
  });
});

withTool('kpt', 'the lines for kpt', () => {
  test('put the function into the pipeline, and mirror the package', () => {
    const work = workspace({ ...install, Kptfile: 'apiVersion: kpt.dev/v1\nkind: Kptfile\nmetadata:\n  name: app\n' });
    runLines(work);
    expect(work.read('.').Kptfile).toContain('configPath: mirror.yaml');
    expect(work.read('.')['k8ssandra-operator.yaml']).toContain(mirrored);
  });
});

withTool('helm', 'the lines for a chart', () => {
  test('print what it renders, mirrored', () => {
    const chart = 'apiVersion: v2\nname: app\nversion: 0.1.0\n';
    const work = workspace({ 'Chart.yaml': chart, ...below('templates', install) });
    expect(runLines(work)).toContain(mirrored);
  });
});

describe.each<readonly [string, Tool, string]>([
  ['Flux', 'kustomize', flux('apps/base')],
  ['Argo CD', 'kustomize', argo('apps/base')],
])('in a repository of %s', (_, tool, object) => {
  withTool(tool, 'the lines', () => {
    test('write an overlay beside a kustomization', () => {
      const base = { ...install, 'kustomization.yaml': resources };
      const work = workspace({ 'cluster/delivery.yaml': object, ...below('apps/base', base) });
      runLines(work);
      expect(outputOf(work.run(['kustomize', 'build', 'apps/base-mirror']))).toContain(mirrored);
    });

    test('make an overlay of a folder of manifests', () => {
      const work = workspace({ 'cluster/delivery.yaml': object, ...below('apps/base', install) });
      runLines(work);
      expect(outputOf(work.run(['kustomize', 'build', 'apps/base']))).toContain(mirrored);
    });
  });
});
