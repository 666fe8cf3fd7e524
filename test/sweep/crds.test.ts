/**
 * Every custom resource that was edited is one that its CRD accepts, and nothing that was written is dropped by the API
 * server. Some published resources are not valid to begin with: then no edit may add to what is wrong.
 */
import { readdirSync } from 'node:fs';
import { transform } from '../../src/function/transform.ts';
import { at, isObject, type Json, type JsonObject } from '../../src/yaml/json.ts';
import { readDocument } from '../../src/yaml/read/read.ts';
import { toJson } from '../../src/yaml/typing.ts';
import { facts } from '../facts.ts';
import { filesBelow, readText } from '../k8ssandra/upstream.ts';
import { pruned, schemaOf, violations } from './crd-schema.ts';
import { documentsOf, readValue } from './documents.ts';
import type { Mapping } from './scan.ts';

const everythingWritten = ['path', 'registry-path', 'name'].map((layout) => ({
  apiVersion: 'k8ssandra-image-mirror.dev/v1alpha1',
  kind: 'ImageMirror',
  spec: {
    registry: 'mirror.example.com:5000/k8ssandra',
    layout,
    pullPolicy: 'IfNotPresent',
    pullSecrets: ['mirror-credentials', 'other-credentials'],
  },
}));

/** Versions of the operators' groups that no CRD has. All others are checked. */
const withoutSchema = [
  'config.k8ssandra.io/v1beta1', // the ImageConfig: a file, no resource
  'config.k8ssandra.io/v1beta2',
  'cassandra.datastax.com/v1alpha2', // a slip of cass-operator's README of 1.0.0
];

describe('the check itself', () => {
  const schema = schemaOf(
    toJson(
      readDocument(`
spec:
  versions:
  - name: v1
    schema:
      openAPIV3Schema:
        type: object
        properties:
          spec:
            type: object
            required: [size]
            properties:
              size: {type: integer, minimum: 1}
              port: {x-kubernetes-int-or-string: true, anyOf: [{type: integer}, {type: string}]}
              image: {type: string, nullable: true}
              labels: {type: object, additionalProperties: {type: string}}
              config: {type: object, x-kubernetes-preserve-unknown-fields: true}
              containers: {type: array, items: {type: object, required: [name], properties: {name: {type: string}}}}
`),
    ),
    'v1',
  );

  test.each<[string, JsonObject, readonly string[]]>([
    ['nothing', { size: 1, port: 'http', image: null, labels: { a: 'b' }, config: { any: 1 } }, []],
    ['a missing field', {}, ["/spec must have required property 'size'"]],
    ['a wrong type', { size: 1, image: 5 }, ['/spec/image must be string']],
    ['a number that is too small', { size: 0 }, ['/spec/size must be >= 1']],
    [
      'a list in the place of a number or text',
      { size: 1, port: [] },
      ['/spec/port must be integer', '/spec/port must be string'],
    ],
    ['a map value of the wrong type', { size: 1, labels: { a: 1 } }, ['/spec/labels/a must be string']],
    [
      'an item without its name',
      { size: 1, containers: [{ name: 'a' }, {}] },
      ["/spec/containers/1 must have required property 'name'"],
    ],
  ])('has %s against a resource', (_, spec, expected) => {
    const seen = violations(schema ?? {}, { spec });
    for (const violation of expected) expect(seen.join('\n')).toContain(violation);
    expect(seen.length > 0).toBe(expected.length > 0);
  });

  test('drops what the schema does not know', () => {
    const spec = { size: 1, Image: 'a', labels: { b: 'c' }, config: { d: 1 }, containers: [{ name: 'a', image: 'e' }] };
    const resource = { apiVersion: 'g/v1', kind: 'K', metadata: { name: 'n' }, spec, status: {} };
    expect(pruned(schema ?? {}, resource)).toEqual(['.spec.Image', '.spec.containers[0].image', '.status']);
  });
});

facts('the API server', (inFacts) => {
  const releases = readdirSync(inFacts('upstream', 'crds'));
  const crds = new Map<string, readonly Json[]>();

  /** The CRDs of a release: `cass-operator-v1.32.0`. */
  function crdsOf(release: string): readonly Json[] {
    const known = crds.get(release);
    if (known !== undefined) return known;
    const files = filesBelow(inFacts('upstream', 'crds', release), (name) => /\.yaml(\.gz)?$/.test(name));
    const read = files.map((file) => toJson(readDocument(readText(file))));
    crds.set(release, read);
    return read;
  }

  /** The schema of a resource in the release whose number is nearest to the one that the file is from. */
  function schemaFor({ apiVersion, kind }: JsonObject, file: string): Mapping | undefined {
    const [group, version] = String(apiVersion).split('/');
    const tag = /-v(\d+\.\d+)/.exec(file)?.[1] ?? '1.99';
    const nearest = [...releases].sort((left, right) => distance(left, tag) - distance(right, tag));
    for (const release of nearest) {
      const crd = crdsOf(release).find(
        (one) => at(one, ['spec', 'group']) === group && at(one, ['spec', 'names', 'kind']) === kind,
      );
      if (crd !== undefined) return schemaOf(crd, String(version));
    }
    return undefined;
  }

  const files = readdirSync(inFacts('upstream', 'clusters')).filter((name) => name.endsWith('.yaml'));
  const count = { edited: 0, broken: 0 };

  test.each(files)('accepts what becomes of %s', (file) => {
    const text = readText(inFacts('upstream', 'clusters', file));
    const before = documentsOf(text).map(readValue);
    for (const functionConfig of everythingWritten) {
      const { output, exitCode } = transform(text, { functionConfig });
      // A refused resource is as it was.
      if (exitCode === 1) expect(output).toBe(text);
      documentsOf(output).forEach((document, index) => {
        const [original, edited] = [before[index], readValue(document)];
        if (!isObject(original) || !isObject(edited) || original === edited) return;
        const schema = schemaFor(edited, file);
        if (schema === undefined) {
          if (/k8ssandra\.io|datastax\.com/.test(String(edited.apiVersion)))
            expect(withoutSchema).toContainEqual(edited.apiVersion);
          return;
        }
        count.edited++;
        const known = violations(schema, original);
        if (known.length > 0) count.broken++;
        expect(violations(schema, edited).filter((violation) => !known.includes(violation))).toEqual([]);
        const dropped = pruned(schema, original);
        expect(pruned(schema, edited).filter((path) => !dropped.includes(path))).toEqual([]);
      });
    }
  });

  afterAll(() => {
    expect(count.edited).toBeGreaterThan(50);
    console.info(
      `CRDs: ${count.edited} edited custom resources hold; ${count.broken} of them were not valid before either`,
    );
  });
});

/** How far a release is from another, in minor releases. */
function distance(release: string, tag: string): number {
  const [major = 0, minor = 0] = (/v(\d+\.\d+)/.exec(release)?.[1] ?? '').split('.').map(Number);
  const [otherMajor = 0, otherMinor = 0] = tag.split('.').map(Number);
  return Math.abs((major - otherMajor) * 100 + minor - otherMinor);
}
