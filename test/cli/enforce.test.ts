import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { run } from './run.ts';

const registry = ['--registry', 'm.io/k'];

test('prints the same policies twice, and nothing else on stdout', async () => {
  const first = await run('enforce', ...registry, '--namespace-selector', 'team=data');
  const second = await run('enforce', ...registry, '--namespace-selector', 'team=data');
  expect(first).toEqual(second);
  expect(first.exitCode).toBe(0);
  expect(first.stdout.match(/^kind: .*$/gm)).toEqual([
    'kind: MutatingAdmissionPolicy',
    'kind: MutatingAdmissionPolicyBinding',
    'kind: MutatingAdmissionPolicy',
    'kind: MutatingAdmissionPolicyBinding',
    'kind: ValidatingAdmissionPolicy',
    'kind: ValidatingAdmissionPolicyBinding',
    'kind: ValidatingAdmissionPolicy',
    'kind: ValidatingAdmissionPolicyBinding',
  ]);
});

test.each([
  ['1.30', undefined, 'has no policies that rewrite pods'],
  ['1.33', undefined, 'has no policies that rewrite pods'],
  ['1.34', 'v1beta1', 'needs the feature gate MutatingAdmissionPolicy'],
  ['1.36', 'v1', 'printed 8 objects\n'],
  ['v1.37.2', 'v1', 'printed 8 objects\n'],
])('Kubernetes %s has mutating policies as %s', async (version, api, said) => {
  const { stdout, stderr } = await run('enforce', ...registry, '--namespace-selector', 'a=b', '--kubernetes', version);
  const mutating = /^apiVersion: admissionregistration.k8s.io\/(\w+)\nkind: MutatingAdmissionPolicy$/m.exec(stdout);
  expect(mutating?.[1]).toBe(api);
  expect(stderr).toContain(said);
});

test.each([
  ['a version that is none', ['--kubernetes', 'new'], '--kubernetes new: write it like 1.36'],
  ['a version without such policies', ['--kubernetes', '1.29'], '1.30 is the first with such policies'],
  ['a selector that is none', ['--namespace-selector', 'a=b=c'], 'write it like team=data'],
  ['a selector and a file', ['--namespace-selector', 'a=b', 'x.yaml'], 'no input is read'],
])('%s is a wrong call', async (_, args, message) => {
  const { exitCode, stdout, stderr } = await run('enforce', ...registry, ...args);
  expect([exitCode, stdout]).toEqual([2, '']);
  expect(stderr).toContain(message);
});

test.each([
  ['team=data', '{"key":"team","operator":"In","values":["data"]}'],
  ['team!=data', '{"key":"team","operator":"NotIn","values":["data"]}'],
  ['env in (prod, test),!legacy', '{"key":"env","operator":"In","values":["prod","test"]}'],
])('the selector %s is that of the bindings', async (selector, expected) => {
  const { stdout } = await run('enforce', ...registry, '--namespace-selector', selector);
  const { key, operator, values } = JSON.parse(expected);
  expect(stdout).toContain(`operator: ${operator}`);
  expect(stdout).toContain(`key: ${key}`);
  for (const value of values) expect(stdout).toContain(value);
});

describe('without a selector', () => {
  const pod = (metadata: string): string =>
    `apiVersion: v1\nkind: Pod\nmetadata: {name: p${metadata}}\nspec: {containers: [{name: c, image: nginx}]}\n`;

  test('the namespaces of the pods in the input are guarded', async () => {
    const folder = mkdtempSync(path.join(os.tmpdir(), 'enforce-'));
    const file = path.join(folder, 'pods.yaml');
    writeFileSync(file, [', namespace: b', ', namespace: a', ', namespace: b'].map(pod).join('---\n'));
    const { stdout } = await run('enforce', ...registry, file);
    expect(stdout).toContain('key: kubernetes.io/metadata.name\n');
    expect(stdout).toMatch(/values:\n\s+- a\n\s+- b\n/);
    writeFileSync(file, pod(''));
    const { exitCode, stderr } = await run('enforce', ...registry, file);
    expect(exitCode).toBe(2);
    expect(stderr).toContain('does not name the namespaces of all its pods: give --namespace-selector');
    rmSync(folder, { recursive: true });
  });
});
