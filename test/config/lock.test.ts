import { readFileSync } from 'node:fs';
import path from 'node:path';
import { Ajv } from 'ajv';
import { parse } from 'yaml';
import { readConfig } from '../../src/config/normalise.ts';
import { lockedDigest } from '../../src/mirror/lock.ts';
import { parseReference } from '../../src/reference/grammar.ts';
import { lockFile } from '../../src/report/lock-file.ts';
import type { Json } from '../../src/yaml/json.ts';
import { readDocument } from '../../src/yaml/read/read.ts';
import { toJson } from '../../src/yaml/typing.ts';
import { resource } from './read.ts';

const digest = `sha256:${'a'.repeat(64)}`;
const image = { image: 'docker.io/org/app:1', mirrored: 'm.io/org/app:1', digest };

function read(lock: Json): ReturnType<typeof readConfig> {
  return readConfig(resource({ registry: 'm.io', lock }));
}

test('what the command writes is what a configuration reads', () => {
  const text = lockFile([{ ...image, platforms: ['linux/amd64', 'linux/arm64/v8'], sourceDigest: digest }]);
  const { lock } = read(toJson(readDocument(text))).rules;
  expect(lock && lockedDigest(lock, parseReference('M.io/org/app:1'))).toBe(digest);
  expect(lock && lockedDigest(lock, parseReference('m.io/org/app:2'))).toBeNull();
  expect(text).toContain(
    `    mirrored: m.io/org/app:1\n    digest: ${digest}\n    platforms: [linux/amd64, linux/arm64/v8]\n`,
  );
});

test('a lock without images', () => {
  expect(read(toJson(readDocument(lockFile([])))).rules.lock).toBeDefined();
});

test.each<[string, Json, RegExp]>([
  ['a path, in a function', 'mirror.lock.yaml', /spec.lock: is a path, which only the command line can follow/],
  ['a number', 5, /spec.lock: must be the content of a lock file/],
  ['no images', {}, /spec.lock.images: is missing/],
  ['another kind', { kind: 'ImageMirror', images: [] }, /spec.lock.kind: must be ImageLock/],
  ['a misspelt key', { images: [{ ...image, diget: 'x' }] }, /images\[0\].diget: is not known: did you mean digest/],
  ['no digest', { images: [{ mirrored: 'm.io/a:1' }] }, /images\[0\].digest: is missing: it must be a text/],
  [
    'a digest that is none',
    { images: [{ ...image, digest: 'sha256:1' }] },
    /images\[0\].digest: the digest "1" is not 64/,
  ],
  [
    'a reference that is none',
    { images: [{ ...image, mirrored: 'A:b:c' }] },
    /images\[0\].mirrored: .*is not an image reference/,
  ],
  [
    'two digests',
    { images: [image, { ...image, digest: `sha256:${'b'.repeat(64)}` }] },
    /two digests for m.io\/org\/app:1/,
  ],
])('%s is an error', (_, lock, says) => {
  expect(() => read(lock)).toThrow(says);
});

describe('docs/lock.md', () => {
  const root = path.join(__dirname, '..', '..');
  const page = readFileSync(path.join(root, 'docs', 'lock.md'), 'utf8');
  const shown = (language: string): string => new RegExp(`\`\`\`${language}\\n([^]*?)\`\`\``).exec(page)?.[1] ?? '';

  test('what it shows is what the command writes, as published', () => {
    const content = parse(shown('yaml'));
    const images: Parameters<typeof lockFile>[0] = content.images;
    const [, ...lines] = lockFile(images).split('\n');
    expect(shown('yaml').split('\n').slice(1)).toEqual(lines);
    const schema = JSON.parse(readFileSync(path.join(root, 'function-config', 'lock.schema.json'), 'utf8'));
    const validate = new Ajv().compile(schema);
    validate(content);
    expect(validate.errors).toBeNull();
  });

  test('what it gives to Renovate finds the images of the file, also behind a port', () => {
    const { customManagers } = JSON.parse(shown('json'));
    const [found] = [...shown('yaml').matchAll(new RegExp(customManagers[0].matchStrings[0], 'g'))];
    expect({ ...found?.groups }).toEqual({
      depName: 'mirror.example.com:5000/k8ssandra/k8ssandra/medusa',
      currentValue: '0.29.1',
      currentDigest: expect.stringMatching(/^sha256:/),
    });
  });
});
