/**
 * The container below the programs that run functions: each makes the same of it as of the executable. As in
 * container.test.ts, the image stands on an imported base and not on the default one.
 */
import { cpSync } from 'node:fs';
import path from 'node:path';
import { parse, parseAllDocuments } from 'yaml';
import { docker, engineNeeds } from './container/engine.ts';
import { config, image, install, withImage } from './container/image.ts';
import { checkoutWith, committed } from './examples/checkout.ts';
import { describeOn, missingPrograms } from './tools.ts';
import { type Files, filesBelow, type Outcome, outputOf, type Workspace, workspace } from './workspace.ts';

const program = 'k8ssandra-image-mirror';
const resources = filesBelow(path.join(install, 'input'));
const needs = [
  ...engineNeeds(),
  ...missingPrograms({
    kustomize: 'go install sigs.k8s.io/kustomize/kustomize/v5@v5.8.1',
    kubectl: 'https://kubernetes.io/docs/tasks/tools',
    kpt: 'https://kpt.dev/installation',
  }),
];

/** A kustomization of the install, with the function behind it. */
function kustomization(what: string): Workspace {
  const annotation = `  annotations:\n    config.kubernetes.io/function: |\n      ${what}`;
  const names = Object.keys(resources).map((name) => `- ${name}\n`);
  return workspace({
    ...resources,
    'kustomization.yaml': `resources:\n${names.join('')}transformers: [mirror.yaml]\n`,
    'mirror.yaml': config.replace(/^ {2}name: mirror$/m, (name) => `${name}\n${annotation}`),
  });
}

/** A package of the install; the pipeline is a step of a Kptfile. */
function kptPackage(step: string): Workspace {
  const pipeline = `pipeline:\n  mutators:\n    - ${step}\n      configPath: mirror.yaml\n`;
  const work = workspace({
    'mirror.yaml': config,
    Kptfile: `apiVersion: kpt.dev/v1\nkind: Kptfile\nmetadata:\n  name: cassandra\n${pipeline}`,
  });
  cpSync(path.join(install, 'input'), work.folder, { recursive: true });
  return work;
}

const inContainer = `container:\n        image: ${image}`;
const asExecutable = `exec:\n        path: ${program}`;

/** What became of the package. In the Kptfile, kpt notes what it ran. */
function edited(work: Workspace, outcome: Outcome): Files {
  outputOf(outcome);
  const { Kptfile: _, ...files } = work.read('.');
  return files;
}

/** No image is left on the registries of the install. */
function expectMirrored(text: string): void {
  expect(text).toContain('image: mirror.example.com:5000/k8ssandra/k8ssandra/cass-operator');
  expect(text).not.toMatch(/image: "?(docker\.io|k8ssandra|quay\.io|cr\.)/);
}

function objectsOf(stream: string): readonly unknown[] {
  return parseAllDocuments(stream).map((document) => document.toJS());
}

describeOn("as a function, on a base imported from this machine's Node instead of the default", needs, () => {
  withImage();

  test.each([['kustomize build'], ['kubectl kustomize']])('%s', (command) => {
    const [name = '', build = ''] = command.split(' ');
    const contained = outputOf(kustomization(inContainer).run([name, build, '--enable-alpha-plugins', '.']));
    // kubectl itself refuses executables.
    const exec = ['--enable-alpha-plugins', '--enable-exec'];
    const executed = outputOf(kustomization(asExecutable).run(['kustomize', 'build', ...exec, '.']));
    expect(objectsOf(contained)).toEqual(objectsOf(executed));
    expectMirrored(contained);
  });

  test('kpt fn eval', () => {
    const run = (...what: string[]): Files => {
      const work = kptPackage('image: unused');
      return edited(work, work.run(['kpt', 'fn', 'eval', ...what, '--fn-config', 'mirror.yaml']));
    };
    const files = run('--image', image, '--image-pull-policy', 'Never');
    expect(files).toEqual(run('--exec', program));
    expectMirrored(Object.values(files).join('---\n'));
  });

  test('kpt fn render', () => {
    const run = (step: string, ...flags: string[]): Files => {
      const work = kptPackage(step);
      return edited(work, work.run(['kpt', 'fn', 'render', ...flags]));
    };
    const files = run(`image: ${image}`, '--image-pull-policy', 'Never');
    expect(files).toEqual(run(`exec: ${program}`, '--allow-exec'));
    expectMirrored(Object.values(files).join('---\n'));
  });

  test('kpt fn doc prints the help', () => {
    const work = workspace();
    const doc = outputOf(work.run(['kpt', 'fn', 'doc', '--image', image]));
    expect(doc).toContain(outputOf(work.run([program, '--help'])));
  });

  test("the plugin of Argo CD: its command, as its sidecar's user", () => {
    const work = checkoutWith('argocd-plugin');
    const app = path.join(work.folder, 'examples/argocd-plugin/app');
    const { command, args } = parse(committed('argocd-plugin', 'plugin.yaml')).spec.generate;
    const [entrypoint, ...words]: readonly string[] = [...command, ...args];
    const [{ securityContext }] = parse(committed('argocd-plugin', 'repo-server.yaml')).spec.template.spec.containers;
    const locked = ['--network', 'none', '--read-only', '--cap-drop', 'ALL', '--user', `${securityContext.runAsUser}`];
    const folder = ['--volume', `${app}:/app:ro`, '--workdir', '/app'];
    const run = ['run', '--rm', ...locked, ...folder, '--entrypoint', `${entrypoint}`, image, ...words];
    expect(docker(work, ...run)).toBe(committed('argocd-plugin', 'expected.yaml'));
  });
});
