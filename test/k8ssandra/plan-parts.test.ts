import fc from 'fast-check';
import type { Component } from '../../src/k8ssandra/fields/field.ts';
import { assembleParts, type PartsContext, type StructParts } from '../../src/k8ssandra/fields/parts.ts';
import { editParts, type PartsPlan, planParts } from '../../src/k8ssandra/fields/plan-parts.ts';
import type { StructShape } from '../../src/k8ssandra/fields/shape.ts';
import { isBefore } from '../../src/k8ssandra/releases/release-order.ts';
import { mirror } from '../../src/mirror/match.ts';
import { parsePlace } from '../../src/mirror/places.ts';
import type { Layout, Mirrored } from '../../src/mirror/rules.ts';
import { formatReference, parseReference } from '../../src/reference/grammar.ts';
import type { JsonObject } from '../../src/yaml/json.ts';

function context(component: Component, k8ssandraOperator?: string, base?: StructParts): PartsContext {
  const releases = k8ssandraOperator === undefined ? {} : { k8ssandraOperator };
  return { shape: 'parts', component, releases, ...(base === undefined ? {} : { base }) };
}

/** What the rules would ask for: `prefix` with everything behind it. */
function mirrored(
  reference: string,
  prefix = 'mirror.example.com:5000/k8ssandra',
): Pick<Mirrored, 'reference' | 'prefix'> {
  return { reference: parseReference(reference), prefix };
}

function editsOf(plan: PartsPlan): string {
  if ('error' in plan) return `${plan.error.code}: ${plan.error.message}`;
  return plan.edits
    .map(({ part, before, after }) => `${part} ${before === undefined ? '' : `${String(before)} `}→ ${after}`)
    .join(', ');
}

const target = 'mirror.example.com:5000/k8ssandra';
const digest = `sha256:${'a'.repeat(64)}`;
const hub = { registry: 'docker.io' };
const entry = { registry: 'docker.io', repository: 'k8ssandra', name: 'medusa', tag: '0.29.1' };

describe('planParts', () => {
  test.each<[string, PartsContext, JsonObject, string, string]>([
    [
      'the registry alone, where it can say all',
      context('medusa', '1.32.5', entry),
      { registry: 'docker.io', tag: '1' },
      `${target}/k8ssandra/medusa:1`,
      `registry docker.io → ${target}`,
    ],
    [
      'a registry is added where there is none',
      context('medusa', '1.26.0', hub),
      { tag: '1' },
      `${target}/k8ssandra/medusa:1`,
      `registry → ${target}`,
    ],
    [
      'what is right already stays',
      context('medusa', '1.26.0', hub),
      { registry: target, tag: '1' },
      `${target}/k8ssandra/medusa:1`,
      '',
    ],
    [
      'layout registry-path goes into the registry',
      context('reaper', '1.20.4', hub),
      { registry: 'quay.io', repository: 'org', name: 'r', tag: '1' },
      `${target}/quay.io/org/r:1`,
      `registry quay.io → ${target}/quay.io`,
    ],
    [
      'layout name: the repository takes what the registry can’t',
      context('medusa', '1.26.0', hub),
      { registry: 'docker.io', tag: '1' },
      'mirror.example.com:5000/images/medusa:1',
      'registry docker.io → mirror.example.com:5000, repository → images',
    ],
    [
      'layout name with a deep target: the registry takes as much as it can',
      context('medusa', '1.26.0', hub),
      { registry: 'docker.io', tag: '1' },
      'mirror.example.com:5000/a/b/medusa:1',
      'registry docker.io → mirror.example.com:5000/a, repository → b',
    ],
    [
      'layout name that happens to end in the repository',
      context('medusa', '1.26.0', hub),
      { registry: 'docker.io', tag: '1' },
      'mirror.example.com:5000/k8ssandra/medusa:1',
      'registry docker.io → mirror.example.com:5000',
    ],
    [
      'the name of a Stargate is left to the operator',
      context('stargate', '1.32.5', { name: 'stargate-3_11' }),
      { registry: 'docker.io', tag: 'v1.0.77' },
      `${target}/stargateio/stargate-3_11:v1.0.77`,
      `registry docker.io → ${target}`,
    ],
    [
      'without the release, nothing is left to the operator',
      context('medusa'),
      { registry: 'docker.io', tag: '1' },
      `${target}/k8ssandra/medusa:1`,
      `registry docker.io → ${target}, repository → k8ssandra, name → medusa`,
    ],
    [
      'nor without the ImageConfig, from 1.27 on',
      context('medusa', '1.27.0'),
      { registry: 'docker.io', tag: '1' },
      `${target}/k8ssandra/medusa:1`,
      `registry docker.io → ${target}, repository → k8ssandra, name → medusa`,
    ],
    [
      'a struct written anew is whole where nothing fills it in',
      context('reaper', '1.27.0'),
      {},
      `${target}/thelastpickle/cassandra-reaper:5.0.0`,
      `registry → ${target}, repository → thelastpickle, name → cassandra-reaper, tag → 5.0.0`,
    ],
    [
      'an empty repository can be said where the entry has none',
      context('reaper', '1.32.5', { registry: 'docker.io', name: 'reaper', tag: '5' }),
      { repository: 'org', registry: 'docker.io', tag: '5' },
      `${target}/reaper:5`,
      `registry docker.io → ${target}, repository org → `,
    ],
    [
      'a pin of the name',
      context('medusa', '1.26.0', hub),
      { registry: 'docker.io', tag: '1' },
      'mirror.example.com:5000/own/medusa-corp:2',
      'registry docker.io → mirror.example.com:5000, repository → own, name → medusa-corp, tag 1 → 2',
    ],
    [
      'a user’s struct without repository',
      context('custom'),
      { registry: 'docker.io', name: 'x', tag: '1' },
      `${target}/x:1`,
      `registry docker.io → ${target}`,
    ],
  ])('%s', (_, where, written, reference, edits) => {
    expect(editsOf(planParts(written, where, mirrored(reference)))).toBe(edits);
  });

  test('the legacy Medusa resource: organisation and name stay together', () => {
    const legacy: PartsContext = { shape: 'medusa-parts', component: 'medusa', releases: {} };
    const written = { registry: 'docker.io', repository: 'k8ssandra/medusa', tag: '1' };
    expect(editsOf(planParts(written, legacy, mirrored(`${target}/k8ssandra/medusa:1`)))).toBe(
      `registry docker.io → ${target}`,
    );
    expect(
      editsOf(planParts(written, legacy, mirrored('mirror.example.com:5000/x/medusa:1', 'mirror.example.com:5000/x'))),
    ).toBe('registry docker.io → mirror.example.com:5000/x, repository k8ssandra/medusa → medusa');
  });

  test.each([
    ['stargate', '1.32.5'],
    ['medusa', '1.26.0'],
    ['reaper', '1.20.4'],
    ['reaper-init', '1.14.0'],
    ['jmx-init', '1.4.0'],
    ['medusa', undefined],
  ] as const)('%s of %s has no place for an image right below the registry', (component, release) => {
    const plan = planParts({ tag: '1' }, context(component, release, hub), mirrored('mirror.example.com:5000/x:1'));
    expect(editsOf(plan)).toMatch(
      /^layout-not-expressible: mirror\.example\.com:5000\/x is too short for .*give the target a path, like mirror\.example\.com:5000\/k8ssandra, or use layout path$/,
    );
  });

  test('nor has an ImageConfig’s entry that fills in a repository', () => {
    const plan = planParts(
      { tag: '1' },
      context('medusa', '1.32.5', entry),
      mirrored('mirror.example.com:5000/medusa:1'),
    );
    expect(editsOf(plan)).toMatch(/^layout-not-expressible/);
  });
});

describe('tags', () => {
  const wanted = mirrored(`${target}/k8ssandra/medusa:latest`);

  test('an absent tag is written as what it comes to, and told', () => {
    const plan = planParts({ registry: target }, context('medusa', '1.32.5', entry), wanted);
    expect(plan).toEqual({ edits: [{ part: 'tag', before: undefined, after: 'latest' }], frozenTag: 'latest' });
  });

  test('a tag that is null is absent', () => {
    const plan = planParts({ registry: target, tag: null }, context('medusa', '1.32.5', entry), wanted);
    expect(plan).toEqual({ edits: [{ part: 'tag', before: null, after: 'latest' }], frozenTag: 'latest' });
  });

  test('an absent tag that a pin gives is not told', () => {
    const plan = planParts(
      { registry: target },
      context('medusa', '1.32.5', entry),
      mirrored(`${target}/k8ssandra/medusa:2`),
    );
    expect(plan).toEqual({ edits: [{ part: 'tag', before: undefined, after: '2' }] });
  });

  test('an empty tag stays with the operator', () => {
    const plan = planParts(
      { registry: target, tag: '' },
      context('medusa', '1.32.5', entry),
      mirrored(`${target}/k8ssandra/medusa:0.29.1`),
    );
    expect(plan).toEqual({ edits: [] });
  });

  test.each([
    ['1.26.0', 'medusa'],
    ['1.32.5', 'medusa'],
    ['1.32.5', 'stargate'],
    [undefined, 'medusa'],
  ] as const)('a digest goes behind the tag (%s, %s)', (release, component) => {
    const written = { registry: target, repository: 'k8ssandra', name: 'medusa', tag: '1' };
    const plan = planParts(written, context(component, release), mirrored(`${target}/k8ssandra/medusa:2@${digest}`));
    expect(editsOf(plan)).toBe(`tag 1 → 2@${digest}`);
  });

  test('a digest alone can be written from 1.28 on', () => {
    const written = { registry: target, tag: '1' };
    const to = mirrored(`${target}/k8ssandra/medusa@${digest}`);
    expect(editsOf(planParts(written, context('medusa', '1.28.0', entry), to))).toBe(`tag 1 → ${digest}`);
    expect(editsOf(planParts(written, context('medusa', '1.27.1', entry), to))).toBe(
      `pin-not-expressible: k8ssandra-operator 1.27.1 (medusa) cannot print @${digest}: give the pin a newTag beside its digest`,
    );
    const stargate = context('stargate', '1.32.5', { repository: 'k8ssandra', name: 'medusa' });
    expect(editsOf(planParts(written, stargate, to))).toBe(
      `pin-not-expressible: k8ssandra-operator 1.32.5 (stargate) cannot print @${digest}: give the pin a newTag beside its digest`,
    );
  });

  test('a digest alone that is written stays', () => {
    const written = { registry: 'docker.io', repository: 'k8ssandra', name: 'medusa', tag: digest };
    const to = mirrored(`${target}/k8ssandra/medusa@${digest}`);
    expect(editsOf(planParts(written, context('medusa', '1.28.0', entry), to))).toBe(`registry docker.io → ${target}`);
    expect(editsOf(planParts(written, context('medusa'), to))).toBe(`registry docker.io → ${target}`);
  });

  test('the digest of the ImageConfig’s entry can’t be got rid of', () => {
    const where = context('medusa', '1.32.5', { ...entry, digest });
    expect(
      editsOf(planParts({ registry: target, tag: '1' }, where, mirrored(`${target}/k8ssandra/medusa@${digest}`))),
    ).toBe('');
    expect(editsOf(planParts({ registry: target, tag: '1' }, where, mirrored(`${target}/k8ssandra/medusa:2`)))).toBe(
      `pin-not-expressible: the digest ${digest} of the ImageConfig's entry takes precedence over every tag: change it there to get :2`,
    );
  });

  describe('Reaper’s tag is read as a version', () => {
    const reaper = { registry: target, repository: 'org', name: 'reaper', tag: '3.6.1' };
    const plan = (release: string | undefined, written: JsonObject, tag: string) =>
      editsOf(planParts(written, context('reaper', release, {}), mirrored(`${target}/org/reaper:${tag}@${digest}`)));

    test('so a digest can’t hide it, from 1.24 on', () => {
      expect(plan('1.23.1', reaper, '3.6.1')).toBe(`tag 3.6.1 → 3.6.1@${digest}`);
      expect(plan('1.24.0', reaper, '3.6.1')).toMatch(
        /^pin-not-expressible: tag 3\.6\.1@sha256:a+ hides Reaper's version/,
      );
      expect(plan('1.32.5', reaper, 'v5.0.0')).toMatch(/^pin-not-expressible/);
      expect(plan(undefined, reaper, '4.0.0-rc1')).toMatch(/^pin-not-expressible/);
    });

    test('what is no version anyway can be pinned', () => {
      expect(plan('1.32.5', reaper, 'latest')).toBe(`tag 3.6.1 → latest@${digest}`);
    });

    test('what is hidden already stays', () => {
      expect(plan('1.32.5', { ...reaper, tag: `3.6.1@${digest}` }, '3.6.1')).toBe('');
    });
  });
});

describe('laws', () => {
  const word = fc.constantFrom('k8ssandra', 'medusa', 'org', 'a-b', 'x');
  const path = fc.array(word, { minLength: 1, maxLength: 2 }).map((words) => words.join('/'));
  const registry = fc.constantFrom('docker.io', 'quay.io', 'r.example.com:5000', 'r.example.com/deep');
  const tag = fc.constantFrom('1.0', 'latest', digest, `1.0@${digest}`);
  const maybe = <T>(value: fc.Arbitrary<T>) => fc.option(value, { nil: undefined });
  const present = (parts: Record<string, string | undefined>): Record<string, string> =>
    Object.fromEntries(Object.entries(parts).flatMap(([key, value]) => (value === undefined ? [] : [[key, value]])));
  const struct = fc
    .record({ registry: maybe(registry), repository: maybe(path), name: maybe(word), tag: maybe(tag) })
    .map(present);
  const base = maybe(
    fc.record({
      registry: fc.constantFrom('', 'docker.io', 'ghcr.io'),
      repository: fc.constantFrom('', 'k8ssandra'),
      name: word,
      tag: fc.constant('7'),
    }),
  );
  const component = fc.constantFrom<Component>('medusa', 'reaper', 'reaper-init', 'stargate', 'jmx-init', 'custom');
  const release = fc.constantFrom(undefined, '1.4.1', '1.14.0', '1.20.4', '1.26.0', '1.27.1', '1.28.0', '1.32.5');
  const shape = fc.constantFrom<StructShape>('parts', 'parts', 'parts', 'medusa-parts');
  const layout = fc.constantFrom<Layout>('path', 'registry-path', 'name');
  const place = fc.constantFrom(
    'mirror.example.com:5000',
    'mirror.example.com:5000/k8ssandra',
    'mirror.example.com/a/b',
    'docker.io/mirror',
  );
  const cases = fc.record({ written: struct, base, component, release, shape, layout, place });

  /** What is to be made of a struct, if the rules say that it is to be mirrored. */
  function outcomeOf(reference: string, where: string, how: Layout): Mirrored | undefined {
    try {
      const rules = {
        mirrors: [{ source: '*' as const, target: parsePlace(where), layout: how }],
        exclude: [],
        pins: [],
      };
      const outcome = mirror(rules, parseReference(reference));
      return outcome.status === 'mirrored' ? outcome : undefined;
    } catch {
      return undefined;
    }
  }

  test('a planned struct makes the mirrored reference, has a tag, and needs no second plan', () => {
    let planned = 0;
    fc.assert(
      fc.property(cases, (one) => {
        const where = { ...context(one.component, one.release, one.base), shape: one.shape };
        const outcome = outcomeOf(assembleParts(one.written, where), one.place, one.layout);
        if (outcome === undefined) return;
        const plan = planParts(one.written, where, outcome);
        if ('error' in plan) {
          expect(plan.error.code).toMatch(/^(layout|pin)-not-expressible$/);
          return;
        }
        planned++;
        const after = editParts(one.written, plan.edits);
        expect(assembleParts(after, where)).toBe(formatReference(outcome.reference));
        expect(after.tag).toBeDefined();
        expect(planParts(after, where, outcome)).toEqual({ edits: [] });
        for (const { part, before } of plan.edits) expect(one.written[part]).toBe(before);
      }),
      { numRuns: 2000 },
    );
    expect(planned).toBeGreaterThan(500);
  });

  test('no edit of a plan can be left out', () => {
    fc.assert(
      fc.property(cases, (one) => {
        const where = { ...context(one.component, one.release, one.base), shape: one.shape };
        const outcome = outcomeOf(assembleParts(one.written, where), one.place, one.layout);
        if (outcome === undefined || one.base === undefined || one.release === undefined) return;
        const plan = planParts(one.written, where, outcome);
        if ('error' in plan || plan.frozenTag !== undefined) return;
        for (const left of plan.edits) {
          const others = plan.edits.filter((edit) => edit !== left);
          expect(assembleParts(editParts(one.written, others), where)).not.toBe(formatReference(outcome.reference));
        }
      }),
      { numRuns: 1500 },
    );
  });

  test('without a release, the plan is right for every release', () => {
    fc.assert(
      fc.property(cases, fc.constantFrom('1.14.0', '1.26.0', '1.27.1', '1.32.5'), (one, later) => {
        const unknown = { ...context(one.component), shape: one.shape };
        const outcome = outcomeOf(assembleParts(one.written, unknown), one.place, one.layout);
        if (outcome === undefined || one.written.tag === digest) return;
        const plan = planParts(one.written, unknown, outcome);
        if ('error' in plan) return;
        const fromEntry = (one.component === 'medusa' || one.component === 'reaper') && !isBefore(later, '1.27.0');
        const base = fromEntry ? one.base : { registry: one.base?.registry ?? 'docker.io', tag: '7' };
        const known = { ...context(one.component, later, base), shape: one.shape };
        const after = editParts(one.written, plan.edits);
        // A Stargate's name goes by its server, which is known to whoever gives a base.
        if (one.component === 'stargate' && after.name === undefined) return;
        expect(assembleParts(after, known)).toBe(formatReference(outcome.reference));
      }),
      { numRuns: 2000 },
    );
  });

  test('layout path can be expressed for every image that has an organisation', () => {
    fc.assert(
      fc.property(cases, (one) => {
        const where = { ...context(one.component, one.release, one.base), shape: one.shape };
        const outcome = outcomeOf(assembleParts(one.written, where), one.place, 'path');
        if (outcome === undefined || !outcome.rest.includes('/')) return;
        const plan = planParts(one.written, where, outcome);
        if (one.component === 'custom' || one.shape === 'medusa-parts') expect(plan).not.toHaveProperty('error');
        else if ('error' in plan) expect(plan.error.code).toBe('pin-not-expressible');
      }),
      { numRuns: 1500 },
    );
  });
});
