/** What becomes of the digests of a lock: where they are written, where they cannot be, and what is said. */
import { at, type JsonObject } from '../../src/yaml/json.ts';
import { cluster, deployment, imageConfig, mirror, planned } from './planned.ts';

const digest = (digit: string): string => `sha256:${digit.repeat(64)}`;

/** A lock of tags below the mirror. */
function lock(tags: Readonly<Record<string, string>>): JsonObject {
  const images = Object.entries(tags).map(([name, digit]) => ({
    image: `docker.io/${name}`,
    mirrored: `${mirror}/${name}`,
    digest: digest(digit),
  }));
  return { lock: { images } };
}

const imageOf = (resource: JsonObject | undefined) =>
  at(resource ?? {}, ['spec', 'template', 'spec', 'containers', 0, 'image']);

test.each([
  ['that is moved: the tag stays, the digest is added', 'org/app:1', `${mirror}/org/app:1@${digest('a')}`],
  ['that is on the mirror already', `${mirror}/org/app:1`, `${mirror}/org/app:1@${digest('a')}`],
  ['with an older digest', `${mirror}/org/app:1@${digest('0')}`, `${mirror}/org/app:1@${digest('a')}`],
  ['with an older digest, that is moved', `org/app:1@${digest('0')}`, `${mirror}/org/app:1@${digest('a')}`],
  ['without a tag: it is latest', 'org/app', `${mirror}/org/app:latest@${digest('b')}`],
  ['with a digest alone: as it was', `org/app@${digest('0')}`, `${mirror}/org/app@${digest('0')}`],
])('an image of a workload %s', (_, before, after) => {
  const { after: edited, codes } = planned(
    [deployment({ containers: [{ name: 'app', image: before }] })],
    lock({ 'org/app:1': 'a', 'org/app:latest': 'b' }),
  );
  expect(imageOf(edited[0])).toBe(after);
  expect(codes).toEqual([]);
});

test('an image that the lock does not have is mirrored by its tag, and said', () => {
  const resource = deployment({ containers: [{ name: 'app', image: 'org/other:1' }] });
  const { after, said } = planned([resource], lock({ 'org/app:1': 'a' }));
  expect(imageOf(after[0])).toBe(`${mirror}/org/other:1`);
  expect(said).toEqual([`lock-lacks: ${mirror}/org/other:1 is not in the lock: make the lock again`]);
});

test('an excluded image is none of the business of a lock', () => {
  const resource = deployment({ containers: [{ name: 'app', image: 'corp.example.com/org/app:1' }] });
  const { after, codes } = planned([resource], { ...lock({}), exclude: ['corp.example.com'] });
  expect(imageOf(after[0])).toBe('corp.example.com/org/app:1');
  expect(codes).toEqual(['image-excluded']);
});

test('a policy is for what is moved, not for what gets a digest', () => {
  const resource = deployment({
    containers: [{ name: 'app', image: `${mirror}/org/app:1`, imagePullPolicy: 'Never' }],
  });
  const { after } = planned([resource], { ...lock({ 'org/app:1': 'a' }), pullPolicy: 'Always' });
  expect(at(after[0] ?? {}, ['spec', 'template', 'spec', 'containers', 0, 'imagePullPolicy'])).toBe('Never');
});

const cassandra = { serverVersion: '4.1.9', datacenters: [{ metadata: { name: 'dc1' }, size: 3 }] };
const document = `images:
  system-logger: {repository: k8ssandra, name: system-logger, tag: v1}
  config-builder: {repository: datastax, name: cass-config-builder, tag: 1.0-ubi}
  k8ssandra-client: {repository: k8ssandra, name: k8ssandra-client, tag: v2}
  reaper: {repository: thelastpickle, name: cassandra-reaper, tag: 4.0.1}
defaults: {registry: docker.io}
types:
  cassandra: {repository: k8ssandra, name: cass-management-api, suffix: -ubi}
`;
const all = lock({
  'k8ssandra/system-logger:v1': '1',
  'datastax/cass-config-builder:1.0-ubi': '2',
  'k8ssandra/k8ssandra-client:v2': '3',
  'thelastpickle/cassandra-reaper:4.0.1': '4',
  'k8ssandra/cass-management-api:4.1.9-ubi': '5',
});
const textOf = (resource: JsonObject | undefined) => String(at(resource ?? {}, ['data', 'image_config.yaml']));

test('entries of an ImageConfig hold digests behind their tags; that of Reaper, whose tag is read, in its own key', () => {
  const { after } = planned([imageConfig(document), cluster({ cassandra, reaper: {} })], all);
  const text = textOf(after[0]);
  expect(text).toContain(`tag: v1@${digest('1')}`);
  expect(text).toContain(`tag: v2@${digest('3')}`);
  expect(text).toContain(`tag: 4.0.1, digest: "${digest('4')}"`.replaceAll('"', ''));
});

test('the image of a server type has no place for digests: it is said, and serverImage takes one', () => {
  const { after, said, codes } = planned([imageConfig(document), cluster({ cassandra })], all);
  expect(codes.filter((code) => code === 'lock-not-expressible')).toHaveLength(1);
  expect(said.find((text) => text.startsWith('lock-not-expressible'))).toContain('cass-management-api:4.1.9-ubi');
  expect(codes).not.toContain('pin-not-expressible');
  expect(textOf(after[0])).not.toContain(digest('5'));
  const serverImage = 'k8ssandra/cass-management-api:4.1.9-ubi';
  const written = planned([imageConfig(document), cluster({ cassandra: { ...cassandra, serverImage } })], all);
  expect(at(written.after[1] ?? {}, ['spec', 'cassandra', 'serverImage'])).toBe(
    `${mirror}/${serverImage}@${digest('5')}`,
  );
});

test('a digest that would make another image of a struct beside it is not added', () => {
  const reaper = { containerImage: { tag: '3.9.0' } };
  const { after, codes } = planned([imageConfig(document), cluster({ cassandra, reaper })], all);
  expect(textOf(after[0])).not.toContain(digest('4'));
  expect(codes).not.toContain('resolution-changed');
});

test('twice is once', () => {
  const resources = [imageConfig(document), cluster({ cassandra, reaper: {} })];
  const once = planned(resources, all).after;
  expect(planned(once, all).after).toEqual(once);
});
