import { Configs, type KubernetesObject, TestRunner } from 'kpt-functions';
import { ConfigError } from '../src/config/problem.ts';
import { imageMirror } from '../src/kpt.ts';

/** The SDK's runner is made for jasmine, and uses two matchers of its `expectAsync`. */
Object.assign(globalThis, {
  expectAsync: (promise: Promise<unknown>) => ({
    toBeResolved: () => expect(promise).resolves.toBeUndefined(),
    toBeRejectedWithError: (type: new () => Error, message: string | RegExp) =>
      Promise.all([expect(promise).rejects.toBeInstanceOf(type), expect(promise).rejects.toThrow(message)]),
  }),
});

const runner = new TestRunner(imageMirror);

const functionConfig: KubernetesObject = Object.assign(
  { apiVersion: 'v1', kind: 'ConfigMap', metadata: { name: 'mirror' } },
  { data: { registry: 'mirror.example.com/k8ssandra' } },
);

function pod(image: string): KubernetesObject {
  const object = { apiVersion: 'v1', kind: 'Pod', metadata: { name: 'a', namespace: 'demo' } };
  return Object.assign(object, { spec: { containers: [{ name: 'a', image }] } });
}

function imageConfig(registry: string): KubernetesObject {
  const metadata = { name: 'image-config', namespace: 'demo', labels: { 'k8ssandra.io/config': 'image' } };
  const document = `images:
  # kept
  system-logger: {repository: k8ssandra, name: system-logger, tag: v1}
  config-builder: {repository: datastax, name: cass-config-builder, tag: "1"}
  k8ssandra-client: {repository: k8ssandra, name: k8ssandra-client, tag: v1}
defaults:
  registry: ${registry}
`;
  return Object.assign({ apiVersion: 'v1', kind: 'ConfigMap', metadata }, { data: { 'image_config.yaml': document } });
}

/** The runner compares results as well; what they say is tested elsewhere. */
async function expected(objects: KubernetesObject[], input: Configs): Promise<Configs> {
  const run = input.deepCopy();
  await imageMirror(run);
  return new Configs(objects, functionConfig, run.getResults());
}

test('moves images of workloads and of the ImageConfig, whose comments stay', async () => {
  const input = new Configs([pod('k8ssandra/x:1'), imageConfig('docker.io')], functionConfig);
  const moved = [pod('mirror.example.com/k8ssandra/k8ssandra/x:1'), imageConfig('mirror.example.com/k8ssandra')];
  await runner.assert(input, await expected(moved, input));
});

test('leaves objects as they are when there is an error, and says it', async () => {
  const objects = [pod('a b'), imageConfig('docker.io')];
  const input = new Configs(objects, functionConfig);
  await runner.assert(input, await expected(objects, input));
  await imageMirror(input);
  expect(input.getResults().filter(({ severity }) => severity === 'error')).toMatchObject([
    { tags: { code: 'invalid-reference' }, resourceRef: { kind: 'Pod', name: 'a' } },
  ]);
});

test('refuses a functionConfig that names no mirror', async () => {
  const empty = Object.assign({ apiVersion: 'v1', kind: 'ConfigMap', metadata: { name: 'mirror' } }, { data: {} });
  await runner.assert(new Configs([pod('a:1')], empty), 'unchanged', ConfigError, /names no mirror/);
});

test.each(['check', 'overlay', 'generate'])('refuses mode %s, which would be something else', async (mode) => {
  const other = Object.assign({}, functionConfig, { data: { registry: 'mirror.example.com/k8ssandra', mode } });
  await runner.assert(new Configs([pod('a:1')], other), 'unchanged', ConfigError, /for mode \w+ use the executable/);
});

test('says in its usage how it is configured', () => {
  expect(imageMirror.usage).toContain('registry: mirror.example.com/k8ssandra');
});
