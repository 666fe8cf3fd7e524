import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { parseAllDocuments } from 'yaml';
import { applyEdits } from '../../src/plan/model/apply.ts';
import { nameOf } from '../../src/plan/model/resource.ts';
import { checkFindings } from '../../src/report/check-findings.ts';
import { isObject, type JsonObject } from '../../src/yaml/json.ts';
import { cluster, deployment, imageConfig } from '../plan/planned.ts';
import { operator, reported } from './reported.ts';

/** `code: message` of every finding. */
function checked(resources: readonly JsonObject[], spec: JsonObject = {}): readonly string[] {
  const { plan } = reported(resources, spec);
  const about = checkFindings(plan, resources).filter(({ code }) => code !== 'rule-unused');
  return about.map(({ code, message }) => `${code}: ${message}`);
}

const app = (image: string, more: JsonObject = {}) => deployment({ containers: [{ name: 'app', image }], ...more });

describe('what is said', () => {
  test.each<[string, readonly JsonObject[], JsonObject, readonly string[]]>([
    ['a mirrored image', [app('m.io/k/a/b:1')], {}, []],
    [
      'an excluded image',
      [app('quay.io/a/b:1')],
      { exclude: ['quay.io'] },
      ['image-excluded: quay.io/a/b:1 stays as it is: excluded'],
    ],
    [
      'an image that is not mirrored',
      [app('quay.io/a/b:1')],
      {},
      ['not-mirrored: not mirrored yet: quay.io/a/b:1 → m.io/k/a/b:1'],
    ],
    [
      'an image that no rule covers',
      [app('quay.io/a/b:1')],
      { mirrors: [{ source: 'docker.io', target: 'm.io' }] },
      ['escaped: quay.io/a/b:1 escapes the mirror: no rule covers it; give it a source under mirrors, or exclude it'],
    ],
    [
      'a pull secret that is missing',
      [app('m.io/k/a/b:1')],
      { pullSecrets: ['s'] },
      [
        'not-applied: Deployment demo/app does not suit the mirror yet: transform would change spec.template.spec.imagePullSecrets',
      ],
    ],
    [
      'an image and what belongs to it',
      [app('a/b:1')],
      { pullSecrets: ['s'], pullPolicy: 'Always' },
      [
        'not-mirrored: not mirrored yet: docker.io/a/b:1 → m.io/k/a/b:1',
        'not-applied: Deployment demo/app does not suit the mirror yet: transform would change spec.template.spec.containers[0].imagePullPolicy, spec.template.spec.imagePullSecrets',
      ],
    ],
  ])('about %s', (_, resources, spec, expected) => {
    expect(checked(resources, spec)).toEqual(expected);
  });

  test('about a value of an ImageConfig that decides about all images, once', () => {
    const config =
      'images: {medusa: {repository: k8ssandra, name: medusa, tag: "1"}}\ndefaults: {registry: docker.io}\n';
    expect(checked([imageConfig(config)]).filter((line) => line.startsWith('not-'))).toEqual([
      'not-mirrored: not mirrored yet: docker.io/k8ssandra/medusa:1 → m.io/k/k8ssandra/medusa:1',
    ]);
    const withSecrets = checked([imageConfig(config)], { pullSecrets: ['s'] });
    expect(withSecrets.filter((line) => line.startsWith('not-applied'))).toEqual([
      expect.stringMatching(/transform would change data\["image_config.yaml"\]: defaults.pullSecrets$/),
    ]);
  });

  test('about an image that is written nowhere', () => {
    const demo = cluster({
      cassandra: {
        serverVersion: '4.0.17',
        containers: [
          { name: 'cassandra', image: 'm.io/k/c:1' },
          { name: 'server-system-logger', image: 'm.io/k/l:1' },
        ],
        initContainers: [{ name: 'server-config-init', image: 'm.io/k/b:1' }],
        datacenters: [{ metadata: { name: 'dc1' }, size: 1 }],
      },
      stargate: { size: 1 },
    });
    const said = checked([demo, operator('k8ssandra-operator', '1.32.5'), operator('cass-operator', '1.30.2')]);
    expect(said).toEqual([
      expect.stringMatching(
        /^not-mirrored: .* docker.io\/stargateio\/stargate-4_0:v1.0.77 → m.io\/k.* by DEFAULT_REGISTRY$/,
      ),
    ]);
  });

  test('nothing follows from edits that are not made', () => {
    const datacenter = {
      apiVersion: 'cassandra.datastax.com/v1beta1',
      kind: 'CassandraDatacenter',
      metadata: { name: 'dc1' },
      spec: { serverType: 'cassandra', serverVersion: '4.0.17', serverImage: 'a/b:1' },
    };
    const codes = checkFindings(reported([datacenter]).plan, [datacenter]).map(({ code }) => code);
    expect(codes).toContain('not-mirrored');
    expect(codes).not.toContain('datacenter-restart');
  });
});

/** What an install of the examples consists of, and its configuration. */
function example(name: string, folder: string): readonly JsonObject[] {
  const root = path.join(__dirname, '..', '..', 'examples', name, folder);
  return readdirSync(root).flatMap((file) =>
    parseAllDocuments(readFileSync(path.join(root, file), 'utf8')).map((document) => document.toJS() as JsonObject),
  );
}

describe.each(['current-install', 'docs-page-install', 'harbor-projects', 'named-everywhere', 'named-nowhere'])(
  'the law of checks, by example %s',
  (name) => {
    const [config] = parseAllDocuments(
      readFileSync(path.join(__dirname, '..', '..', 'examples', name, 'mirror.yaml'), 'utf8'),
    ).map((document) => document.toJS() as JsonObject);
    const spec = isObject(config?.spec) ? config.spec : {};
    const errors = new Set(['not-mirrored', 'not-applied']);
    const input = example(name, 'input');
    const { plan } = reported(input, spec);

    test('every resource that would be edited is named in an error', () => {
      const named = checkFindings(plan, input).filter(({ code }) => errors.has(code));
      for (const index of plan.edits.keys()) {
        const place = nameOf(input[index] ?? {});
        expect(named.some(({ message, at }) => at?.resource === index || message.includes(`${place} `))).toBe(true);
      }
      expect(plan.edits.size).toBeGreaterThan(0);
    });

    test('what was transformed passes', () => {
      const after = applyEdits(input, plan.edits);
      expect(checkFindings(reported(after, spec).plan, after).filter(({ code }) => errors.has(code))).toEqual([]);
    });
  },
);
