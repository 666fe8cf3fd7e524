import type { ImageConfigRequest } from '../../../src/k8ssandra/image-config/change/plan-image-config.ts';
import { parsePlace } from '../../../src/mirror/places.ts';
import { allBut, carryOut, everythingTo, target } from './request.ts';

/** The shape of upstream's sample from 1.30 on. */
const sample = `apiVersion: config.k8ssandra.io/v1beta2
kind: ImageConfig
metadata:
  name: image-config
images:
  system-logger:
    repository: "k8ssandra"
    name: "system-logger"
    tag: "v1.32.0"
  config-builder:
    repository: "datastax"
    name: "cass-config-builder"
    tag: "1.0-ubi"
  k8ssandra-client:
    repository: "k8ssandra"
    name: "k8ssandra-client"
    tag: "v0.8.12"
    # pullPolicy: Always
# -- defaults are used when no override is present
defaults:
  registry: "docker.io"
  pullPolicy: IfNotPresent
# overrides:
#   registry: "private-registry.local"
types:
  cassandra:
    repository: "k8ssandra"
    name: "cass-management-api"
    suffix: "-ubi"
  dse:
    repository: "datastax"
    name: "dse-mgmtapi-6_8"
    suffix: "-ubi"
`;

/** The same with registries of their own, as in 1.27. */
const mixed = sample
  .replace('    tag: "v1.32.0"\n', '    tag: "v1.32.0"\n    registry: cr.k8ssandra.io\n')
  .replace('    name: "dse-mgmtapi-6_8"\n', '    name: "dse-mgmtapi-6_8"\n    registry: cr.dtsx.io\n');

type Wish = Partial<Omit<ImageConfigRequest, 'text' | 'format'>>;

describe('the edits', () => {
  test.each<[string, string, Wish, readonly string[]]>([
    ['the value that decides today', sample, {}, [`defaults.registry = "${target}"`]],
    [
      'all values that decide today',
      mixed,
      {},
      [
        `defaults.registry = "${target}"`,
        `images.system-logger.registry = "${target}"`,
        `types.dse.registry = "${target}"`,
      ],
    ],
    [
      'registries that differ, for a layout that says where images come from',
      mixed,
      { rules: everythingTo(target, 'registry-path') },
      [
        `defaults.registry = "${target}/docker.io"`,
        `images.system-logger.registry = "${target}/cr.k8ssandra.io"`,
        `types.dse.registry = "${target}/cr.dtsx.io"`,
      ],
    ],
    [
      'the pair of global keys, for layout name',
      sample,
      { rules: everythingTo(target, 'name') },
      ['overrides = {"registry":"m.io:5000","repository":"k8s"}'],
    ],
    [
      'an empty repository, for a target without a path',
      sample,
      { rules: everythingTo('m.io:5000', 'name') },
      ['overrides = {"registry":"m.io:5000","repository":""}'],
    ],
    [
      'a target on Docker Hub',
      sample,
      { rules: everythingTo('docker.io/org') },
      ['defaults.registry = "docker.io/org"'],
    ],
    ['a port alone', sample, { rules: everythingTo('localhost:5000') }, ['defaults.registry = "localhost:5000"']],
    ['one key for all, when asked for', mixed, { strategy: 'global' }, [`overrides = {"registry":"${target}"}`]],
    [
      'one key for all, where nothing decides today',
      'images: {medusa: {repository: k8ssandra, name: medusa, tag: "1"}}\n',
      {},
      [`overrides = {"registry":"${target}"}`],
    ],
    [
      'a null mapping is filled',
      'images: {medusa: {repository: k8ssandra, name: medusa, tag: "1"}}\noverrides:\n',
      {},
      [`overrides = {"registry":"${target}"}`],
    ],
    [
      'an override that decides today',
      'images: {medusa: {registry: q.io, name: medusa, tag: "1"}}\noverrides: {registry: old.io}\n',
      {},
      [`overrides.registry = "${target}"`],
    ],
    [
      'each entry, when asked for',
      mixed,
      { strategy: 'entries' },
      [
        `images.config-builder.registry = "${target}"`,
        `images.k8ssandra-client.registry = "${target}"`,
        `images.system-logger.registry = "${target}"`,
        `types.cassandra.registry = "${target}"`,
        `types.dse.registry = "${target}"`,
      ],
    ],
    [
      'an excluded image keeps its registry',
      mixed,
      { rules: allBut('cr.dtsx.io') },
      [`defaults.registry = "${target}"`, `images.system-logger.registry = "${target}"`],
    ],
    [
      'each entry, where one that shares a value stays',
      sample,
      { rules: allBut('docker.io/datastax') },
      [
        `images.k8ssandra-client.registry = "${target}"`,
        `images.system-logger.registry = "${target}"`,
        `types.cassandra.registry = "${target}"`,
      ],
    ],
    [
      'an override gives way, where images go different ways',
      'images: {a: {repository: x, name: a, tag: "1"}, b: {repository: w, name: b, tag: "1"}}\noverrides: {registry: q.io, repository: null}\n',
      { rules: allBut('q.io/w') },
      ['overrides.registry = null', `images.a.registry = "${target}"`, 'images.b.registry = "q.io"'],
    ],
    [
      'an image of one component belongs to Docker’s library',
      'images: {shell: {name: busybox, tag: "1"}}\n',
      {},
      [`images.shell.registry = "${target}/library"`],
    ],
    [
      'a host in the repository is taken apart',
      'images: {a: {repository: q.io/x, name: a, tag: "1"}}\n',
      {},
      ['images.a.registry = "m.io:5000"', 'images.a.repository = "k8s/x"'],
    ],
    [
      'mirrors for different sources',
      sample,
      {
        rules: {
          ...everythingTo(target),
          mirrors: [
            ...everythingTo(target).mirrors,
            { source: parsePlace('docker.io/datastax'), target: parsePlace('n.io/ds'), layout: 'name' },
          ],
        },
      },
      [
        'images.config-builder.registry = "n.io"',
        'images.config-builder.repository = "ds"',
        `images.k8ssandra-client.registry = "${target}"`,
        `images.system-logger.registry = "${target}"`,
        `types.cassandra.registry = "${target}"`,
        'types.dse.registry = "n.io"',
        'types.dse.repository = "ds"',
      ],
    ],
  ])('%s', (_, text, wish, edits) => {
    const done = carryOut('v1beta2', text, wish);
    expect([...done.edits].sort()).toEqual([...edits].sort());
    expect(carryOut('v1beta2', done.text, wish).edits).toEqual([]);
  });
});

test('comments and samples in them stay', () => {
  const { text } = carryOut('v1beta2', sample);
  expect(text).toBe(sample.replace('"docker.io"', `"${target}"`));
});

test('a new key stands behind what it belongs to', () => {
  const { text } = carryOut('v1beta2', sample, { strategy: 'global' });
  expect(text).toContain(`  pullPolicy: IfNotPresent\noverrides:\n  registry: ${target}\n# overrides:`);
});

test('JSON stays JSON', () => {
  const json = '{"images": {"a": {"name": "x/a", "tag": "1"}}}';
  const { text, config } = carryOut('v1beta2', json);
  expect(JSON.parse(text)).toMatchObject({ overrides: { registry: target } });
  expect(config.image('a')).toBe(`${target}/x/a:1`);
});

describe('what is reported', () => {
  test('every image, before and after', () => {
    const { images } = carryOut('v1beta2', sample, {
      servers: [{ serverType: 'cassandra', version: '5.0.6' }],
    }).plan;
    expect(images.map(({ name, status, before, after, source }) => [name, status, before, after, source?.tag])).toEqual(
      [
        [
          'config-builder',
          'mirrored',
          'docker.io/datastax/cass-config-builder:1.0-ubi',
          `${target}/datastax/cass-config-builder:1.0-ubi`,
          '1.0-ubi',
        ],
        [
          'k8ssandra-client',
          'mirrored',
          'docker.io/k8ssandra/k8ssandra-client:v0.8.12',
          `${target}/k8ssandra/k8ssandra-client:v0.8.12`,
          'v0.8.12',
        ],
        [
          'system-logger',
          'mirrored',
          'docker.io/k8ssandra/system-logger:v1.32.0',
          `${target}/k8ssandra/system-logger:v1.32.0`,
          'v1.32.0',
        ],
        [
          'cassandra',
          'mirrored',
          'docker.io/k8ssandra/cass-management-api:<version>-ubi',
          `${target}/k8ssandra/cass-management-api:<version>-ubi`,
          undefined,
        ],
        [
          'cassandra 5.0.6',
          'mirrored',
          'docker.io/k8ssandra/cass-management-api:5.0.6-ubi',
          `${target}/k8ssandra/cass-management-api:5.0.6-ubi`,
          '5.0.6-ubi',
        ],
        [
          'dse',
          'mirrored',
          'docker.io/datastax/dse-mgmtapi-6_8:<version>-ubi',
          `${target}/datastax/dse-mgmtapi-6_8:<version>-ubi`,
          undefined,
        ],
      ],
    );
  });

  test('what is missing, and is asked for', () => {
    const { plan } = carryOut('v1beta2', sample.replace('k8ssandra-client:', 'client:'), {
      servers: [{ serverType: 'hcd', version: '1.2.3' }],
    });
    expect(plan.findings.map(({ code, path }) => [code, path])).toEqual([
      ['image-config-missing-entry', ['images', 'k8ssandra-client']],
      ['image-config-missing-entry', ['types', 'hcd']],
    ]);
    expect(plan.findings.map(({ message }) => message).join()).toContain('the operator crashes when it looks there');
  });

  test('what is no image is said, and not turned into one', () => {
    const { plan, config } = carryOut(
      'v1beta2',
      'images: {a: {repository: x, name: a, tag: "1"}, b: {registry: "q.io/", name: b, tag: "1"}}\n',
    );
    expect(plan.findings).toContainEqual(expect.objectContaining({ code: 'invalid-reference', path: ['images', 'b'] }));
    expect([config.image('a'), config.image('b')]).toEqual([`${target}/x/a:1`, 'q.io//b:1']);
  });

  test('strategy global names the images that it fails', () => {
    const { plan, codes } = carryOut('v1beta2', sample, {
      strategy: 'global',
      rules: allBut('docker.io/datastax'),
    });
    expect(plan.edits).toEqual([]);
    expect(codes).toEqual(['image-config-not-expressible']);
    expect(plan.findings[0]?.message).toContain(
      'dse would be m.io:5000/k8s/datastax/dse-mgmtapi-6_8:<version>-ubi instead of docker.io/datastax/dse-mgmtapi-6_8:<version>-ubi',
    );
  });

  test('parts that nobody reads', () => {
    const text = 'images: {a: {name: x/a, tag: "1", digest: sha256:00}}\ntypes: {dse: {name: x/dse, tag: "6"}}\n';
    const ineffective = (cassOperator?: string): readonly unknown[] =>
      carryOut('v1beta2', text, { cassOperator })
        .plan.findings.filter(({ code }) => code === 'ineffective-field')
        .map(({ path }) => path);
    expect(ineffective('1.27.1')).toEqual([
      ['types', 'dse', 'tag'],
      ['images', 'a', 'digest'],
    ]);
    expect(ineffective()).toEqual([['types', 'dse', 'tag']]);
  });
});
