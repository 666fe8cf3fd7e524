import type { ImageConfigRequest } from '../../../src/k8ssandra/image-config/change/plan-image-config.ts';
import type { ImageConfig } from '../../../src/k8ssandra/image-config/read/image-config.ts';
import type { Format } from '../../../src/k8ssandra/releases/image-config-rules.ts';
import type { MirrorRules } from '../../../src/mirror/rules.ts';
import { carryOut, target, withPin } from './request.ts';

const digest = `sha256:${'1'.repeat(64)}`;

const v1beta1 = `images:
  system-logger: k8ssandra/system-logger:v1
  config-builder: datastax/cass-config-builder:1.0
  k8ssandra-client: k8ssandra/k8ssandra-client:v0.8
defaults:
  cassandra: {repository: k8ssandra/cass-management-api, suffix: -ubi}
`;

const v1beta2 = `images:
  system-logger: {repository: k8ssandra, name: system-logger, tag: v1}
  config-builder: {repository: datastax, name: cass-config-builder, tag: "1.0"}
  k8ssandra-client: {repository: k8ssandra, name: k8ssandra-client, tag: v0.8}
  reaper: {repository: thelastpickle, name: cassandra-reaper, tag: 4.0.0}
types:
  cassandra: {repository: k8ssandra, name: cass-management-api, suffix: -ubi}
defaults: {registry: docker.io}
`;

const texts: Readonly<Record<Format, string>> = { v1beta1, v1beta2 };

type Ask = (config: ImageConfig) => string;
type Wish = Partial<Omit<ImageConfigRequest, 'text' | 'format' | 'rules'>>;

const logger: Ask = (config) => config.image('system-logger');
const reaper: Ask = (config) => config.image('reaper');
const cassandra =
  (version: string): Ask =>
  (config) =>
    config.serverImage('cassandra', version);

describe('a pin is followed', () => {
  test.each<[string, Format, MirrorRules, Ask, string, Wish?]>([
    [
      'a new tag',
      'v1beta1',
      withPin('k8ssandra/system-logger', { newTag: 'v2' }),
      logger,
      `${target}/k8ssandra/system-logger:v2`,
    ],
    [
      'a new tag',
      'v1beta2',
      withPin('k8ssandra/system-logger', { newTag: 'v2' }),
      logger,
      `${target}/k8ssandra/system-logger:v2`,
    ],
    [
      'a digest',
      'v1beta1',
      withPin('k8ssandra/system-logger', { digest }),
      logger,
      `${target}/k8ssandra/system-logger:v1@${digest}`,
    ],
    [
      'a digest',
      'v1beta2',
      withPin('k8ssandra/system-logger', { digest }),
      logger,
      `${target}/k8ssandra/system-logger:v1@${digest}`,
    ],
    [
      'a digest in releases that know none',
      'v1beta2',
      withPin('k8ssandra/system-logger', { digest }),
      logger,
      `${target}/k8ssandra/system-logger:v1@${digest}`,
      { cassOperator: '1.27.1' },
    ],
    [
      'a new name',
      'v1beta1',
      withPin('k8ssandra/system-logger', { newName: 'n.io/own/log' }),
      logger,
      'n.io/own/log:v1',
    ],
    [
      'a new name',
      'v1beta2',
      withPin('k8ssandra/system-logger', { newName: 'n.io/own/log' }),
      logger,
      'n.io/own/log:v1',
    ],
    [
      'Reaper’s digest, beside its tag',
      'v1beta2',
      withPin('thelastpickle/cassandra-reaper', { newTag: '4.0.1', digest }),
      (config) => `${reaper(config)} ${config.imageParts('reaper')?.tag}`,
      `${target}/thelastpickle/cassandra-reaper@${digest} 4.0.1`,
    ],
    [
      'a server’s name, for all versions',
      'v1beta1',
      withPin('k8ssandra/cass-management-api', { newName: 'n.io/own/cassandra' }),
      cassandra('4.0.17'),
      'n.io/own/cassandra:4.0.17-ubi',
    ],
    [
      'a server’s name, for all versions',
      'v1beta2',
      withPin('k8ssandra/cass-management-api', { newName: 'n.io/own/cassandra' }),
      cassandra('4.0.17'),
      'n.io/own/cassandra:4.0.17-ubi',
    ],
    [
      'one version of a server, known by its tag',
      'v1beta1',
      withPin('k8ssandra/cass-management-api', { tag: '5.0.6-ubi', newTag: '5.0.6-corp' }),
      (config) => `${cassandra('5.0.6')(config)} ${cassandra('5.0.7')(config)}`,
      `${target}/k8ssandra/cass-management-api:5.0.6-corp ${target}/k8ssandra/cass-management-api:5.0.7-ubi`,
    ],
    [
      'the version that a cluster asks for',
      'v1beta1',
      withPin('k8ssandra/cass-management-api', { newTag: 'corp' }),
      (config) => `${cassandra('5.0.6')(config)} ${cassandra('5.0.7')(config)}`,
      `${target}/k8ssandra/cass-management-api:corp ${target}/k8ssandra/cass-management-api:5.0.7-ubi`,
      { servers: [{ serverType: 'cassandra', version: '5.0.6' }] },
    ],
    [
      'one version, where each entry is written',
      'v1beta1',
      withPin('k8ssandra/cass-management-api', { tag: '5.0.6-ubi', newName: 'n.io/own/cassandra', newTag: 'corp' }),
      cassandra('5.0.6'),
      'n.io/own/cassandra:corp',
      { strategy: 'entries' },
    ],
  ])('%s, %s', (_, format, rules, ask, image, wish = {}) => {
    const done = carryOut(format, texts[format], { rules, ...wish });
    expect(done.codes).toEqual([]);
    expect(ask(done.config)).toBe(image);
    expect(carryOut(format, done.text, { rules, ...wish }).edits).toEqual([]);
  });
});

test('what a pin needs is all that is written beside the value for all', () => {
  const rules = withPin('k8ssandra/system-logger', { newTag: 'v2' });
  expect(carryOut('v1beta2', v1beta2, { rules }).edits).toEqual([
    `defaults.registry = "${target}"`,
    'images.system-logger.tag = "v2"',
  ]);
  expect(
    carryOut('v1beta1', v1beta1, { rules: withPin('k8ssandra/cass-management-api', { tag: '5.0.6-ubi', newTag: 'x' }) })
      .edits,
  ).toEqual([`imageRegistry = "${target}"`, 'images.cassandra = {"5.0.6":"k8ssandra/cass-management-api:x"}']);
});

test('a pin for a version that no cluster takes from a v1beta2 ImageConfig is none of its business', () => {
  const rules = withPin('k8ssandra/cass-management-api', { tag: '5.0.6-ubi', newTag: 'x' });
  const servers = [{ serverType: 'cassandra', version: '5.0.7' }];
  expect(carryOut('v1beta2', v1beta2, { rules, servers }).codes).toEqual([]);
  expect(carryOut('v1beta2', v1beta2, { rules }).codes).toEqual([]);
});

describe('a pin is refused', () => {
  test.each<[string, Format, MirrorRules, Wish?]>([
    [
      'one version of a server that a cluster asks for',
      'v1beta2',
      withPin('k8ssandra/cass-management-api', { tag: '5.0.6-ubi', newTag: 'x' }),
      { servers: [{ serverType: 'cassandra', version: '5.0.6' }] },
    ],
    ['a server’s tag', 'v1beta2', withPin('k8ssandra/cass-management-api', { newTag: 'x' })],
    [
      'a server’s tag, once for all that ask for it',
      'v1beta2',
      withPin('k8ssandra/cass-management-api', { newTag: 'x' }),
      { servers: [{ serverType: 'cassandra', version: '5.0.6' }] },
    ],
    ['a server’s digest', 'v1beta2', withPin('k8ssandra/cass-management-api', { digest })],
    ['a server’s tag, when no version is known', 'v1beta1', withPin('k8ssandra/cass-management-api', { newTag: 'x' })],
    [
      'Reaper’s digest in releases that know none',
      'v1beta2',
      withPin('thelastpickle/cassandra-reaper', { digest }),
      { cassOperator: '1.27.1' },
    ],
  ])('%s, %s', (_, format, rules, wish = {}) => {
    expect(carryOut(format, texts[format], { rules, ...wish }).codes).toEqual(['pin-not-expressible']);
  });
});
