/** What kustomize, kpt and Helm hand over, byte for byte: only the lines that name an image come back changed. */
import { readdirSync } from 'node:fs';
import { transform } from '../../src/function/transform.ts';
import { facts } from '../facts.ts';
import { readText } from '../k8ssandra/upstream.ts';
import { expectSame, functionConfigOf } from './mirrored.ts';

const functionConfig = functionConfigOf({ target: 'mirror.example.com/k8ssandra', layout: 'path', exclude: [] });

type Change = readonly [from: string, to: string];

const nginx: Change = ['image: "nginx:1" #', 'image: "mirror.example.com/k8ssandra/library/nginx:1" #'];
const logger = '          system-logger: "k8ssandra/system-logger:v1"\n';
const imageRegistry: Change = [logger, `${logger}      imageRegistry: mirror.example.com/k8ssandra\n`];

/** By file, what changes, in order. */
const changes: Readonly<Record<string, readonly Change[]>> = {
  'helm4-post-renderer-input.yaml': [
    ['registry: docker.io\n', 'registry: mirror.example.com/k8ssandra\n'],
    ['image: docker.io/k8ssandra/cass-operator:', 'image: mirror.example.com/k8ssandra/k8ssandra/cass-operator:'],
    ['image: docker.io/k8ssandra/k8ssandra-client:', 'image: mirror.example.com/k8ssandra/k8ssandra/k8ssandra-client:'],
    [
      'image: docker.io/k8ssandra/k8ssandra-operator:',
      'image: mirror.example.com/k8ssandra/k8ssandra/k8ssandra-operator:',
    ],
  ],
  'kpt-eval-args.yaml': [imageRegistry, nginx],
  'kpt-eval.yaml': [imageRegistry, nginx],
  'kpt-render-configmap.yaml': [imageRegistry, nginx],
  'kpt-render-nocfg.yaml': [imageRegistry, nginx],
  'kpt-render.yaml': [imageRegistry, nginx],
  'kustomize-generator.yaml': [],
  'kustomize-transformer.yaml': [
    imageRegistry,
    ['image: nginx:1\n', 'image: mirror.example.com/k8ssandra/library/nginx:1\n'],
  ],
};

facts('captured inputs', (inFacts) => {
  test('all of them are tried', () => {
    expect(readdirSync(inFacts('captures')).toSorted()).toEqual(Object.keys(changes));
  });

  test.each(Object.entries(changes))('%s', (file, expected) => {
    const input = readText(inFacts('captures', file));
    const { output, exitCode } = transform(input, { functionConfig });
    expect(exitCode).toBe(0);
    const items = expected.reduce((text, [from, to]) => replaceOnce(text, from, to), input);
    expectSame(items, output.slice(0, items.length));
    expect(output.slice(items.length)).toMatch(/^(results:\n(- | {2}).*\n[\s\S]*)?$/);
    expectSame(output, transform(output, { functionConfig }).output);
  });
});

function replaceOnce(text: string, from: string, to: string): string {
  const parts = text.split(from);
  expect({ from, times: parts.length - 1 }).toEqual({ from, times: 1 });
  return parts.join(to);
}
