import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { formatReference, InvalidReferenceError, parseReference } from '../../src/reference/grammar.ts';
import { facts } from '../facts.ts';

const hex = '0123456789abcdef'.repeat(4);

describe('what Docker fills in', () => {
  test.each([
    ['a name alone is an official image on Docker Hub', 'busybox', 'docker.io/library/busybox'],
    ['a dotted name alone is a name', 'example.com', 'docker.io/library/example.com'],
    ['a name with digits behind a colon has a tag, no port', 'localhost:5000', 'docker.io/library/localhost:5000'],
    ['an organisation is on Docker Hub', 'k8ssandra/medusa:0.25.1', 'docker.io/k8ssandra/medusa:0.25.1'],
    ['docker.io written out', 'docker.io/busybox:1', 'docker.io/library/busybox:1'],
    ['the old name of Docker Hub', 'index.docker.io/busybox', 'docker.io/library/busybox'],
    ['the old name with an organisation', 'index.docker.io/k8ssandra/medusa', 'docker.io/k8ssandra/medusa'],
    ['the host that serves Docker Hub keeps its name', 'registry-1.docker.io/k/m', 'registry-1.docker.io/k/m'],
    ['a first component with a dot is a registry', 'quay.io/jetstack/x:v1', 'quay.io/jetstack/x:v1'],
    ['other registries get no library/', 'quay.io/busybox', 'quay.io/busybox'],
    ['a first component with a port is a registry', 'mirror:5000/x', 'mirror:5000/x'],
    ['localhost is a registry', 'localhost/x/y', 'localhost/x/y'],
    ['an upper-case first component is a registry', 'MIRROR/x', 'MIRROR/x'],
    ['IPv6', '[::1]:5000/x:1', '[::1]:5000/x:1'],
    ['IPv6 without port', '[2001:db8::1]/x', '[2001:db8::1]/x'],
    ['a host with "_", which upstream takes for a path', 'my_mirror.example.com/x', 'my_mirror.example.com/x'],
    ['a long path', 'm.io/a/b/c/d/e', 'm.io/a/b/c/d/e'],
    ['every separator', 'm.io/a.b_c__d-e---f/g', 'm.io/a.b_c__d-e---f/g'],
    ['tag and digest', `x:1@sha256:${hex}`, `docker.io/library/x:1@sha256:${hex}`],
    ['digest alone', `m.io/x@sha256:${hex}`, `m.io/x@sha256:${hex}`],
    ['a tag of 128 characters', `m.io/x:${'t'.repeat(128)}`, `m.io/x:${'t'.repeat(128)}`],
    ['a tag that starts with "_"', 'm.io/x:_1', 'm.io/x:_1'],
    ['a repository of 255 characters', `m.io/${'a'.repeat(255)}`, `m.io/${'a'.repeat(255)}`],
    ['64 hex digits behind a registry', `m.io/${hex}`, `m.io/${hex}`],
  ])('%s', (_, text, expected) => {
    expect(formatReference(parseReference(text))).toBe(expected);
  });
});

test('the parts of a reference', () => {
  expect(parseReference(`mirror.example.com:5000/k8ssandra/medusa:0.25.1@sha256:${hex}`)).toEqual({
    registry: 'mirror.example.com:5000',
    repository: 'k8ssandra/medusa',
    tag: '0.25.1',
    digest: `sha256:${hex}`,
  });
});

test('parts that are not written are absent', () => {
  expect(Object.keys(parseReference('busybox'))).toEqual(['registry', 'repository']);
});

describe('the message says which part is wrong', () => {
  test.each([
    ['', 'empty'],
    [hex, 'image ID'],
    ['Busybox', 'component "Busybox" has upper-case letters'],
    ['k8ssandra/Medusa:1', 'component "Medusa" has upper-case letters'],
    ['m.io//x', 'empty component'],
    ['m.io/', 'empty component'],
    ['/x', 'empty component'],
    ['m.io/x/', 'empty component'],
    ['m.io/a..b', 'contains ".."'],
    ['m.io/a___b', 'contains "___"'],
    ['m.io/a-_b', 'contains "-_"'],
    ['m.io/-a', 'starts or ends with a separator'],
    ['m.io/a.', 'starts or ends with a separator'],
    ['m.io/a b', 'contains " "'],
    ['m.io/a😀b', 'contains "😀"'],
    ['https://m.io/x', 'port "" of the registry'],
    ['m.io:port/x', 'port "port" of the registry'],
    ['m.io:50:00/x', 'port "50:00" of the registry'],
    ['-m.io/x', 'registry "-m.io" is not a host name'],
    ['m..io/x', 'registry "m..io" is not a host name'],
    ['m_io:5000/x', 'registry "m_io" is not a host name'],
    ['user@m.io/x', 'registry "user@m.io" is not a host name'],
    ['[::g]/x', 'not an IPv6 address'],
    ['[fe80::1%25eth0]:80/x', 'not an IPv6 address'],
    ['m.io/x:', 'tag is empty'],
    ['m.io/x:-1', 'tag "-1" starts with "-"'],
    ['m.io/x:a/b', 'tag "a/b" contains "/"'],
    ['m.io/x:1:2', 'tag "1:2" contains ":"'],
    ['m.io/x:1\n', 'tag "1\\n" contains "\\n"'],
    [`m.io/x:${'t'.repeat(129)}`, 'tag is longer than 128'],
    ['m.io/x@', 'digest "" has no algorithm'],
    ['m.io/x@abc', 'digest "abc" has no algorithm'],
    ['m.io/x@sha256:abc', 'not 64 lower-case hex digits'],
    [`m.io/x@sha256:${hex.toUpperCase()}`, 'not 64 lower-case hex digits'],
    [`m.io/x@SHA256:${hex}`, 'algorithm "SHA256" is not supported'],
    [`m.io/x@sha512:${hex}${hex}`, 'algorithm "sha512" is not supported'],
    [`m.io/x@sha256:${hex}:1`, 'not 64 lower-case hex digits'],
    [`m.io/${'a'.repeat(256)}`, 'longer than 255'],
  ])('%j: %s', (text, message) => {
    expect(() => parseReference(text)).toThrow(InvalidReferenceError);
    expect(() => parseReference(text)).toThrow(message);
  });

  test('and quotes no more of the text than a reader can use', () => {
    const text = 'A'.repeat(100_000);
    expect(() => parseReference(text)).toThrow(expect.objectContaining({ text }));
    expect(() => parseReference(text)).toThrow(/^.{1,600}$/);
  });
});

describe('time is linear in hostile texts', () => {
  const length = 100_000;
  test.each([
    ['a...!', `${'a'.repeat(length)}!`],
    ['a/a/...', 'a/'.repeat(length)],
    ['a/a/...!', `${'a/'.repeat(length)}!`],
    ['a.a....', 'a.'.repeat(length)],
    ['a.a..../x', `${'a.'.repeat(length)}/x`],
    ['a-a-...!', `${'a-'.repeat(length)}!`],
    ['a---...!', `a${'-'.repeat(length)}!`],
    ['____', '_'.repeat(length)],
    ['a__a__...', 'a__'.repeat(length)],
    [':::', ':'.repeat(length)],
    ['a:a:...', 'a:'.repeat(length)],
    ['@@@', '@'.repeat(length)],
    ['[[[', '['.repeat(length)],
    ['[:::/x', `[${':'.repeat(length)}/x`],
    ['m.io:000!/x', `m.io:${'0'.repeat(length)}!/x`],
    ['m.io/x:...!', `m.io/x:${'a.'.repeat(length)}!`],
    ['m.io/x@sha256:000!', `m.io/x@sha256:${'0'.repeat(length)}!`],
    ['m.io/x@a+a+...', `m.io/x@${'a+'.repeat(length)}`],
    ['hexadecimal', hex.repeat(length / 64)],
    ['spaces', ' '.repeat(length)],
    ['line ends', '\n'.repeat(length)],
  ])('%s', (_, text) => {
    const start = performance.now();
    expect(() => parseReference(text)).toThrow(InvalidReferenceError);
    // Linear is below 20 ms here; quadratic would be many seconds.
    expect(performance.now() - start).toBeLessThan(500);
  });
});

const alphanumeric = fc.stringMatching(/^[a-z0-9]{1,4}$/);
const component = fc
  .array(fc.tuple(fc.constantFrom('.', '_', '__', '-', '--'), alphanumeric), { maxLength: 2 })
  .chain((tail) => alphanumeric.map((head) => head + tail.map(([separator, text]) => separator + text).join('')));
const registry = fc.constantFrom(
  '',
  'docker.io/',
  'index.docker.io/',
  'quay.io/',
  'M.io:5000/',
  'localhost/',
  '[::1]/',
);
const reference = fc
  .tuple(
    registry,
    fc.array(component, { minLength: 1, maxLength: 4 }).map((components) => components.join('/')),
    fc.option(fc.stringMatching(/^:\w[\w.-]{0,9}$/), { nil: '' }),
    fc.constantFrom('', `@sha256:${hex}`),
  )
  .map((parts) => parts.join(''));

describe('laws', () => {
  test('format ∘ parse is idempotent, and parse reads back what format wrote', () => {
    fc.assert(
      fc.property(reference, (text) => {
        const parsed = parseReference(text);
        const full = formatReference(parsed);
        expect(parseReference(full)).toEqual(parsed);
        expect(formatReference(parseReference(full))).toBe(full);
      }),
      { numRuns: 500 },
    );
  });

  test('any text parses or throws InvalidReferenceError, and what parses reads back', () => {
    const bit = fc.constantFrom('a', 'B', '0', '.', '_', '-', '/', ':', '@', '[', ']', ' ', 'é', `@sha256:${hex}`);
    fc.assert(
      fc.property(fc.array(bit, { maxLength: 12 }), (bits) => {
        const parsed = parsedOrUndefined(bits.join(''));
        if (parsed !== undefined) expect(parseReference(formatReference(parsed))).toEqual(parsed);
      }),
      { numRuns: 2000 },
    );
  });
});

function parsedOrUndefined(text: string): ReturnType<typeof parseReference> | undefined {
  try {
    return parseReference(text);
  } catch (error) {
    expect(error).toBeInstanceOf(InvalidReferenceError);
    return undefined;
  }
}

interface Case {
  readonly in: string;
  readonly ok: boolean;
  readonly domain?: string;
  readonly path?: string;
  readonly tag?: string;
  readonly digest?: string;
}

facts('what distribution/reference makes of the same texts', (inFacts) => {
  const cases: Case[] = JSON.parse(readFileSync(inFacts('vectors', 'references.json'), 'utf8'));

  test('there are cases of both kinds', () => {
    expect(cases.filter(({ ok }) => ok).length).toBeGreaterThan(200);
    expect(cases.filter(({ ok }) => !ok).length).toBeGreaterThan(150);
  });

  test.each(cases.filter(({ ok }) => ok))('$in', ({ in: text, domain, path, tag, digest }) => {
    const { registry, repository, ...version } = parseReference(text);
    expect({ domain: registry, path: repository, ...version }).toEqual({ domain, path, tag, digest });
  });

  test.each(cases.filter(({ ok }) => !ok))('not a reference: $in', ({ in: text }) => {
    expect(() => parseReference(text)).toThrow(InvalidReferenceError);
  });
});
