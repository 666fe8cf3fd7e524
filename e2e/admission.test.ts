/**
 * The policies of `enforce` on real API servers: pods become what the mirror rules make of their images, what is left is
 * refused, and running pods keep their images.
 */
import { readFileSync } from 'node:fs';
import { policies } from '../src/admission/policies.ts';
import { readConfig } from '../src/config/normalise.ts';
import { endsOnMirror, mirror } from '../src/mirror/match.ts';
import type { MirrorRules } from '../src/mirror/rules.ts';
import { formatReference } from '../src/reference/grammar.ts';
import { readReference } from '../src/reference/read-reference.ts';
import type { JsonObject } from '../src/yaml/json.ts';
import { facts } from '../test/facts.ts';
import { Guard, podOf } from './admission/guard.ts';
import { describeOn, missingPrograms } from './tools.ts';

const needs = missingPrograms({
  etcd: 'apt-get install etcd-server',
  go: 'https://go.dev/dl',
  kubectl: 'https://kubernetes.io/docs/tasks/tools',
});

const digest = `sha256:${'a'.repeat(64)}`;

/** Each with all that a rule set can hold in one way or another. */
const ruleSets: Readonly<Record<string, JsonObject>> = {
  'layout path': { registry: 'mirror.example.com:5000/k8ssandra', exclude: ['quay.io/own', 'gcr.io'] },
  'layout registry-path': { registry: 'mirror.example.com', layout: 'registry-path' },
  'layout name': { registry: 'mirror.example.com/flat', layout: 'name', exclude: ['docker.io/library/busybox'] },
  'sources of every length': {
    mirrors: [
      { source: 'docker.io', target: 'm.io/hub' },
      { source: 'docker.io/k8ssandra', target: 'm.io/k8ssandra', layout: 'name' },
      { source: 'quay.io/org/app', target: 'm.io/app' },
      { source: 'registry.corp', target: 'm.io/corp', layout: 'registry-path' },
    ],
    exclude: ['docker.io/k8ssandra/own', 'localhost:5000'],
  },
  'Docker Hub by its registry in the path': {
    mirrors: [{ source: 'docker.io', target: 'm.io/k', layout: 'registry-path' }],
  },
  'a target on Docker Hub': { mirrors: [{ source: 'quay.io', target: 'docker.io' }] },
  pins: {
    registry: 'm.io/k',
    exclude: ['docker.io/library/memcached'],
    images: [
      { name: 'redis', newTag: '8' },
      { name: 'redis', tag: '7', newTag: '7.4', digest },
      { name: 'nginx', newName: 'other.io/web/nginx', newTag: 'stable' },
      { name: 'docker.io/library/memcached', newTag: '2' },
      { name: 'k8ssandra/medusa', digest },
    ],
  },
};

const images: readonly string[] = [
  ...['nginx', 'redis', 'redis:7', 'redis:latest', `redis@${digest}`, `redis:7@${digest}`, 'memcached', 'memcached:2'],
  ...[
    'docker.io/nginx',
    'index.docker.io/nginx:1',
    'registry-1.docker.io/library/nginx',
    'Docker.io/nginx',
    'docker.io/library/busybox',
  ],
  ...[
    'k8ssandra/medusa:1',
    'k8ssandra/own/a:1',
    'k8ssandra/owned:1',
    `docker.io/k8ssandra/medusa@sha256:${'b'.repeat(64)}`,
  ],
  ...[
    'quay.io/own/a:1',
    'QUAY.IO/own/a:1',
    'quay.io/owner/a',
    'quay.io/org/app',
    'quay.io/org/app/x:1',
    'quay.io/x',
    'gcr.io/a/b',
  ],
  ...['localhost/a', 'localhost:5000/a:1', 'registry.corp/a/b:1', '[::1]:5000/a', 'mirror/a:1', 'host.with.dots/a'],
  ...[
    'mirror.example.com:5000/k8ssandra/a:1',
    'mirror.example.com:5000/other/a',
    'm.io/k/a',
    'm.io/other',
    'other.io/web/nginx:1',
  ],
];

const twentyMinutes = 1_200_000;

const servers = [
  { version: 'v1.36.3', kubernetes: '1.36', flags: [] },
  {
    version: 'v1.34.2',
    kubernetes: '1.34',
    flags: [
      '--feature-gates=MutatingAdmissionPolicy=true',
      '--runtime-config=admissionregistration.k8s.io/v1beta1=true',
    ],
  },
];

for (const server of servers) describeOn(`Kubernetes ${server.version}`, needs, () => guards(server));

function guards({ version, kubernetes, flags }: (typeof servers)[number]): void {
  let guard: Guard;
  beforeAll(async () => {
    guard = await Guard.start(version, flags);
  }, twentyMinutes);
  afterAll(() => guard?.stop());

  async function expectMoved(all: readonly string[], spec: JsonObject): Promise<void> {
    const { rules } = readConfig(functionConfig(spec));
    const settings = { name: 'image-mirror', kubernetes, action: 'Audit', namespaceSelector: {} } as const;
    await guard.apply(policies(rules, settings), { moved: moving(rules) });
    expect(guard.imagesOfNewPods(all)).toEqual(all.map((image) => wanted(image, rules)));
  }

  test.each(Object.entries(ruleSets))(
    'new pods get what the rules make of their images: %s',
    (_, spec) => expectMoved(images, spec),
    twentyMinutes,
  );

  facts('the references that were put to the parser of Docker', (inFacts) => {
    test.each(Object.entries(ruleSets))(
      'become what the rules make of them: %s',
      (_, spec) => expectMoved(recordedReferences(inFacts('vectors', 'references.json')), spec),
      twentyMinutes,
    );
  });

  test(
    'what is not on the mirror afterwards is denied, with its name',
    async () => {
      const { rules } = readConfig(functionConfig(ruleSets['sources of every length'] ?? {}));
      const settings = { kubernetes, action: 'Deny', namespaceSelector: {} } as const;
      await guard.apply(policies(rules, { name: 'image-mirror', ...settings }), {
        moved: moving(rules),
        denied: 'elsewhere.io/x:1',
      });
      const expected = images.filter((image) => !isAllowed(image, rules));
      const denied = images.filter((image) =>
        guard.dryRun(podOf('p', [image])).stderr.includes(`not on the mirror: ${image}`),
      );
      expect(denied).toEqual(expected);
      expect(denied).toContain('quay.io/owner/a');
    },
    twentyMinutes,
  );

  test(
    'a running pod takes a label, keeps its images, and takes no other image',
    async () => {
      await guard.removePolicies();
      guard.create(podOf('running', ['quay.io/old/app:1', 'nginx:1']));
      const { rules } = readConfig(functionConfig(ruleSets['layout path'] ?? {}));
      const settings = { kubernetes, action: 'Deny', namespaceSelector: {} } as const;
      await guard.apply(policies(rules, { name: 'image-mirror', ...settings }), {
        moved: moving(rules),
        denied: 'mirror.example.com:5000/other/a',
      });
      expect(guard.kubectl(['label', 'pod', 'running', 'seen=yes']).stderr).toBe('');
      expect(guard.imagesOf('running')).toEqual(['quay.io/old/app:1', 'nginx:1']);
      const swap = guard.kubectl(['set', 'image', 'pod/running', 'c0=quay.io/else/app:2']);
      expect(swap.stderr).toContain('not on the mirror: quay.io/else/app:2');
    },
    twentyMinutes,
  );

  test(
    'an ephemeral container of kubectl debug is rewritten, and those that are there stay',
    async () => {
      const first = guard.kubectl(['debug', 'running', '--image=busybox:1', '--container=d1', '--attach=false']);
      expect(first.stderr).not.toContain('denied');
      guard.kubectl(['debug', 'running', '--image=alpine:3', '--container=d2', '--attach=false']);
      expect(guard.ephemeralImagesOf('running')).toEqual([
        'mirror.example.com:5000/k8ssandra/library/busybox:1',
        'mirror.example.com:5000/k8ssandra/library/alpine:3',
      ]);
    },
    twentyMinutes,
  );

  test(
    'a workload whose pods will be denied is created with a warning',
    async () => {
      const deployment = (image: string): JsonObject => ({
        apiVersion: 'apps/v1',
        kind: 'Deployment',
        metadata: { name: 'app' },
        spec: {
          selector: { matchLabels: { app: 'app' } },
          template: { metadata: { labels: { app: 'app' } }, spec: { containers: [{ name: 'c', image }] } },
        },
      });
      const warning = 'pods will be denied, as these images are not on the mirror: mirror.example.com:5000/other/a';
      await guard.until(() => guard.dryRun(deployment('mirror.example.com:5000/other/a')).stderr.includes(warning));
      expect(guard.dryRun(deployment('nginx')).stderr).toBe('');
    },
    twentyMinutes,
  );

  test(
    '200 rules and 20 containers stay within the limits of the API server',
    async () => {
      const mirrors = Array.from({ length: 200 }, (_, index) => ({
        source: `r${index}.io/team`,
        target: `m.io/t${index}`,
      }));
      const { rules } = readConfig(functionConfig({ mirrors }));
      const settings = { kubernetes, action: 'Deny', namespaceSelector: {} } as const;
      await guard.apply(policies(rules, { name: 'image-mirror', ...settings }), {
        moved: 'r0.io/team/x:1',
        denied: 'elsewhere.io/x:1',
      });
      const many = Array.from({ length: 20 }, (_, index) => `r${180 + index}.io/team/app:1`);
      const ran = guard.dryRun(podOf('many', many));
      expect(ran.stderr).toBe('');
      expect(guard.imagesIn(ran.stdout)).toEqual(many.map((_, index) => `m.io/t${180 + index}/team/app:1`));
    },
    twentyMinutes,
  );
}

/** An image that shows whether the policies are in force. */
function moving(rules: MirrorRules): string {
  return images.find((image) => wanted(image, rules) !== image) ?? '';
}

function functionConfig(spec: JsonObject): JsonObject {
  return { apiVersion: 'k8ssandra-image-mirror.dev/v1alpha1', kind: 'ImageMirror', metadata: { name: 'm' }, spec };
}

/** As transform would: a text that is no reference stays. */
function wanted(image: string, rules: MirrorRules): string {
  const reference = readReference(image);
  const outcome = reference && mirror(rules, reference);
  return outcome?.status === 'mirrored' ? formatReference(outcome.reference) : image;
}

function isAllowed(image: string, rules: MirrorRules): boolean {
  const reference = readReference(image);
  const status = reference && mirror(rules, reference).status;
  return status !== undefined && (endsOnMirror({ status }) || status === 'excluded');
}

/** Those that no pod can hold are left out. */
function recordedReferences(file: string): readonly string[] {
  const vectors: readonly { readonly in: string }[] = JSON.parse(readFileSync(file, 'utf8'));
  return [...new Set(vectors.map(({ in: text }) => text))].filter((text) => text !== '' && text === text.trim());
}
