import { formatPlace, InvalidPlaceError, liesIn, parsePlace, parseRepository } from '../../src/mirror/places.ts';
import { InvalidReferenceError } from '../../src/reference/grammar.ts';

describe('registries and folders of registries', () => {
  test.each([
    ['mirror.example.com', { registry: 'mirror.example.com', path: '' }],
    ['mirror.example.com:5000', { registry: 'mirror.example.com:5000', path: '' }],
    ['mirror.example.com:5000/a/b', { registry: 'mirror.example.com:5000', path: 'a/b' }],
    ['mirror:5000/a', { registry: 'mirror:5000', path: 'a' }],
    ['localhost', { registry: 'localhost', path: '' }],
    ['Mirror.Example.COM/a', { registry: 'Mirror.Example.COM', path: 'a' }],
    ['[::1]:5000', { registry: '[::1]:5000', path: '' }],
    ['[2001:db8::1]/a', { registry: '[2001:db8::1]', path: 'a' }],
    ['10.0.0.1/a', { registry: '10.0.0.1', path: 'a' }],
    ['docker.io/mirror', { registry: 'docker.io', path: 'mirror' }],
    ['index.docker.io/mirror', { registry: 'docker.io', path: 'mirror' }],
    ['docker.io', { registry: 'docker.io', path: '' }],
  ])('%s', (text, place) => {
    expect(parsePlace(text)).toEqual(place);
  });

  test.each([
    ['', 'is empty'],
    ['mirror', 'write docker.io/mirror or mirror:5000'],
    ['mirror/k8ssandra', 'write docker.io/mirror/k8ssandra or mirror:5000/k8ssandra'],
    ['MIRROR', 'or MIRROR:5000'],
    ['https://mirror.example.com', 'leave out "https://"'],
    ['OCI://mirror.example.com', 'leave out "OCI://"'],
    ['user:secret@mirror.example.com/a', 'has credentials'],
    ['mirror.example.com/a/', 'ends with a slash'],
    ['mirror.example.com/', 'ends with a slash'],
    ['mirror.example.com//a', 'empty component'],
    ['mirror.example.com/a:1', 'has a tag'],
    ['mirror.example.com/a@sha256:00', 'has a digest'],
    ['mirror.example.com:latest', 'port "latest" of the registry is not a number'],
    ['mirror.example.com/A', 'component "A" has upper-case letters'],
    ['mirror.example.com/a b', 'contains " "'],
    [' mirror.example.com', 'registry " mirror.example.com" is not a host name'],
    ['mirror.example.com ', 'registry "mirror.example.com " is not a host name'],
    ['*', 'starts with no registry host'],
    ['[::1', 'port'],
    ['[::g]:5000', 'not an IPv6 address'],
    ['.', 'registry "." is not a host name'],
    [`mirror.example.com/${'a'.repeat(256)}`, 'longer than 255'],
  ])('refused: %j (%s)', (text, message) => {
    expect(() => parsePlace(text)).toThrow(InvalidPlaceError);
    expect(() => parsePlace(text)).toThrow(message);
  });

  test.each([
    ['user:secret@mirror.example.com/a', '"...@mirror.example.com/a" has credentials'],
    ['https://user:secret@mirror.example.com', '"https://...@mirror.example.com" has a scheme'],
  ])('credentials are not repeated: %s', (text, message) => {
    expect(() => parsePlace(text)).toThrow(message);
  });

  test('are written as they were read', () => {
    expect(formatPlace(parsePlace('Mirror.Example.COM:5000/a/b'))).toBe('Mirror.Example.COM:5000/a/b');
    expect(formatPlace(parsePlace('localhost'))).toBe('localhost');
  });
});

describe('names of images', () => {
  test('are normalised', () => {
    expect(parseRepository('busybox')).toEqual({ registry: 'docker.io', repository: 'library/busybox' });
    expect(parseRepository('k8ssandra/medusa')).toEqual({ registry: 'docker.io', repository: 'k8ssandra/medusa' });
  });

  test('have no version', () => {
    expect(() => parseRepository('k8ssandra/medusa:1')).toThrow('has a tag');
    expect(() => parseRepository(`k8ssandra/medusa@sha256:${'0'.repeat(64)}`)).toThrow('has a digest');
    expect(() => parseRepository('Medusa')).toThrow(InvalidReferenceError);
  });
});

describe('what a place covers', () => {
  test.each([
    ['m.io/a', 'm.io', true],
    ['m.io/a', 'm.io/a', true],
    ['m.io/a/b', 'm.io/a', true],
    ['m.io/ab', 'm.io/a', false],
    ['m.io/a', 'm.io/a/b', false],
    ['m.io:5000/a', 'm.io', false],
    ['m.io.org/a', 'm.io', false],
    ['M.IO/a', 'm.io/a', true],
    ['registry-1.docker.io/a/b', 'docker.io/a', true],
    ['docker.io/a/b', 'registry-1.docker.io/a', true],
    ['cr.k8ssandra.io/a', 'docker.io', false],
  ])('%s in %s: %s', (inner, outer, expected) => {
    expect(liesIn(parsePlace(inner), parsePlace(outer))).toBe(expected);
  });
});
