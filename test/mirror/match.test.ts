import { mirror } from '../../src/mirror/match.ts';
import type { Layout, MirrorRules } from '../../src/mirror/rules.ts';
import { parseReference } from '../../src/reference/grammar.ts';
import { ruleSet, summary } from './rule-set.ts';

const hex = '0123456789abcdef'.repeat(4);
const digest = `sha256:${hex}`;

function outcome(rules: MirrorRules, text: string): string {
  return summary(mirror(rules, parseReference(text)));
}

describe('layouts', () => {
  test.each<[Layout, string, string]>([
    ['path', 'quay.io/org/name:1', 'm.io:5000/k/org/name:1'],
    ['path', 'busybox', 'm.io:5000/k/library/busybox'],
    ['path', 'quay.io/name', 'm.io:5000/k/name'],
    ['path', 'k8ssandra/a/b/c:1', 'm.io:5000/k/k8ssandra/a/b/c:1'],
    ['registry-path', 'quay.io/org/name:1', 'm.io:5000/k/quay.io/org/name:1'],
    ['registry-path', 'busybox', 'm.io:5000/k/docker.io/library/busybox'],
    ['registry-path', 'Quay.IO/org/name', 'm.io:5000/k/quay.io/org/name'],
    ['name', 'quay.io/org/name:1', 'm.io:5000/k/name:1'],
    ['name', 'busybox', 'm.io:5000/k/busybox'],
    ['name', `a/b/c/d:1@${digest}`, `m.io:5000/k/d:1@${digest}`],
  ])('%s: %s → %s', (layout, source, expected) => {
    expect(outcome(ruleSet([['*', 'm.io:5000/k', layout]]), source)).toBe(expected);
  });

  test('a target without a path', () => {
    expect(outcome(ruleSet([['*', 'm.io']]), 'quay.io/org/name:1')).toBe('m.io/org/name:1');
    expect(outcome(ruleSet([['*', 'm.io', 'name']]), 'quay.io/org/name:1')).toBe('m.io/name:1');
    expect(outcome(ruleSet([['*', 'm.io', 'registry-path']]), 'quay.io/org/name:1')).toBe('m.io/quay.io/org/name:1');
  });

  test('a matched source is not cut off', () => {
    expect(outcome(ruleSet([['docker.io/datastax', 'm.io/dse']]), 'datastax/dse-mgmtapi-6_8:1')).toBe(
      'm.io/dse/datastax/dse-mgmtapi-6_8:1',
    );
  });

  test('prefix and rest: what a registry field would hold, and what stands below it', () => {
    const parts = (layout: Layout) => {
      const result = mirror(ruleSet([['*', 'm.io/k', layout]]), parseReference('Quay.io/org/name:1'));
      return result.status === 'mirrored' ? [result.prefix, result.rest] : [];
    };
    expect(parts('path')).toEqual(['m.io/k', 'org/name']);
    expect(parts('registry-path')).toEqual(['m.io/k/quay.io', 'org/name']);
    expect(parts('name')).toEqual(['m.io/k', 'name']);
  });

  test.each([
    ['a registry with a port', 'quay:8443/x', 'layout registry-path'],
    ['an IPv6 address', '[::1]/x', 'an entry of its own under mirrors'],
  ])('registry-path has no path for %s', (_, source, message) => {
    const result = mirror(ruleSet([['*', 'm.io', 'registry-path']]), parseReference(source));
    expect(result).toEqual({ status: 'inexpressible', message: expect.stringContaining(message) });
  });

  test('... but an entry of its own has', () => {
    const rules = ruleSet([
      ['*', 'm.io', 'registry-path'],
      ['quay:8443', 'm.io/quay'],
    ]);
    expect(outcome(rules, 'quay:8443/x')).toBe('m.io/quay/x');
  });

  test('a path that gets too long is said', () => {
    const result = mirror(ruleSet([['*', 'm.io/k']]), parseReference(`quay.io/${'a'.repeat(254)}`));
    expect(result).toEqual({ status: 'inexpressible', message: expect.stringContaining('longer than 255') });
  });

  test('Docker Hub has no repositories outside of organisations', () => {
    const rules = ruleSet([['cr.dtsx.io', 'docker.io']]);
    expect(outcome(rules, 'cr.dtsx.io/datastax/x:1')).toBe('docker.io/datastax/x:1');
    expect(mirror(rules, parseReference('cr.dtsx.io/x:1'))).toEqual({
      status: 'inexpressible',
      message: 'docker.io has no repository x outside library/: give the target a path',
    });
  });
});

describe('which rule decides', () => {
  const everything = ruleSet([['*', 'm.io:5000/k']]);

  test.each([
    ['everything is covered by *', everything, 'k8ssandra/medusa:1', 'm.io:5000/k/k8ssandra/medusa:1'],
    ['what is on the target is done', everything, 'm.io:5000/k/k8ssandra/medusa:1', '(already)'],
    ['hosts are compared without case', everything, 'M.IO:5000/k/k8ssandra/medusa:1', '(already)'],
    ['another port is another host', everything, 'm.io/k/x', 'm.io:5000/k/k/x'],
    ['a path that only starts alike is not on the target', everything, 'm.io:5000/kk/x', '(on-mirror-host)'],
    ["elsewhere on the mirror's host", everything, 'm.io:5000/other/x', '(on-mirror-host)'],
    ['no rule', ruleSet([['quay.io', 'm.io']]), 'ghcr.io/x', '(escaped)'],
    ['no rule at all', ruleSet([]), 'ghcr.io/x', '(escaped)'],
    ['no rule, on the host', ruleSet([['quay.io', 'm.io/k']]), 'm.io/x', '(on-mirror-host)'],
  ])('%s', (_, rules, source, expected) => {
    expect(outcome(rules, source)).toBe(expected);
  });

  test.each([
    ['docker.io/datastax/x', 'm.io/b/datastax/x'],
    ['datastax/sub/x', 'm.io/c/datastax/sub/x'],
    ['datastax2/x', 'm.io/a/datastax2/x'],
    ['registry-1.docker.io/datastax/x', 'm.io/b/datastax/x'],
    ['Docker.IO/datastax/x', 'm.io/b/datastax/x'],
    ['quay.io/x', 'm.io/all/x'],
  ])('the longest source: %s → %s', (source, expected) => {
    const rules = ruleSet([
      ['docker.io/datastax', 'm.io/b'],
      ['*', 'm.io/all'],
      ['docker.io/datastax/sub', 'm.io/c'],
      ['docker.io', 'm.io/a'],
    ]);
    expect(outcome(rules, source)).toBe(expected);
  });

  test.each([
    ['an exclude is left alone', ['quay.io'], 'quay.io/x', '(excluded)'],
    ['a source below an exclude is mirrored', ['docker.io'], 'datastax/x', 'm.io/k/datastax/x'],
    ['an exclude below a source is left alone', ['docker.io/datastax/x'], 'datastax/x:1', '(excluded)'],
    ['an exclude beats a source on a tie', ['docker.io/datastax'], 'datastax/x', '(excluded)'],
    ['an exclude beats a target on a tie', ['m.io/k'], 'm.io/k/x', '(excluded)'],
    ['a target beats an exclude above it', ['m.io'], 'm.io/k/x', '(already)'],
    ["an exclude on the mirror's host is no warning", ['m.io/other'], 'm.io/other/x', '(excluded)'],
    ['an exclude is a folder, not a prefix', ['quay.io/a'], 'quay.io/ab/x', 'm.io/k/ab/x'],
  ])('%s', (_, exclude, source, expected) => {
    const rules = ruleSet(
      [
        ['*', 'm.io/k'],
        ['docker.io/datastax', 'm.io/k'],
      ],
      { exclude },
    );
    expect(outcome(rules, source)).toBe(expected);
  });

  test("a source that names the target's host moves what is there", () => {
    const rules = ruleSet([
      ['*', 'm.io/k'],
      ['m.io/old', 'm.io/k'],
    ]);
    expect(outcome(rules, 'm.io/old/x')).toBe('m.io/k/old/x');
    expect(outcome(rules, 'm.io/other/x')).toBe('(on-mirror-host)');
  });

  test('a mirror on Docker Hub still mirrors Docker Hub', () => {
    const rules = ruleSet([['*', 'docker.io/mirror']]);
    expect(outcome(rules, 'k8ssandra/medusa:1')).toBe('docker.io/mirror/k8ssandra/medusa:1');
    expect(outcome(rules, 'mirror/k8ssandra/medusa:1')).toBe('(already)');
    expect(outcome(rules, 'registry-1.docker.io/k8ssandra/x')).toBe('docker.io/mirror/k8ssandra/x');
  });
});

describe('pins', () => {
  const mirrors = [['*', 'm.io/k']] as const;
  const medusa = 'k8ssandra/medusa';

  test.each([
    ['newName keeps the tag', { newName: 'm.io/own/m' }, `${medusa}:1`, 'm.io/own/m:1'],
    ['newName keeps the digest', { newName: 'm.io/own/m' }, `${medusa}:1@${digest}`, `m.io/own/m:1@${digest}`],
    ['newName may be anywhere', { newName: 'own/m' }, `${medusa}:1`, 'docker.io/own/m:1'],
    ['newTag alone: mirrored, with the tag', { newTag: '2' }, `${medusa}:1`, 'm.io/k/k8ssandra/medusa:2'],
    ['newTag drops the digest', { newTag: '2' }, `${medusa}:1@${digest}`, 'm.io/k/k8ssandra/medusa:2'],
    ['digest keeps the tag', { digest }, `${medusa}:1`, `m.io/k/k8ssandra/medusa:1@${digest}`],
    ['digest beside newTag', { digest, newTag: '2' }, `${medusa}:1`, `m.io/k/k8ssandra/medusa:2@${digest}`],
    ['tag matches', { tag: '1', newTag: '2' }, `${medusa}:1`, 'm.io/k/k8ssandra/medusa:2'],
    ['tag does not match', { tag: '1', newTag: '2' }, `${medusa}:3`, 'm.io/k/k8ssandra/medusa:3'],
    ['no tag is latest', { tag: 'latest', newTag: '2' }, medusa, 'm.io/k/k8ssandra/medusa:2'],
    [
      'a digest alone is not latest',
      { tag: 'latest', newTag: '2' },
      `${medusa}@${digest}`,
      `m.io/k/${medusa}@${digest}`,
    ],
    ['every spelling', { newTag: '2' }, 'registry-1.docker.io/k8ssandra/medusa', `m.io/k/${medusa}:2`],
    ['other names are not pinned', { newTag: '2' }, 'k8ssandra/medusa-x:1', 'm.io/k/k8ssandra/medusa-x:1'],
    ['at its new name it is done', { newName: 'm.io/own/m', newTag: '2' }, 'm.io/own/m:2', '(already)'],
    ['at its new name any version is', { newName: 'm.io/own/m', newTag: '2' }, 'm.io/own/m:1', '(already)'],
    ['beside its new name it is not', { newName: 'm.io/own/m' }, 'm.io/own/m2:1', '(on-mirror-host)'],
  ])('%s', (_, version, source, expected) => {
    const rules = ruleSet(mirrors, { pins: [{ name: medusa, ...version }] });
    expect(outcome(rules, source)).toBe(expected);
  });

  test('a pin for the tag goes before one for the repository', () => {
    const pins = [
      { name: medusa, newTag: 'other' },
      { name: medusa, tag: '1', newTag: 'one' },
    ];
    expect(outcome(ruleSet(mirrors, { pins }), `${medusa}:1`)).toBe('m.io/k/k8ssandra/medusa:one');
    expect(outcome(ruleSet(mirrors, { pins }), `${medusa}:2`)).toBe('m.io/k/k8ssandra/medusa:other');
  });

  test('a pin goes before an exclude', () => {
    const rules = ruleSet(mirrors, {
      exclude: ['docker.io/k8ssandra'],
      pins: [
        { name: medusa, newName: 'm.io/own/m' },
        { name: 'k8ssandra/reaper', newTag: '2' },
      ],
    });
    expect(outcome(rules, `${medusa}:1`)).toBe('m.io/own/m:1');
    expect(outcome(rules, 'k8ssandra/reaper:1')).toBe('docker.io/k8ssandra/reaper:2');
    expect(outcome(rules, 'k8ssandra/reaper:2')).toBe('(excluded)');
  });

  test('a version alone frees no image from mirroring', () => {
    const rules = ruleSet([['quay.io', 'm.io/k']], { pins: [{ name: medusa, newTag: '2' }] });
    expect(outcome(rules, `${medusa}:1`)).toBe('(escaped)');
  });

  test('says which pin decided, and where it leads', () => {
    const pin = { name: medusa, newName: 'm.io/own/m', newTag: '2' };
    const rules = ruleSet(mirrors, { pins: [pin] });
    expect(mirror(rules, parseReference(`${medusa}:1`))).toMatchObject({
      prefix: 'm.io',
      rest: 'own/m',
      pin: rules.pins[0],
    });
  });
});
