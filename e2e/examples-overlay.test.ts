/**
 * The overlays of examples/, built by kustomize and by the older one inside of kubectl: the README's command writes what
 * is committed, and what that builds to is what the function makes of the build without it.
 */
import type { JsonObject } from '../src/yaml/json.ts';
import { checkoutWith, committed, runReadme } from './examples/checkout.ts';
import { builders, objectsIn } from './overlay/builds.ts';
import { withTool } from './tools.ts';
import { outputOf, replaceOnce, type Workspace } from './workspace.ts';

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
