/** The examples that need a tool: the command of their README makes what stands in their `expected` files. */
import path from 'node:path';
import { parse } from 'yaml';
import { checkoutWith, committed, runReadme } from './examples/checkout.ts';
import { builders, objectsIn } from './overlay/builds.ts';
import { type Tool, withTool } from './tools.ts';
import { filesBelow, outputOf, replaceOnce, workspace } from './workspace.ts';

const root = path.join(__dirname, '..');

function withExample(tool: Tool, example: string, define: () => void): void {
  withTool(tool, `examples/${example}`, define);
}

withExample('kustomize', 'kustomize-transformer', () => {
  test('prints what is expected', () => {
    const outcome = runReadme(checkoutWith('kustomize-transformer'), 'kustomize-transformer');
    expect(outputOf(outcome)).toBe(committed('kustomize-transformer', 'expected.yaml'));
  });

  test('shows the base as it is', () => {
    const base = workspace().run(['kustomize', 'build', path.join(root, 'examples/kustomize-transformer/base')]);
    expect(outputOf(base)).toBe(committed('kustomize-transformer', 'expected-base.yaml'));
  });
});

withExample('kustomize', 'kustomize-validator', () => {
  test('fails as is expected', () => {
    const { status, stdout, stderr } = runReadme(checkoutWith('kustomize-validator'), 'kustomize-validator');
    expect({ status, stdout }).toEqual({ status: 1, stdout: '' });
    // The last line, with the counts, is the command line's.
    const said = committed('kustomize-validator', 'expected-messages.txt').replace(/.*\n$/, '');
    expect(stderr.slice(0, said.length)).toBe(said);
  });

  test('builds what is on the mirror', () => {
    const work = checkoutWith('kustomize-validator');
    const folder = 'examples/kustomize-validator';
    work.write({ [`${folder}/reports.yaml`]: '' });
    expect(outputOf(runReadme(work, 'kustomize-validator'))).toContain('name: sessions\n');
  });

  test('cannot stand below validators, alone: kustomize refuses there what changes nothing', () => {
    const annotation = 'annotations: {config.kubernetes.io/function: "exec: {path: cat}"}';
    const work = workspace({
      'kustomization.yaml': 'resources: [config.yaml]\nvalidators: [cat.yaml]\n',
      'config.yaml': 'apiVersion: v1\nkind: ConfigMap\nmetadata: {name: config}\n',
      'cat.yaml': `apiVersion: v1\nkind: ConfigMap\nmetadata: {name: cat, ${annotation}}\n`,
    });
    const { status, stderr } = work.run(['kustomize', 'build', '--enable-alpha-plugins', '--enable-exec', '.']);
    expect(status).toBe(1);
    expect(stderr).toContain("validator shouldn't modify the resource map");
  });
});

withExample('kustomize', 'kustomize-generator', () => {
  test('puts what is expected in the place of what the base has', () => {
    const work = checkoutWith('kustomize-generator');
    const folder = 'examples/kustomize-generator';
    const build = work.run(['kustomize', 'build', '--enable-alpha-plugins', '--enable-exec', folder]);
    const [configMap, ...others] = objectsIn(outputOf(build));
    expect(configMap).toEqual(parse(committed('kustomize-generator', 'expected.yaml')));
    expect(others.map(({ kind }) => kind)).toEqual(['Deployment', 'Deployment']);
    const flags = ['--registry', 'mirror.example.com/k8ssandra'];
    const check = work.run(['k8ssandra-image-mirror', 'check', ...flags], { input: build.stdout });
    expect(check).toEqual({ status: 0, stdout: expect.stringMatching(/^ok: /), stderr: '' });
  });
});

withExample('kustomize', 'argocd-build-options', () => {
  test('prints what is expected', () => {
    const outcome = runReadme(checkoutWith('argocd-build-options'), 'argocd-build-options');
    expect(outputOf(outcome)).toBe(committed('argocd-build-options', 'expected.yaml'));
  });

  test('shows the base as it is', () => {
    const work = checkoutWith('argocd-build-options');
    const app = 'examples/argocd-build-options/app';
    const kustomization = committed('argocd-build-options', 'app/kustomization.yaml');
    work.write({ [`${app}/kustomization.yaml`]: replaceOnce(kustomization, 'transformers:\n  - mirror.yaml\n', '') });
    expect(outputOf(work.run(['kustomize', 'build', app]))).toBe(
      committed('argocd-build-options', 'expected-base.yaml'),
    );
  });
});

withExample('kubectl', 'argocd-plugin', () => {
  test('the patch adds a sidecar to a repo-server', () => {
    const repoServer = {
      apiVersion: 'apps/v1',
      kind: 'Deployment',
      metadata: { name: 'argocd-repo-server' },
      spec: { template: { spec: { containers: [{ name: 'argocd-repo-server' }], volumes: [{ name: 'var-files' }] } } },
    };
    const work = checkoutWith('argocd-plugin');
    work.write({ 'deployment.yaml': JSON.stringify(repoServer) });
    const patch = [
      '--local',
      '--filename',
      'deployment.yaml',
      '--patch-file',
      'examples/argocd-plugin/repo-server.yaml',
    ];
    const { containers, volumes } = parse(outputOf(work.run(['kubectl', 'patch', ...patch, '--output', 'yaml']))).spec
      .template.spec;
    const names = (list: readonly { readonly name: string }[]): readonly string[] =>
      list.map(({ name }) => name).sort();
    expect(names(containers)).toEqual(['argocd-repo-server', 'k8ssandra-image-mirror']);
    expect(names(volumes)).toEqual(['image-mirror', 'image-mirror-tmp', 'var-files']);
  });
});

withExample('kustomize', 'kustomize-overlay', () => {
  test('writes what is expected, which builds to what transform makes of the base', () => {
    const work = checkoutWith('kustomize-overlay');
    const folder = 'examples/kustomize-overlay';
    outputOf(runReadme(work, 'kustomize-overlay'));
    expect(work.read(`${folder}/overlays`)).toEqual(work.read(`${folder}/expected`));
    const base = outputOf(work.run(['kustomize', 'build', `${folder}/base`]));
    const transformed = work.run(['k8ssandra-image-mirror', 'transform', '--config', `${folder}/mirror.yaml`], {
      input: base,
    });
    for (const { build } of builders) {
      expect(objectsIn(outputOf(build(work, `${folder}/overlays/mirror`)))).toEqual(objectsIn(outputOf(transformed)));
    }
  });
});

withExample('kpt', 'fleet', () => {
  test('is rendered as the command transforms it', () => {
    const work = checkoutWith('fleet');
    outputOf(work.run(['kpt', 'fn', 'render', 'examples/fleet/package', '--allow-exec']));
    const { Kptfile: _, ...files } = work.read('examples/fleet/package');
    const { Kptfile: __, ...expected } = filesBelow(path.join(root, 'examples/fleet/expected'));
    expect(files).toEqual(expected);
  });
});

withExample('kpt', 'kpt-package', () => {
  test('edits what is expected', () => {
    const work = checkoutWith('kpt-package');
    outputOf(runReadme(work, 'kpt-package'));
    const { Kptfile: rendered, ...files } = work.read('examples/kpt-package/package');
    const { Kptfile: kptfile = '', ...others } = filesBelow(path.join(root, 'examples/kpt-package/expected'));
    expect(files).toEqual(others);
    // kpt adds the status of the rendering to the Kptfile.
    expect(rendered?.replace(/^status:\n( .*\n)+/m, '')).toBe(kptfile);
  });
});
