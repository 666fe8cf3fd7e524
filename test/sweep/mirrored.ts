/** One file, mirrored in one way, and everything that has to hold for it. */
import { isDeepStrictEqual } from 'node:util';
import { parse } from 'yaml';
import type { Result } from '../../src/app/results.ts';
import { readConfig } from '../../src/config/normalise.ts';
import { transform } from '../../src/function/transform.ts';
import { plan } from '../../src/plan/plan.ts';
import type { Edit } from '../../src/yaml/edit/edit.ts';
import { editObject } from '../../src/yaml/edit/edit-object.ts';
import { editDocument } from '../../src/yaml/edit/edit-text.ts';
import { at, formatPath, isObject, type Json, type JsonObject } from '../../src/yaml/json.ts';
import { transformList } from '../app/list.ts';
import { documentsOf, isCrd, readValue, resourceListOf } from './documents.ts';
import { type ExpectedError, expectedError } from './expected-errors.ts';
import { isAllowed, type Mirror, mirroredName } from './images.ts';
import { type Found, type Scanner, scan } from './scan.ts';

export interface Sweep {
  readonly output: string;
  readonly images: number;
  readonly edited: number;
  readonly refused: readonly ExpectedError[];
  /** The resources that were edited, before and after. */
  readonly changes: readonly { readonly before: JsonObject; readonly after: JsonObject }[];
}

export function functionConfigOf({ target, layout, exclude }: Mirror): JsonObject {
  return {
    apiVersion: 'k8ssandra-image-mirror.dev/v1alpha1',
    kind: 'ImageMirror',
    metadata: { name: 'mirror' },
    spec: { registry: target, layout, ...(exclude.length === 0 ? {} : { exclude }) },
  };
}

/** Mirrors a file as a stream of documents, and checks all that has to hold. */
export function sweep(file: string, text: string, mirror: Mirror, catalog: ReadonlySet<string>): Sweep {
  const functionConfig = functionConfigOf(mirror);
  const { output, results, exitCode } = transform(text, { functionConfig });
  const errors = results.filter(({ severity }) => severity === 'error');
  if (exitCode !== 0) {
    const refused = errors.map(({ tags, message }) => {
      const row = expectedError(file, mirror, tags.code);
      if (row === undefined) throw new Error(`${tags.code}: ${message}`);
      return row;
    });
    expect(exitCode).toBe(1);
    expectSame(text, output);
    return { output, images: 0, edited: 0, refused, changes: [] };
  }
  expect(errors).toEqual([]);

  const before = documentsOf(text);
  const after = documentsOf(output);
  expect(after.length).toBe(before.length);
  before.forEach((document, index) => {
    if (isCrd(document) && after[index] !== document) throw new Error(`the CRD in document ${index} was edited`);
  });
  expectSecondRunToChangeNothing(output, functionConfig);

  const resources = before.map((document) => (isCrd(document) ? null : readValue(document)));
  const outcomes = after.map((document) => (isCrd(document) ? null : readValue(document)));
  const changes = expectPlanned(resources, outcomes, functionConfig);
  const images = expectMirrored(resources, outcomes, mirror, catalog, results);
  return { output, images, edited: changes.length, refused: [], changes };
}

function expectSecondRunToChangeNothing(output: string, functionConfig: JsonObject): void {
  const again = transform(output, { functionConfig });
  expect(again.results.filter(({ severity }) => severity === 'error')).toEqual([]);
  expectSame(output, again.output);
}

/** As a ResourceList: the bytes of each item are those of the document in the stream. */
export function sweepList(text: string, { output }: Sweep, mirror: Mirror): void {
  const functionConfig = functionConfigOf(mirror);
  const list = transformList(resourceListOf(documentsOf(text), functionConfig));
  const expected = resourceListOf(documentsOf(output), functionConfig);
  expect(list.exitCode).toBe(0);
  expectSame(expected, list.output.slice(0, expected.length));
  expect(list.output.slice(expected.length)).toMatch(/^(results:\n[\s\S]*)?$/);
  expectSame(list.output, transformList(list.output).output);
}

/** Equality of texts that may be megabytes, which jest would compare line by line: it shows where they part. */
export function expectSame(expected: string, seen: string): void {
  if (expected === seen) return;
  const [left, right] = [expected.split('\n'), seen.split('\n')];
  const first = left.findIndex((line, index) => line !== right[index]);
  const around = ({ length }: readonly string[]): [number, number] => [
    Math.max(0, first - 3),
    Math.min(first + 5, length),
  ];
  expect(`line ${first + 1}:\n${right.slice(...around(right)).join('\n')}`).toBe(
    `line ${first + 1}:\n${left.slice(...around(left)).join('\n')}`,
  );
  throw new Error(`the texts differ from line ${first + 1} on`);
}

/** What the `yaml` package reads from the output is what the plan, made of what it read from the input, says. */
export function expectPlanned(
  resources: readonly unknown[],
  outcomes: readonly unknown[],
  functionConfig: JsonObject,
): Sweep['changes'] {
  const indices = resources.flatMap((resource, index) => (isObject(resource) ? [index] : []));
  const objects = indices.map((index) => asObject(resources[index]));
  const { edits } = plan(objects, readConfig(functionConfig));
  return indices.flatMap((index, position) => {
    const before = asObject(objects[position]);
    const after = asObject(outcomes[index]);
    const own = edits.get(position) ?? [];
    expectEqual(after, editObject(before, own, editDocument));
    for (const edit of own) expectEmbedded(edit, after);
    return own.length === 0 ? [] : [{ before, after }];
  });
}

/** The same inside the ImageConfig, where the text is not the writer's word for it. */
function expectEmbedded(edit: Edit, after: JsonObject): void {
  if (edit.op !== 'embed') return;
  const text = at(after, edit.path);
  const inner: Json = parse(edit.before, { uniqueKeys: false });
  expectEqual(parse(String(text), { uniqueKeys: false }), editObject(inner, edit.edits, editDocument));
}

/** jest compares, and prints, slowly: it is asked for the difference only. */
function expectEqual(seen: unknown, expected: unknown): void {
  if (!isDeepStrictEqual(seen, expected)) expect(seen).toEqual(expected);
}

function asObject(value: unknown): JsonObject {
  if (!isObject(value)) throw new Error('a resource is no object');
  return value;
}

/**
 * Every image of the input has become the one that it should, and the output holds none besides.
 *
 * @returns how many images there are
 */
export function expectMirrored(
  resources: readonly unknown[],
  outcomes: readonly unknown[],
  mirror: Mirror,
  catalog: ReadonlySet<string>,
  results: readonly Result[] = [],
): number {
  const scanner: Scanner = { catalog, cassOperator: cassOperatorIn(resources) };
  const before = imagesIn(resources, scanner);
  const after = imagesIn(outcomes, scanner);
  const outside = [...after]
    .filter(([, { image }]) => !isAllowed(image, mirror))
    .filter(([place, found]) => {
      const stayed = found.form === 'part' && before.get(place)?.image === found.image;
      return !(
        stayed &&
        (isCovered(found, outcomes, after) || isIneffective(found, results) || isUnknown(found, outcomes, results))
      );
    })
    .map(([place, { image }]) => `${place}: ${image} is outside the mirror`);
  const wrong = [...before].flatMap(([place, { image, form, index, path }]) => {
    if (form === 'part') return after.has(place) ? [] : [`${place} is gone`];
    const now = form === 'text' ? at(asObject(outcomes[index]), path) : after.get(place)?.image;
    const expected = mirroredName(image, mirror);
    return now === expected ? [] : [`${place}: ${now} instead of ${expected}`];
  });
  expect([...outside, ...wrong]).toEqual([]);
  return before.size;
}

type FoundIn = Found & { readonly index: number };
type Images = ReadonlyMap<string, FoundIn>;

function imagesIn(objects: readonly unknown[], scanner: Scanner): Images {
  return new Map(
    objects.flatMap((object, index) =>
      scan(object, scanner).map((found) => [`${index}: ${found.place}`, { ...found, index }] as const),
    ),
  );
}

/** A struct without a registry may stay where an ImageConfig, or for Stargate the operator, says where to pull from. */
function isCovered({ place, index }: FoundIn, outcomes: readonly unknown[], images: Images): boolean {
  const object = outcomes[index];
  if (isObject(object) && object.kind === 'Stargate') return JSON.stringify(outcomes).includes('"DEFAULT_REGISTRY"');
  const component = isObject(object) && object.kind === 'Reaper' ? 'reaper' : /\b(medusa|reaper)\b/.exec(place)?.[1];
  return [...images.values()].some((entry) => entry.form === 'image-config' && entry.place.endsWith(`: ${component}`));
}

/** So may one that no operator reads, if that is said. */
function isIneffective({ path }: Found, results: readonly Result[]): boolean {
  return results.some(({ tags, field }) => tags.code === 'ineffective-field' && field?.path === formatPath(path));
}

/** Whether what a struct comes to is not in the input: such a struct stays as it is, and its containers are named. */
function isUnknown({ index }: FoundIn, outcomes: readonly unknown[], results: readonly Result[]): boolean {
  const { kind, metadata } = asObject(outcomes[index]);
  const name = at(metadata, ['name']);
  return results.some(
    ({ tags, resourceRef }) =>
      tags.code === 'image-unknown' && resourceRef?.kind === kind && resourceRef?.name === name,
  );
}

/** The release of cass-operator whose image is among the resources. */
function cassOperatorIn(resources: readonly unknown[]): string | undefined {
  return /\/cass-operator:v(\d+\.\d+\.\d+)"/.exec(JSON.stringify(resources))?.[1];
}
