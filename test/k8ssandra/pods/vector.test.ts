/** Vector: in the logger of Cassandra pods, and beside Reaper and Stargate. */
import type { JsonObject } from '../../../src/yaml/json.ts';
import { byContainer, cluster, imageConfigMap, imageOf, imagesFor, type Release, resolved } from './fixtures.ts';

const telemetry = (vector: JsonObject): JsonObject => ({ telemetry: { vector } });

describe('in Cassandra pods', () => {
  const logger = (cassandra: JsonObject, datacenter: JsonObject, release: Release): string =>
    imageOf(imagesFor(cluster({ cassandra, datacenter }), release), 'server-system-logger').image;
  const own = { 'docker.io/k8ssandra/system-logger:v1': true, 'k8ssandra/system-logger:v1': true };
  const isOwn = (image: string): boolean => image in own;

  test('its image replaces that of the logger where it is enabled', () => {
    for (const release of ['1.6.0', '1.26.0', '1.32.5'] as const) {
      expect(logger(telemetry({ enabled: true, image: 'v.io/v:1' }), {}, release)).toBe('v.io/v:1');
      expect(isOwn(logger(telemetry({ enabled: false, image: 'v.io/v:1' }), {}, release))).toBe(true);
      expect(isOwn(logger(telemetry({ image: 'v.io/v:1' }), {}, release))).toBe(true);
      expect(isOwn(logger(telemetry({ enabled: true }), {}, release))).toBe(true);
    }
  });

  test.each<[string, boolean]>([
    ['1.6.0', false],
    ['1.26.0', false],
    ['1.27.0', false],
    ['1.27.1', true],
    ['1.28.0', false],
    ['1.31.0', false],
    ['1.32.0', true],
  ])('telemetry of datacenters counts in %s: %s', (k8ssandraOperator, counts) => {
    const object = cluster({ cassandra: telemetry({ image: 'v.io/v:1' }), datacenter: telemetry({ enabled: true }) });
    const images = resolved([imageConfigMap('1.26.0'), imageConfigMap('1.32.5'), object], {
      release: { k8ssandraOperator },
    });
    expect(imageOf(images, 'server-system-logger').image === 'v.io/v:1').toBe(counts);
  });

  test('a listed logger loses its image to it; up to 1.16 even where vector has none', () => {
    const containers = [{ name: 'server-system-logger', image: 'l.io/l:1' }];
    for (const release of ['1.6.0', '1.26.0', '1.32.5'] as const) {
      expect(logger({ containers, ...telemetry({ enabled: true, image: 'v.io/v:1' }) }, {}, release)).toBe('v.io/v:1');
    }
    expect(isOwn(logger({ containers, ...telemetry({ enabled: true }) }, {}, '1.14.0'))).toBe(true);
    expect(logger({ containers, ...telemetry({ enabled: true }) }, {}, '1.20.4')).toBe('l.io/l:1');
  });

  test('1.5 has a container of its own', () => {
    const release = { k8ssandraOperator: '1.5.1', cassOperator: '1.14.0' };
    const run = (vector: JsonObject): Readonly<Record<string, string>> =>
      byContainer(resolved([imageConfigMap('1.6.0'), cluster({ cassandra: telemetry(vector) })], { release }));
    expect(run({ enabled: true })['cassandra/vector-agent']).toBe('timberio/vector:0.26.0-alpine');
    expect(run({ enabled: true, image: 'v.io/v:1' })['cassandra/vector-agent']).toBe('v.io/v:1');
    expect(run({ enabled: true })['cassandra/server-system-logger']).toBe('k8ssandra/system-logger:v1');
  });
});

describe('beside Reaper and Stargate', () => {
  const agents = (vector: JsonObject, release: Release): readonly string[] =>
    imagesFor(cluster({ reaper: telemetry(vector), stargate: telemetry(vector) }), release)
      .filter(({ container }) => container.endsWith('-vector-agent'))
      .map(({ container, image, pullPolicy }) => `${container} ${image} ${pullPolicy}`);

  test.each<[Release, string]>([
    ['1.6.0', 'timberio/vector:0.26.0-alpine'],
    ['1.26.0', 'timberio/vector:0.26.0-alpine'],
    ['1.32.5', 'docker.io/k8ssandra/system-logger:v1'],
  ])('in %s without image: %s', (release, image) => {
    expect(agents({ enabled: true }, release)).toEqual([
      `reaper-vector-agent ${image} IfNotPresent`,
      `stargate-vector-agent ${image} IfNotPresent`,
    ]);
  });

  test('with an image', () => {
    expect(agents({ enabled: true, image: 'v.io/v:1' }, '1.26.0')).toEqual([
      'reaper-vector-agent v.io/v:1 IfNotPresent',
      'stargate-vector-agent v.io/v:1 IfNotPresent',
    ]);
  });

  test('not where it is not enabled', () => {
    expect(agents({ image: 'v.io/v:1' }, '1.32.5')).toEqual([]);
  });

  test('Stargate merges cluster and datacenter, but not its racks', () => {
    const racks = [{ name: 'default', ...telemetry({ image: 'rack:1' }) }];
    const object = cluster({
      stargate: telemetry({ image: 'v.io/v:1' }),
      datacenter: { stargate: { ...telemetry({ enabled: true }), racks } },
    });
    expect(imageOf(imagesFor(object, '1.32.5'), 'stargate-vector-agent', 'stargate').image).toBe('v.io/v:1');
  });
});
