import { transform } from '../../src/function/transform.ts';
import { transformList } from './list.ts';

/** A ResourceList as kustomize hands it to a validator. */
const list = (image: string, spec: string): string => `apiVersion: config.kubernetes.io/v1
kind: ResourceList
items:
- apiVersion: apps/v1
  kind: Deployment
  metadata:
    name: app
    namespace: demo
  spec:
    template:
      spec:
        containers:
        - image: ${image} # ours
          name: app
functionConfig:
  apiVersion: k8ssandra-image-mirror.dev/v1alpha1
  kind: ImageMirror
  metadata:
    name: mirror
  spec:
    mode: check
    ${spec}
`;

describe('mode check, as a function', () => {
  test('fails on an image that is not mirrored: the items as they were, and the results', () => {
    const input = list('a/b:1', 'registry: m.io');
    const { output, results, exitCode } = transformList(input);
    expect(exitCode).toBe(1);
    expect(output.startsWith(input)).toBe(true);
    expect(output.slice(input.length)).toMatch(/^results:\n/);
    expect(results).toEqual([
      {
        severity: 'error',
        message: 'not mirrored yet: docker.io/a/b:1 → m.io/a/b:1',
        resourceRef: { apiVersion: 'apps/v1', kind: 'Deployment', namespace: 'demo', name: 'app' },
        field: {
          path: 'spec.template.spec.containers[0].image',
          currentValue: 'docker.io/a/b:1',
          proposedValue: 'm.io/a/b:1',
        },
        tags: { code: 'not-mirrored' },
      },
    ]);
  });

  test('passes what is mirrored, as it was', () => {
    const input = list('m.io/a/b:1', 'registry: m.io');
    expect(transformList(input)).toEqual({ output: input, results: [], exitCode: 0 });
  });

  test.each([
    ['error', 1],
    ['warn', 0],
  ])('an escape counts as asked: %s', (onEscape, exitCode) => {
    const spec = `mirrors: [{source: quay.io, target: m.io}]\n    onEscape: ${onEscape}`;
    const checked = transformList(list('a/b:1', spec));
    expect(checked.exitCode).toBe(exitCode);
    const codes = checked.results.map(({ tags }) => tags.code);
    expect(codes.filter((code) => code !== 'rule-unused')).toEqual(['escaped']);
  });
});

test('mode check, in the library: the text as it was', () => {
  const manifest = 'kind: Pod\napiVersion: v1\nmetadata: {name: x}\nspec: {containers: [{name: a, image: a/b:1}]}\n';
  const functionConfig = {
    apiVersion: 'k8ssandra-image-mirror.dev/v1alpha1',
    kind: 'ImageMirror',
    spec: { registry: 'm.io', mode: 'check' },
  };
  expect(transform(manifest, { functionConfig })).toMatchObject({ output: manifest, exitCode: 1 });
});
