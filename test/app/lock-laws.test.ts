/** The laws of a lock, on random installations: a lock is made of what will be pulled, as the command does. */
import { createHash } from 'node:crypto';
import fc from 'fast-check';
import { readConfig } from '../../src/config/normalise.ts';
import { ConfigError } from '../../src/config/problem.ts';
import { transform } from '../../src/function/transform.ts';
import { lockedDigest, lockOf } from '../../src/mirror/lock.ts';
import { plan } from '../../src/plan/plan.ts';
import { formatReference, parseReference } from '../../src/reference/grammar.ts';
import { reportImages } from '../../src/report/image-report.ts';
import { pulledImages } from '../../src/report/pulled-images.ts';
import { isObject, type JsonObject } from '../../src/yaml/json.ts';
import { documentsOf, readValue } from '../sweep/documents.ts';
import { functionConfigOf } from './bad-inputs.ts';
import { documents, spec } from './random-inputs.ts';

interface Case {
  readonly text: string;
  readonly spec: JsonObject;
}

const usable = spec.filter((one) => {
  try {
    readConfig(functionConfigOf(one));
    return true;
  } catch (error) {
    if (error instanceof ConfigError) return false;
    throw error;
  }
});

const cases: fc.Arbitrary<Case> = fc.record({ text: documents.map((texts) => texts.join('---\n')), spec: usable });
const runs = { numRuns: 30 };

function law(name: string, holds: (one: Case) => void): void {
  test(name, () => {
    fc.assert(fc.property(cases, holds), runs);
  });
}

interface Pulled {
  readonly image: string;
  readonly mirrored: string;
}

/** What is pulled from the mirror when a text has been transformed. */
function pulledFromMirror(text: string, own: JsonObject): readonly Pulled[] {
  const config = readConfig(functionConfigOf(own));
  const resources = documentsOf(text).map(readValue).filter(isObject);
  const made = plan(resources, config);
  return pulledImages(reportImages(resources, made, config), made, resources).flatMap(({ image, mirrored }) =>
    mirrored === null ? [] : [{ image, mirrored }],
  );
}

function lockFor({ text, spec: own }: Case): JsonObject {
  const images = pulledFromMirror(text, own).flatMap(({ image, mirrored }) => {
    const { digest: _, ...byTag } = parseReference(mirrored);
    const digest = `sha256:${createHash('sha256').update(formatReference(byTag)).digest('hex')}`;
    return byTag.tag === undefined ? [] : [{ image, mirrored: formatReference(byTag), digest }];
  });
  return { images };
}

function locked(one: Case): { readonly output: string; readonly spec: JsonObject; readonly codes: readonly string[] } {
  const plain = transform(one.text, { functionConfig: functionConfigOf(one.spec) });
  fc.pre(plain.exitCode === 0);
  // That twice is once is a law of its own, without a lock: laws.test.ts.
  fc.pre(transform(plain.output, { functionConfig: functionConfigOf(one.spec) }).output === plain.output);
  const lock = lockFor(one);
  fc.pre(Array.isArray(lock.images) && lock.images.length > 0);
  const withLock = { ...one.spec, lock };
  const { output, results, exitCode } = transform(one.text, { functionConfig: functionConfigOf(withLock) });
  const errors = results.filter(({ severity }) => severity === 'error').map(({ message }) => message);
  expect({ exitCode, errors }).toEqual({ exitCode: 0, errors: [] });
  return { output, spec: withLock, codes: results.map(({ tags }) => tags.code) };
}

law('what goes without a lock goes with one, and twice is once', (one) => {
  const { output, spec: withLock } = locked(one);
  const again = transform(output, { functionConfig: functionConfigOf(withLock) });
  expect({ output: again.output, exitCode: again.exitCode }).toEqual({ output, exitCode: 0 });
});

law('a lock changes the place of no image, and each has its digest or is said', (one) => {
  const { output, spec: withLock, codes } = locked(one);
  const plain = transform(one.text, { functionConfig: functionConfigOf(one.spec) }).output;
  const places = (text: string): readonly string[] => [
    ...new Set(pulledFromMirror(text, one.spec).map(({ mirrored }) => placeOf(mirrored))),
  ];
  expect(places(output)).toEqual(places(plain));
  const entries = isObject(withLock.lock) ? withLock.lock.images : [];
  const lock = lockOf(
    (entries as { mirrored: string; digest: string }[]).map(({ mirrored, digest }) => ({
      mirrored: parseReference(mirrored),
      digest,
    })),
  );
  const wrong = pulledFromMirror(output, one.spec).filter(({ mirrored }) => {
    const reference = parseReference(mirrored);
    const digest = lockedDigest(lock, reference);
    return typeof digest === 'string' && reference.digest !== digest;
  });
  if (!codes.includes('lock-not-expressible')) expect(wrong).toEqual([]);
});

law('what was mirrored before there was a lock gets the same digests', (one) => {
  const { output, spec: withLock } = locked(one);
  const plain = transform(one.text, { functionConfig: functionConfigOf(one.spec) }).output;
  const later = transform(plain, { functionConfig: functionConfigOf(withLock) });
  expect(later.exitCode).toBe(0);
  expect(pulledFromMirror(later.output, one.spec)).toEqual(pulledFromMirror(output, one.spec));
});

function placeOf(image: string): string {
  const { registry, repository } = parseReference(image);
  return `${registry}/${repository}`;
}
