import fc from 'fast-check';
import { contradictions } from '../../src/mirror/contradictions.ts';
import { mirror } from '../../src/mirror/match.ts';
import { parsePlace } from '../../src/mirror/places.ts';
import type { Layout, MirrorRules, Outcome, Pin, Repository } from '../../src/mirror/rules.ts';
import { formatReference, parseReference } from '../../src/reference/grammar.ts';
import type { Reference } from '../../src/reference/reference.ts';

/** Few words, so that rules meet each other and the references. */
const host = fc.constantFrom('docker.io', 'registry-1.docker.io', 'quay.io', 'm.io:5000', 'M.io:5000', '[::1]:5000');
const folder = fc.constantFrom('', '', 'a', 'b', 'a/b', 'library');
const place = fc
  .tuple(host, folder)
  .map(([registry, path]) => parsePlace(path === '' ? registry : `${registry}/${path}`));
const repository: fc.Arbitrary<Repository> = fc
  .tuple(host, fc.constantFrom('a', 'b', 'a/b', 'a/b/x', 'b/x', 'library/x', 'x'))
  .map(([registry, path]) => parseReference(`${registry}/${path}`));
const tag = fc.constantFrom('1', '2', 'latest');
const digest = fc.constantFrom(`sha256:${'0'.repeat(64)}`, `sha256:${'1'.repeat(64)}`);
const maybe = <T>(value: fc.Arbitrary<T>): fc.Arbitrary<T | undefined> => fc.option(value, { nil: undefined });

const reference: fc.Arbitrary<Reference> = fc
  .tuple(repository, maybe(tag), maybe(digest))
  .map(([name, ...version]) => parseReference(formatReference(withVersion(name, ...version))));

const pin: fc.Arbitrary<Pin> = fc
  .tuple(repository, maybe(tag), maybe(repository), maybe(tag), digest)
  .map(([name, matched, newName, newTag, newDigest]) => ({
    name,
    ...(matched === undefined ? {} : { tag: matched }),
    ...(newName === undefined ? {} : { newName }),
    ...(newTag === undefined ? { digest: newDigest } : { newTag }),
  }));

const rules: fc.Arbitrary<MirrorRules> = fc
  .record({
    mirrors: fc.array(
      fc.record({
        source: fc.oneof(fc.constant('*' as const), place),
        target: place,
        layout: fc.constantFrom<Layout>('path', 'registry-path', 'name'),
      }),
      { maxLength: 4 },
    ),
    exclude: fc.array(place, { maxLength: 2 }),
    pins: fc.array(pin, { maxLength: 3 }),
  })
  .filter((set) => contradictions(set).length === 0);

function withVersion(name: Repository, tagText: string | undefined, digestText: string | undefined): Reference {
  return {
    ...name,
    ...(tagText === undefined ? {} : { tag: tagText }),
    ...(digestText === undefined ? {} : { digest: digestText }),
  };
}

const runs = { numRuns: 5000 };

test('twice is once: what was mirrored is left alone', () => {
  const seen = new Set<Outcome['status']>();
  fc.assert(
    fc.property(rules, reference, (set, image) => {
      const once = mirror(set, image);
      seen.add(once.status);
      if (once.status !== 'mirrored') return;
      // An exclude on the mirror, or around a pin's new name, says the same in another word.
      expect(['already', 'excluded']).toContain(mirror(set, once.reference).status);
    }),
    runs,
  );
  expect([...seen].sort()).toEqual(['already', 'escaped', 'excluded', 'inexpressible', 'mirrored', 'on-mirror-host']);
});

test('without excludes and pins, what was mirrored is on a target', () => {
  fc.assert(
    fc.property(rules, reference, (set, image) => {
      const plain = { ...set, exclude: [], pins: [] };
      const once = mirror(plain, image);
      if (once.status === 'mirrored') expect(mirror(plain, once.reference)).toEqual({ status: 'already' });
    }),
    runs,
  );
});

test('prefix and rest are the registry and repository, which read back as they are', () => {
  fc.assert(
    fc.property(rules, reference, (set, image) => {
      const once = mirror(set, image);
      if (once.status !== 'mirrored') return;
      const { registry, repository: path } = once.reference;
      expect(`${once.prefix}/${once.rest}`).toBe(`${registry}/${path}`);
      expect(parseReference(formatReference(once.reference))).toEqual(once.reference);
    }),
    runs,
  );
});

test('the order of the rules says nothing', () => {
  fc.assert(
    fc.property(rules, reference, (set, image) => {
      const reversed = {
        mirrors: set.mirrors.toReversed(),
        exclude: set.exclude.toReversed(),
        pins: set.pins.toReversed(),
      };
      expect(mirror(reversed, image)).toEqual(mirror(set, image));
    }),
    runs,
  );
});

test('only pins touch tag and digest', () => {
  fc.assert(
    fc.property(rules, reference, (set, image) => {
      const once = mirror({ ...set, pins: [] }, image);
      if (once.status !== 'mirrored') return;
      expect([once.reference.tag, once.reference.digest]).toEqual([image.tag, image.digest]);
    }),
    runs,
  );
});
