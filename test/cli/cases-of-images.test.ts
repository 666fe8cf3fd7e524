/** Inputs whose images were once missed, each with what is right. They are among the facts, and no part of the repository. */
import { facts } from '../facts.ts';
import { run } from './run.ts';

const registry = 'mirror.example.com:5000/k8ssandra';

facts('images that were missed', (inFacts) => {
  const check = (file: string, ...flags: readonly string[]) =>
    run('check', '--registry', registry, ...flags, inFacts('cases', file));
  const transform = (file: string) => run('transform', '--registry', registry, inFacts('cases', file));

  test('fields of unknown kinds, and arguments: a warning for each kind, an error under strict', async () => {
    const file = 'unknown-kinds/prometheus.yaml';
    const { exitCode, stdout } = await check(file);
    expect(exitCode).toBe(0);
    expect(stdout.match(/^warning: .* \[unknown-image-field\]$/gm)).toHaveLength(2);
    expect(stdout).toContain(
      'fields: [{group: "monitoring.coreos.com", kind: Prometheus, path: "spec.image", shape: reference}]',
    );
    expect((await check(file, '--strict')).exitCode).toBe(1);
  });

  test("K8ssandra 1.x's Reaper: edited", async () => {
    const { exitCode, stdout } = await transform('unknown-kinds/reaper-1.x.yaml');
    expect(exitCode).toBe(0);
    expect(stdout).toContain(`spec: {image: "${registry}/thelastpickle/cassandra-reaper:3.2.1"}`);
  });

  test('misplaced fields: told, with where they belong', async () => {
    const { stdout } = await check('misplaced/datacenter.yaml');
    const told = stdout.match(/^warning: .* \[ineffective-field\]$/gm) ?? [];
    expect(told).toHaveLength(3);
    expect(told.join('\n')).toMatch(/podTemplateSpec\.spec\.containers/);
    expect(told.join('\n')).toMatch(/the ImageConfig, as images\.k8ssandra-client/);
    expect(told.join('\n')).toMatch(/spec\.cassandra\.initContainers/);
  });

  test('keys of the top level below images: no images', async () => {
    const file = 'nested-keys/image_config.yaml';
    const { exitCode, stdout, stderr } = await transform(file);
    expect(exitCode).toBe(0);
    expect(stdout).toMatch(/^ {2}imageRegistry: "localhost:5000"$/m);
    expect(stdout).toMatch(/^ {2}imagePullPolicy: IfNotPresent$/m);
    expect(stderr.match(/belongs to the top level, beside images \[ineffective-field\]$/gm)).toHaveLength(2);
    const images = await run('images', '--registry', registry, inFacts('cases', file));
    expect(images.stdout).not.toContain('localhost');
  });

  test('placeholders: left alone with one warning, an error under strict', async () => {
    const file = 'placeholders/cluster.yaml';
    const { exitCode, stdout } = await check(file);
    expect(exitCode).toBe(0);
    expect(stdout.match(/\[placeholder\]$/gm)).toHaveLength(1);
    expect(stdout).not.toMatch(/invalid-reference|image-unresolvable|malformed-field|99999/);
    expect((await check(file, '--strict')).exitCode).toBe(1);
  });

  test('what Argo CD renders: a warning, an error under strict', async () => {
    const file = 'rendered-elsewhere/argo-values.yaml';
    expect(await check(file)).toMatchObject({ exitCode: 0, stdout: expect.stringContaining('[rendered-elsewhere]') });
    expect((await check(file, '--strict')).exitCode).toBe(1);
  });
});
