/** Each format by one list: a plain image, a digest, both, another name, no tag at all. */
import { parse } from 'yaml';
import type { CopyEntry, CopyList } from '../../src/copy-list/copy-list.ts';
import { type CopyFormat, copyFormats, type Scope, writeCopyList } from '../../src/copy-list/formats/formats.ts';
import { parseReference } from '../../src/reference/grammar.ts';

const digest = `sha256:${'a'.repeat(64)}`;

function entry(source: string, target: string): CopyEntry {
  return { source: parseReference(source), target: parseReference(target), usedBy: 'Pod app' };
}

const list: CopyList = {
  entries: [
    entry('docker.io/a/plain:1', 'm.io:5000/k/a/plain:1'),
    entry(`docker.io/a/digest@${digest}`, `m.io:5000/k/a/digest@${digest}`),
    entry(`docker.io/a/both:1@${digest}`, `m.io:5000/k/a/both:1@${digest}`),
    entry('docker.io/a/old:1', 'm.io:5000/k/a/new:1'),
    entry('quay.io/library/bare', 'm.io:5000/library/bare'),
  ],
  elsewhere: [parseReference('corp.io/a:1')],
  leftOut: [],
};
const nothing: CopyList = { entries: [], elsewhere: [], leftOut: [] };

function lines(format: CopyFormat, scope: Scope = 'images'): readonly string[] {
  const written = writeCopyList(format, list, scope);
  if (typeof written !== 'string') throw new Error(`${format} is no text`);
  return written.split('\n').filter((line) => line !== '' && !/^\s*#/.test(line));
}

/** What a document says, without its comments. */
function document(format: CopyFormat): unknown {
  return parse(lines(format).join('\n'));
}

test('list: sources, one a line, and nothing else', () => {
  expect(writeCopyList('list', list, 'images')).toBe(
    `docker.io/a/plain:1\ndocker.io/a/digest@${digest}\ndocker.io/a/both:1@${digest}\ndocker.io/a/old:1\nquay.io/library/bare\n`,
  );
});

test('regsync: source and target of each, by the tag where there is one', () => {
  const type = 'image';
  expect(document('regsync')).toEqual({
    version: 1,
    sync: [
      { source: 'docker.io/a/plain:1', target: 'm.io:5000/k/a/plain:1', type },
      { source: `docker.io/a/digest@${digest}`, target: `m.io:5000/k/a/digest@${digest}`, type },
      { source: `docker.io/a/both:1@${digest}`, target: 'm.io:5000/k/a/both:1', type },
      { source: 'docker.io/a/old:1', target: 'm.io:5000/k/a/new:1', type },
      { source: 'quay.io/library/bare:latest', target: 'm.io:5000/library/bare:latest', type },
    ],
  });
});

test('regsync: signatures of both kinds are asked for once, for all', () => {
  expect(parse(lines('regsync', 'referrers').join('\n'))).toMatchObject({
    version: 1,
    defaults: { digestTags: true, referrers: true },
  });
});

test('scripts: one call for each image, which stop at the first error', () => {
  expect(lines('crane')).toEqual([
    'set -euo pipefail',
    "crane copy 'docker.io/a/plain:1' 'm.io:5000/k/a/plain:1'",
    `crane copy 'docker.io/a/digest@${digest}' 'm.io:5000/k/a/digest@${digest}'`,
    `crane copy 'docker.io/a/both@${digest}' 'm.io:5000/k/a/both:1'`,
    "crane copy 'docker.io/a/old:1' 'm.io:5000/k/a/new:1'",
    "crane copy 'quay.io/library/bare:latest' 'm.io:5000/library/bare:latest'",
  ]);
  expect(lines('regctl')[1]).toBe("regctl image copy 'docker.io/a/plain:1' 'm.io:5000/k/a/plain:1'");
  expect(lines('oras')[1]).toBe("oras copy 'docker.io/a/plain:1' 'm.io:5000/k/a/plain:1'");
});

test('scripts: signatures, where the tool has a way', () => {
  expect(lines('crane', 'referrers')).toEqual(lines('crane'));
  expect(lines('regctl', 'referrers')[1]).toMatch(/^regctl image copy --referrers --digest-tags '/);
  expect(lines('oras', 'referrers')[1]).toMatch(/^oras copy --recursive '/);
});

test('skopeo: a file for each folder of the mirror, and a script that runs them and copies what gets another name', () => {
  const files = writeCopyList('skopeo', list, 'images');
  if (typeof files !== 'object') throw new Error('no files');
  expect(files.map(({ name }) => name)).toEqual(['sync-1.yaml', 'sync-2.yaml', 'copy.sh']);
  expect(parse(files[0]?.text ?? '')).toEqual({
    'docker.io': { images: { 'a/plain': ['1'], 'a/digest': [digest], 'a/both': ['1', digest] } },
  });
  expect(parse(files[1]?.text ?? '')).toEqual({ 'quay.io': { images: { 'library/bare': ['latest'] } } });
  expect(files[2]?.text.split('\n').filter((line) => line.startsWith('skopeo'))).toEqual([
    "skopeo sync --all --preserve-digests --keep-going --src yaml --dest docker sync-1.yaml 'm.io:5000/k/a' || status=1",
    "skopeo sync --all --preserve-digests --keep-going --src yaml --dest docker sync-2.yaml 'm.io:5000/library' || status=1",
    "skopeo copy --all --preserve-digests 'docker://docker.io/a/old:1' 'docker://m.io:5000/k/a/new:1' || status=1",
  ]);
});

/** The keys are those of `Images` in pkg/apis/hauler.cattle.io/v1/image.go of hauler-dev/hauler. */
test('hauler: images, rewritten where their name differs', () => {
  expect(document('hauler')).toEqual({
    apiVersion: 'content.hauler.cattle.io/v1',
    kind: 'Images',
    metadata: { name: 'k8ssandra' },
    spec: {
      images: [
        { name: 'docker.io/a/plain:1', rewrite: 'm.io:5000/k/a/plain:1' },
        { name: `docker.io/a/digest@${digest}`, rewrite: `m.io:5000/k/a/digest@${digest}` },
        { name: `docker.io/a/both:1@${digest}`, rewrite: 'm.io:5000/k/a/both:1' },
        { name: 'docker.io/a/old:1', rewrite: 'm.io:5000/k/a/new:1' },
        { name: 'quay.io/library/bare:latest' },
      ],
    },
  });
  expect(writeCopyList('hauler', list, 'images')).toContain('hauler store copy registry://m.io:5000\n');
});

/** The keys are those of ZarfPackage and ZarfComponent in zarf.schema.json of zarf-dev/zarf. */
test('zarf: all that pods name, those that are not mirrored too, a tag and a digest apart', () => {
  expect(document('zarf')).toEqual({
    apiVersion: 'zarf.dev/v1alpha1',
    kind: 'ZarfPackageConfig',
    metadata: { name: 'k8ssandra-images' },
    components: [
      {
        name: 'images',
        required: true,
        images: [
          'corp.io/a:1',
          'docker.io/a/both:1',
          `docker.io/a/both@${digest}`,
          `docker.io/a/digest@${digest}`,
          'docker.io/a/old:1',
          'docker.io/a/plain:1',
          'quay.io/library/bare:latest',
        ],
      },
    ],
  });
  expect(writeCopyList('zarf', list, 'images')).toContain('deploy the manifests as they are');
});

/** The keys are those of AdditionalImage in internal/pkg/api/v2alpha1/type_config.go of openshift/oc-mirror. */
test('oc-mirror: additional images with their place on the mirror', () => {
  const component = /^([a-z0-9]+((?:[._]|__|[-]*)[a-z0-9]+)*)(\/([a-z0-9]+((?:[._]|__|[-]*)[a-z0-9]+)*))*$/;
  const written = document('oc-mirror');
  expect(written).toEqual({
    apiVersion: 'mirror.openshift.io/v2alpha1',
    kind: 'ImageSetConfiguration',
    mirror: {
      additionalImages: [
        { name: 'docker.io/a/plain:1', targetRepo: 'k/a/plain', targetTag: '1' },
        { name: `docker.io/a/digest@${digest}`, targetRepo: 'k/a/digest' },
        { name: `docker.io/a/both:1@${digest}`, targetRepo: 'k/a/both', targetTag: '1' },
        { name: 'docker.io/a/old:1', targetRepo: 'k/a/new', targetTag: '1' },
        { name: 'quay.io/library/bare:latest', targetRepo: 'library/bare', targetTag: 'latest' },
      ],
    },
  });
  for (const [, repository] of JSON.stringify(written).matchAll(/"targetRepo":"([^"]+)"/g)) {
    expect(repository).toMatch(component);
  }
});

test('ecr: the repositories of each account and region, once', () => {
  const at = (path: string) => `123456789012.dkr.ecr.eu-central-1.amazonaws.com/${path}`;
  const written = writeCopyList(
    'ecr',
    {
      ...nothing,
      entries: [
        entry('docker.io/a/b:1', at('k/a/b:1')),
        entry('docker.io/a/b:2', at('k/a/b:2')),
        entry('x.io/c', 'm.io/c'),
      ],
    },
    'images',
  );
  expect(
    String(written)
      .split('\n')
      .filter((line) => line.startsWith('create ')),
  ).toEqual(["create '123456789012' 'eu-central-1' 'k/a/b'"]);
  expect(writeCopyList('ecr', list, 'images')).toBeUndefined();
});

test('what has comments says in them who pulls each image', () => {
  const texts = Object.keys(copyFormats).flatMap((name) => {
    const written = writeCopyList(name as CopyFormat, list, 'images');
    return typeof written === 'string' && name !== 'list' ? [written] : [];
  });
  expect(texts).toHaveLength(7);
  for (const text of texts) expect(text).toMatch(/^ *# Pod app$/m);
});

test.each(['regsync', 'hauler', 'zarf', 'oc-mirror', 'crane', 'list'] as const)(
  '%s: no images, and still a document',
  (format) => {
    const written = writeCopyList(format, nothing, 'images');
    expect(() => parse(String(written))).not.toThrow();
  },
);
