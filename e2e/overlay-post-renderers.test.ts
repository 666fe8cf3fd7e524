/** `overlay --format postrenderers`, built as Flux does: a kustomization of what the chart renders, with these patches. */
import { readFileSync } from 'node:fs';
import { parse } from 'yaml';
import { facts } from '../test/facts.ts';
import { committed } from './examples/checkout.ts';
import { chart } from './helm/chart.ts';
import { builders, objectsIn } from './overlay/builds.ts';
import { withTool } from './tools.ts';
import { type Outcome, outputOf, replaceOnce, type Workspace, workspace } from './workspace.ts';

const program = 'k8ssandra-image-mirror';
const settings = ['--registry', 'mirror.example.com/k8ssandra', '--pull-secrets', 'mirror-credentials'] as const;

function overlay(stream: string, ...flags: readonly string[]): Outcome {
  const command = [program, 'overlay', '--format', 'postrenderers', ...settings, ...flags] as const;
  return workspace({}).run(command, { input: stream });
}

/** What Flux does: fluxcd/helm-controller, internal/postrender/kustomize.go. */
function inFlux(stream: string, postRenderers: string): Workspace {
  const [{ kustomize }] = parse(postRenderers).spec.postRenderers;
  const kustomization = {
    apiVersion: 'kustomize.config.k8s.io/v1beta1',
    kind: 'Kustomization',
    resources: ['helm-output.yaml'],
    patches: kustomize.patches,
  };
  return workspace({ 'flux/helm-output.yaml': stream, 'flux/kustomization.yaml': JSON.stringify(kustomization) });
}

function transformed(stream: string): string {
  return outputOf(workspace({}).run([program, 'transform', ...settings], { input: stream }));
}

const isHook = /^ *"?helm\.sh\/hook"?:/m;

function withoutHooks(stream: string): string {
  return stream
    .split(/^---$/m)
    .filter((document) => !isHook.test(document))
    .join('---');
}

function expectSame(stream: string, patches: string): void {
  for (const { build } of builders) {
    const built = objectsIn(outputOf(build(inFlux(stream, patches), 'flux')));
    const expected = inFlux(transformed(stream), 'spec: {postRenderers: [{kustomize: {patches: []}}]}');
    expect(built).toEqual(objectsIn(outputOf(build(expected, 'flux'))));
    expect(JSON.stringify(built)).toContain('mirror.example.com/k8ssandra');
  }
}

withTool('kustomize', 'post-renderers of Flux', () => {
  withTool('helm', 'of a chart that Helm renders', () => {
    const stream = outputOf(workspace(chart).run(['helm', 'template', 'demo', 'chart', '--namespace', 'demo']));

    test('with hooks in the stream, they do what transform does', () => {
      expect(stream).toMatch(isHook);
      const { status, stdout, stderr } = overlay(stream);
      expect({ status, stderr }).toEqual({ status: 0, stderr: expect.stringContaining('Job demo-hook is a hook') });
      expectSame(stream, stdout);
    });

    test('the same patches do it where Flux keeps the hooks from them', () => {
      expectSame(withoutHooks(stream), overlay(stream).stdout);
    });

    test('the build fails where the chart renders another image', () => {
      const patches = overlay(stream).stdout;
      const newer = replaceOnce(stream, 'quay.io/org/operator:1', 'quay.io/org/operator:2');
      const { status, stderr } = inFlux(newer, patches).run(['kustomize', 'build', 'flux']);
      expect({ status, stderr }).toEqual({ status: 1, stderr: expect.stringContaining('test failed') });
    });

    test('the build fails where the chart renders another name', () => {
      const patches = overlay(stream).stdout;
      const renamed = replaceOnce(stream, 'name: demo-image-config', 'name: other-image-config');
      const { status, stderr } = inFlux(renamed, patches).run(['kustomize', 'build', 'flux']);
      expect({ status, stderr }).toEqual({ status: 1, stderr: expect.stringContaining('no matches for Id') });
    });
  });

  test('examples/flux-post-renderers', () => {
    const stream = committed('flux-post-renderers', 'rendered.yaml');
    const patches = committed('flux-post-renderers', 'expected.yaml');
    expect(stream).toMatch(isHook);
    expectSame(stream, patches);
    expectSame(withoutHooks(stream), patches);
  });

  facts('of what upstream installs', (inFacts) => {
    test.each([
      ['helm', 'rendered-k8ssandra-operator-v3.yaml'],
      ['manifests', 'k8ssandra-operator-v1.0.0-control-plane.nocrd.yaml'],
      ['manifests', 'k8ssandra-operator-v1.10.3-control-plane.nocrd.yaml'],
      ['manifests', 'k8ssandra-operator-v1.16.0-control-plane.nocrd.yaml'],
      ['manifests', 'k8ssandra-operator-v1.32.5-control-plane.nocrd.yaml'],
    ])('%s/%s: they do what transform does, with hooks and without', (...names) => {
      const stream = readFileSync(inFacts('upstream', ...names), 'utf8');
      const patches = outputOf(overlay(stream));
      expectSame(stream, patches);
      expectSame(withoutHooks(stream), patches);
    });
  });
});
