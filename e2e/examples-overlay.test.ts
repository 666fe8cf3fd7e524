/**
 * The overlays of examples/, built by kustomize and by the older one inside of kubectl: the README's command writes what
 * is committed, and what that builds to is what the function makes of the build without it.
 */
import { parse } from 'yaml';
import type { JsonObject } from '../src/yaml/json.ts';
import { checkoutWith, committed, runReadme } from './examples/checkout.ts';
import { builders, objectsIn } from './overlay/builds.ts';
import { withTool } from './tools.ts';
import { type Outcome, outputOf, replaceOnce, type Workspace } from './workspace.ts';

describe.each(builders)('$tool', ({ tool, build }) => {
  const built = (work: Workspace, folder: string): string => outputOf(build(work, folder));

  function transform(
    work: Workspace,
    example: string,
    input: string,
    ...flags: readonly string[]
  ): readonly JsonObject[] {
    const args = ['transform', '--config', 'mirror.yaml', ...flags];
    return objectsIn(outputOf(work.run(['k8ssandra-image-mirror', ...args], { in: `examples/${example}`, input })));
  }

  withTool(tool, 'examples/gitops-overlay', () => {
    const folder = 'examples/gitops-overlay';

    test('builds to what the function makes of the base', () => {
      const work = checkoutWith('gitops-overlay');
      const base = built(work, `${folder}/base`);
      expect(base).toBe(committed('gitops-overlay', 'expected-base.yaml'));
      const mirrored = objectsIn(built(work, `${folder}/overlays/mirror`));
      expect(mirrored).toEqual(transform(work, 'gitops-overlay', base));
      expect(mirrored).not.toEqual(objectsIn(base));
    });

    test('fails when the base has changed below it', () => {
      const work = checkoutWith('gitops-overlay');
      const file = `${folder}/base/operators.yaml`;
      work.write({ [file]: replaceOnce(committed('gitops-overlay', 'base/operators.yaml'), ':v1.32.5', ':v1.33.0') });
      const { status, stderr } = build(work, `${folder}/overlays/mirror`);
      expect(status).not.toBe(0);
      expect(stderr).toContain('test failed');
    });
  });

  withTool(tool, 'examples/kustomize-component', () => {
    const folder = 'examples/kustomize-component';

    test.each(['east', 'west'])('builds to what the function makes of %s', (region) => {
      const work = checkoutWith('kustomize-component');
      const mirrored = objectsIn(built(work, `${folder}/overlays/${region}`));
      const file = `overlays/${region}/kustomization.yaml`;
      const without = replaceOnce(
        committed('kustomize-component', file),
        'components:\n  - ../../components/mirror\n',
        '',
      );
      work.write({ [`${folder}/${file}`]: without });
      const plain = built(work, `${folder}/overlays/${region}`);
      expect(mirrored).toEqual(transform(work, 'kustomize-component', plain, '--context', 'operators.yaml'));
      expect(mirrored).not.toEqual(objectsIn(plain));
      expect(mirrored.map(({ metadata }) => metadata)).toEqual(
        ['metrics', 'traces'].map((name) => ({ name: `${region}-${name}`, namespace: `cassandra-${region}` })),
      );
    });
  });
});

withTool('kustomize', 'examples/argocd-helm-chart', () => {
  withTool('helm', 'with the options of argocd-cm.yaml', () => {
    const folder = 'examples/argocd-helm-chart';
    const { data } = parse(committed('argocd-helm-chart', 'argocd-cm.yaml'));
    const options: readonly string[] = data['kustomize.buildOptions'].split(' ');
    const build = (work: Workspace, part: string): Outcome =>
      work.run(['kustomize', 'build', ...options, `${folder}/${part}`]);

    test('builds to what the function makes of the chart, its hook included', () => {
      const work = checkoutWith('argocd-helm-chart');
      const base = outputOf(build(work, 'base'));
      expect(base).toBe(committed('argocd-helm-chart', 'expected-base.yaml'));
      const { path } = parse(committed('argocd-helm-chart', 'application.yaml')).spec.source;
      const mirrored = outputOf(build(work, path));
      const command = ['k8ssandra-image-mirror', 'transform', '--config', 'mirror.yaml'] as const;
      expect(objectsIn(mirrored)).toEqual(objectsIn(outputOf(work.run(command, { in: folder, input: base }))));
      expect(mirrored).toContain('image: mirror.example.com/k8ssandra/k8ssandra/k8ssandra-client:v0.8.14');
    });

    test('fails where the chart renders another image', () => {
      const work = checkoutWith('argocd-helm-chart');
      work.write({ [`${folder}/base/values.yaml`]: 'client: {image: {tag: v0.9.0}}\n' });
      const { status, stderr } = build(work, 'overlays/mirror');
      expect({ status, stderr }).toEqual({ status: 1, stderr: expect.stringContaining('test failed') });
    });

    test('what is committed is what the command of its README writes', () => {
      const work = checkoutWith('argocd-helm-chart');
      const file = 'overlays/mirror/kustomization.yaml';
      const text = committed('argocd-helm-chart', file);
      work.write({ [`${folder}/${file}`]: replaceOnce(text, 'patches:\n', 'patches: # stale\n') });
      outputOf(runReadme(work, 'argocd-helm-chart'));
      expect(work.read(`${folder}/overlays/mirror`)).toEqual({ 'kustomization.yaml': text });
    });
  });
});

withTool('kustomize', 'what is committed', () => {
  test.each([
    ['gitops-overlay', 'overlays/mirror'],
    ['kustomize-component', 'components/mirror'],
  ])('%s is what the command of its README writes', (example, folder) => {
    const work = checkoutWith(example);
    const text = committed(example, `${folder}/kustomization.yaml`);
    const stale = replaceOnce(text, 'patches:\n', 'patches: # stale\n');
    work.write({ [`examples/${example}/${folder}/kustomization.yaml`]: stale });
    outputOf(runReadme(work, example));
    expect(work.read(`examples/${example}/${folder}`)).toEqual({ 'kustomization.yaml': text });
  });
});
