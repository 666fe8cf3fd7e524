/**
 * A lint of the Dockerfile, and of what belongs to it. It covers the default base by name only: that cannot be pulled
 * where the tests run, so container.test.ts builds from an imported one.
 */
import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { ValidationSeverity, validate } from 'dockerfile-utils';
import { parse } from 'yaml';
import { defaultBase, dockerfile, instructions } from './container/dockerfile.ts';
import { root } from './package/checkout.ts';

const manifest = JSON.parse(readFileSync(path.join(root, 'package.json'), 'utf8'));
const readLines = (name: string): readonly string[] =>
  readFileSync(path.join(root, name), 'utf8')
    .split('\n')
    .filter((line) => line !== '' && !line.startsWith('#'));
const rests = (wanted: string): readonly string[] =>
  instructions()
    .filter(({ keyword }) => keyword === wanted)
    .map(({ rest }) => rest);

describe('Dockerfile', () => {
  test('the linter finds nothing', () => {
    const { ERROR } = ValidationSeverity;
    const all = {
      deprecatedMaintainer: ERROR,
      directiveCasing: ERROR,
      emptyContinuationLine: ERROR,
      instructionCasing: ERROR,
      instructionCmdMultiple: ERROR,
      instructionEntrypointMultiple: ERROR,
      instructionHealthcheckMultiple: ERROR,
      instructionJSONInSingleQuotes: ERROR,
      instructionWorkdirRelative: ERROR,
    };
    expect(validate(dockerfile, all)).toEqual([]);
  });

  test('nothing is run, fetched or added while it is built, so nothing depends on the architecture', () => {
    const keywords = instructions().map(({ keyword }) => keyword);
    expect(keywords).toEqual(['ARG', 'FROM', 'ARG', 'LABEL', 'ENV', 'COPY', 'USER', 'ENTRYPOINT']);
  });

  test('the base can be exchanged; the default is a distroless Node that is maintained and has no root', () => {
    expect(rests('FROM')).toEqual([`\${BASE_IMAGE}`]);
    expect(defaultBase()).toMatch(/^gcr\.io\/distroless\/nodejs(22|24|26)-debian13:nonroot$/);
  });

  test('it runs as nobody, without a shell', () => {
    expect(rests('USER')).toEqual(['65534:65534']);
    const [entrypoint = ''] = rests('ENTRYPOINT');
    expect(JSON.parse(entrypoint)).toEqual(['node', '/k8ssandra-image-mirror/k8ssandra-image-mirror.cjs']);
  });

  test('it finds the Node of distroless images, of Docker’s own, and of distributions', () => {
    expect(rests('ENV')).toEqual(['PATH=/nodejs/bin:/usr/local/bin:/usr/bin:/bin']);
  });

  test('only the executable and licences are copied, and nothing else is sent to the engine', () => {
    const [copied = ''] = rests('COPY');
    const sources = copied.split(' ').slice(0, -1);
    expect(sources).toEqual(['LICENSE', 'NOTICE', 'dist/THIRD-PARTY-LICENSES.txt', `dist/${manifest.name}.cjs`]);
    expect(readLines('.dockerignore')).toEqual(['*', ...sources.map((source) => `!${source}`)]);
    expect(sources.filter((source) => !existsSync(path.join(root, source)))).toEqual([]);
  });

  test('labels say what the package says', () => {
    const [labels = ''] = rests('LABEL');
    const values = Object.fromEntries(
      [...labels.matchAll(/org\.opencontainers\.image\.([\w.]+)="([^"]*)"/g)].map(([, key, value]) => [key, value]),
    );
    expect(values).toEqual({
      title: manifest.name,
      description: expect.stringContaining('private mirror'),
      version: manifest.version,
      licenses: manifest.license,
      'base.name': `\${BASE_IMAGE}`,
    });
  });
});

test('metadata.yaml has what the function catalog of kpt asks for', () => {
  const metadata = parse(readFileSync(path.join(root, 'metadata.yaml'), 'utf8'));
  expect(metadata).toEqual({
    image: manifest.name,
    description: expect.stringMatching(/^[A-Z].*\.$/),
    tags: ['mutator', 'validator'],
    sourceURL: expect.any(String),
    examplePackageURLs: expect.any(Array),
    license: manifest.license,
  });
  for (const example of metadata.examplePackageURLs)
    expect(existsSync(path.join(root, example, 'README.md'))).toBe(true);
});
