import { ImageConfigError, UnresolvableImageError } from '../../../src/k8ssandra/image-config/read/errors.ts';
import { parseImageConfig } from '../../../src/k8ssandra/image-config/read/parse.ts';

const digest = `sha256:${'0'.repeat(64)}`;

function image(entry: string, settings = ''): string {
  return parseImageConfig(`images: {medusa: ${entry}}\n${settings}`, { format: 'v1beta2' }).image('medusa');
}

describe('images', () => {
  test.each([
    ['all parts', '{registry: r.io, repository: a, name: x, tag: "1"}', '', 'r.io/a/x:1'],
    ['no registry', '{repository: a, name: x, tag: "1"}', '', 'a/x:1'],
    ['a default registry', '{repository: a, name: x, tag: "1"}', 'defaults: {registry: d.io}', 'd.io/a/x:1'],
    ['its own before the default', '{registry: r.io, name: x, tag: "1"}', 'defaults: {registry: d.io}', 'r.io/x:1'],
    ['an override before its own', '{registry: r.io, name: x, tag: "1"}', 'overrides: {registry: o.io}', 'o.io/x:1'],
    ['an empty override', '{registry: r.io, name: x, tag: "1"}', 'overrides: {registry: ""}', 'x:1'],
    ['a null override', '{registry: r.io, name: x, tag: "1"}', 'overrides: {registry: null}', 'r.io/x:1'],
    ['an empty repository is none', '{repository: "", name: x, tag: "1"}', 'defaults: {repository: d}', 'd/x:1'],
    ['no repository', '{repository: a, name: x, tag: "1"}', 'overrides: {repository: ""}', 'x:1'],
    ['a registry with a path', '{repository: a, name: x, tag: "1"}', 'overrides: {registry: m.io/p}', 'm.io/p/a/x:1'],
    ['slashes stay', '{registry: r.io/, repository: a/, name: x, tag: "1"}', '', 'r.io//a//x:1'],
    ['a digest goes before the tag', `{name: x, tag: "1", digest: "${digest}"}`, '', `x@${digest}`],
    ['a digest for a tag', `{name: x, tag: "${digest}"}`, '', `x@${digest}`],
    ['a tag with a digest', `{name: x, tag: "1@${digest}"}`, '', `x:1@${digest}`],
    ['nothing', '{}', 'defaults: {registry: docker.io}', 'docker.io/:'],
    ['null', 'null', 'defaults: {registry: docker.io}', 'docker.io/:'],
  ])('%s', (_, entry, settings, result) => expect(image(entry, settings)).toBe(result));

  test.each([
    ['1.27.1', `x:${digest}`],
    ['1.28.0', `x@${digest}`],
  ])('digests are printed from 1.28 on: %s', (cassOperator, result) => {
    const config = parseImageConfig(`images: {medusa: {name: x, tag: "${digest}"}}`, {
      format: 'v1beta2',
      cassOperator,
    });
    expect(config.image('medusa')).toBe(result);
  });

  test('the parts of a custom resource beat even overrides', () => {
    const config = parseImageConfig(
      'images: {medusa: {repository: a, name: x, tag: "1"}}\noverrides: {registry: o.io, pullPolicy: Always}',
    );
    expect(config.imageWith('medusa', { registry: 'm.io', tag: '2', pullSecret: 's' })).toEqual({
      image: 'm.io/a/x:2',
      pullPolicy: 'Always',
      pullSecret: 's',
    });
    expect(config.imageParts('medusa')).toMatchObject({ registry: 'o.io', repository: 'a', name: 'x', tag: '1' });
  });
});

describe('servers', () => {
  const config = parseImageConfig(`
types:
  cassandra: {repository: k8ssandra, name: cass-management-api, prefix: v, suffix: -ubi, tag: ignored, digest: ignored}
  dse: null
`);

  test('every version', () => {
    expect(config.serverImage('cassandra', 'anything')).toBe('k8ssandra/cass-management-api:vanything-ubi');
  });

  test.each(['dse', 'hcd', ''])('the operator crashes without an entry: %j', (serverType) => {
    expect(() => config.serverImage(serverType, '6.8.4')).toThrow(UnresolvableImageError);
  });

  test('an entry that is null makes it crash for policy and secrets too', () => {
    expect(() => config.pullPolicy('dse')).toThrow(UnresolvableImageError);
    expect(() => config.pullSecrets('dse')).toThrow(UnresolvableImageError);
    expect(config.pullPolicy('hcd')).toBe('');
    const overridden = parseImageConfig('types: {dse: null}\noverrides: {pullSecrets: []}');
    expect(overridden.pullSecrets('dse')).toEqual([]);
  });
});

describe('pull policy and pull secrets', () => {
  const config = parseImageConfig(`
images:
  medusa: {pullPolicy: Never, pullSecret: own}
  reaper: {}
types:
  dse: {pullPolicy: IfNotPresent, pullSecret: dse}
defaults: {pullSecrets: [first, second], pullPolicy: Always}
`);

  test('a server type’s policy goes before overrides, an image’s behind them', () => {
    const overridden = parseImageConfig(
      'types: {dse: {pullPolicy: Never}}\nimages: {medusa: {pullPolicy: Never}}\noverrides: {pullPolicy: Always}',
    );
    expect([overridden.pullPolicy('dse'), overridden.pullPolicy('medusa')]).toEqual(['Never', 'Always']);
    expect([config.pullPolicy('dse'), config.pullPolicy('medusa'), config.pullPolicy('reaper')]).toEqual([
      'IfNotPresent',
      'Never',
      'Always',
    ]);
  });

  test('a secret of its own takes the place of the defaults, and only the first name counts', () => {
    expect(config.pullSecrets()).toEqual(['first', 'second']);
    expect(config.pullSecrets('medusa')).toEqual(['own']);
    expect(config.pullSecrets('dse')).toEqual(['dse']);
    expect(config.pullSecrets('reaper', 'medusa')).toEqual(['first', 'second']);
  });

  test('a list in overrides takes the place of all, even empty', () => {
    const overridden = parseImageConfig('defaults: {pullSecrets: [a]}\noverrides: {pullSecrets: []}');
    expect(overridden.pullSecrets()).toEqual([]);
    expect(parseImageConfig('defaults: {pullSecrets: [a]}\noverrides: {pullSecrets: null}').pullSecrets()).toEqual([
      'a',
    ]);
  });
});

test.each(['tag: 010', 'tag: yes', 'tag: n', 'tag: 1.10', 'name: 5', 'tag: [a]', 'registry: {}'])(
  'the operator can’t load an image with %s',
  (part) => {
    expect(() => parseImageConfig(`images: {medusa: {${part}}}`, { format: 'v1beta2' })).toThrow(ImageConfigError);
  },
);

test.each(['tag: 1:30', 'tag: 2024-01-01', 'tag: "5"', 'tag: !!str 5', 'tag: ~', 'unknown: 5'])(
  'the operator can load an image with %s',
  (part) => {
    expect(() => parseImageConfig(`images:\n  medusa:\n    ${part}`, { format: 'v1beta2' })).not.toThrow();
  },
);
