/** The laws of the main job, on random installations in random dress under random rules. */
import { isDeepStrictEqual } from 'node:util';
import fc from 'fast-check';
import { isScalar, type Node, parseDocument, visit } from 'yaml';
import type { Result } from '../../src/app/results.ts';
import { readConfig } from '../../src/config/normalise.ts';
import { ConfigError } from '../../src/config/problem.ts';
import { transform } from '../../src/function/transform.ts';
import { at, type JsonObject } from '../../src/yaml/json.ts';
import { documentsOf, readValue, resourceListOf } from '../sweep/documents.ts';
import { normalised } from '../sweep/images.ts';
import { expectPlanned } from '../sweep/mirrored.ts';
import { scan } from '../sweep/scan.ts';
import { functionConfigOf } from './bad-inputs.ts';
import { transformList } from './list.ts';
import { documents, spec } from './random-inputs.ts';

interface Case {
  readonly input: readonly string[];
  readonly functionConfig: JsonObject;
}

const usable = spec.map(functionConfigOf).filter((functionConfig) => {
  try {
    readConfig(functionConfig);
    return true;
  } catch (error) {
    if (error instanceof ConfigError) return false;
    throw error;
  }
});

const cases: fc.Arbitrary<Case> = fc.record({ input: documents, functionConfig: usable });
const runs = { numRuns: 60 };

function law(name: string, holds: (one: Case) => void): void {
  test(name, () => {
    fc.assert(fc.property(cases, holds), runs);
  });
}

/** The outcome of a case; those that are refused are the business of one law alone. */
function mirrored({ input, functionConfig }: Case): { readonly output: string; readonly results: readonly Result[] } {
  const { output, results, exitCode } = transform(input.join('---\n'), { functionConfig });
  fc.pre(exitCode === 0);
  return { output, results };
}

law('an error leaves the input as it is', ({ input, functionConfig }) => {
  const text = input.join('---\n');
  const { output, results, exitCode } = transform(text, { functionConfig });
  const failed = results.some(({ severity }) => severity === 'error');
  expect({ exitCode, same: exitCode === 0 || output === text }).toEqual({ exitCode: failed ? 1 : 0, same: true });
});

law('twice is once, and says nothing new', (one) => {
  const { output, results } = mirrored(one);
  const again = transform(output, { functionConfig: one.functionConfig });
  expect({ output: again.output, exitCode: again.exitCode }).toEqual({ output, exitCode: 0 });
  const known = new Set(results.map(({ tags, message }) => `${tags.code}: ${message}`));
  expect(
    again.results.map(({ tags, message }) => `${tags.code}: ${message}`).filter((said) => !known.has(said)),
  ).toEqual([]);
});

law('a ResourceList comes out as the stream does', (one) => {
  const { output } = mirrored(one);
  const list = transformList(resourceListOf(one.input, one.functionConfig));
  const expected = resourceListOf(documentsOf(output), one.functionConfig);
  expect({ output: list.output.slice(0, expected.length), exitCode: list.exitCode }).toEqual({
    output: expected,
    exitCode: 0,
  });
  expect(transformList(list.output).output).toBe(list.output);
});

law('CRLF comes out as LF does', (one) => {
  const { output } = mirrored(one);
  const crlf = (text: string): string => text.replaceAll('\n', '\r\n');
  expect(transform(crlf(one.input.join('---\n')), { functionConfig: one.functionConfig }).output).toBe(crlf(output));
});

law('what is read from the output is what was planned', (one) => {
  const { output } = mirrored(one);
  expectPlanned(one.input.map(readValue), documentsOf(output).map(readValue), one.functionConfig);
});

law('comments stay, and every value that is the same is written the same', (one) => {
  const { output } = mirrored(one);
  documentsOf(output).forEach((after, index) => {
    const before = one.input[index] ?? '';
    expect(commentsIn(after)).toEqual(commentsIn(before));
    const [written, now] = [scalarsIn(before), scalarsIn(after)];
    const differ = [...written].filter(([path, { value, source }]) => {
      const other = now.get(path);
      return other !== undefined && isDeepStrictEqual(other.value, value) && other.source !== source;
    });
    expect(differ).toEqual([]);
    expect([...written.keys()].filter((path) => !now.has(path))).toEqual([]);
  });
});

law('every image is on a mirror, allowed, or reported', (one) => {
  const { output, results } = mirrored(one);
  const said = results
    .filter(({ severity, tags }) => severity !== 'info' || tags.code === 'image-excluded')
    .map(({ message }) => message)
    .join('\n');
  const targets = targetsOf(one.functionConfig);
  const found = documentsOf(output).flatMap((document) =>
    scan(readValue(document), { catalog: new Set(), cassOperator: releaseOf(one.functionConfig) }),
  );
  const lost = found.filter(({ image, form, place }) => {
    // What a struct leaves open, and fields of resources that nobody named, are not written images.
    if (form === 'part' || (place === 'spec.image' && image === 'nginx')) return false;
    const { registry, path } = normalised(image);
    const name = `${registry}/${path}`;
    const isSaid = said.includes(name) || said.includes(image);
    return !isSaid && !targets.some((target) => name.startsWith(`${target}/`));
  });
  expect(lost.map(({ place, image }) => `${place}: ${image}`)).toEqual([]);
});

function commentsIn(text: string): readonly string[] {
  return text.match(/# (a comment|the last|what is pulled)$/gm) ?? [];
}

/** By path, each scalar with the text that it is written as. */
function scalarsIn(text: string): ReadonlyMap<string, { readonly value: unknown; readonly source: string }> {
  const found = new Map<string, { value: unknown; source: string }>();
  const document = parseDocument(text);
  visit(document, {
    Scalar(key, node, ancestors) {
      if (key === 'key' || node.range === undefined || node.range === null) return;
      const [start, end] = node.range;
      found.set(pathOf(ancestors.filter(isNode), node), {
        value: node.value,
        source: text.slice(start, end).trimEnd(),
      });
    },
  });
  return found;
}

function isNode(value: unknown): value is Node {
  return typeof value === 'object' && value !== null && 'items' in value;
}

function pathOf(collections: readonly Node[], scalar: Node): string {
  const chain = [...collections, scalar];
  return chain
    .slice(0, -1)
    .map((collection, depth) => {
      const child = chain[depth + 1];
      const items: readonly unknown[] =
        'items' in collection && Array.isArray(collection.items) ? collection.items : [];
      const index = items.findIndex((item) => item === child || (hasValue(item) && item.value === child));
      const item = items[index];
      return hasKey(item) && isScalar(item.key) ? String(item.key.value) : String(index);
    })
    .join('.');
}

function hasValue(item: unknown): item is { readonly value: unknown } {
  return typeof item === 'object' && item !== null && 'value' in item;
}

function hasKey(item: unknown): item is { readonly key: unknown } {
  return typeof item === 'object' && item !== null && 'key' in item;
}

function releaseOf({ spec: given }: JsonObject): string | undefined {
  const release = at(given, ['release', 'cassOperator']);
  return typeof release === 'string' ? release : undefined;
}

function targetsOf({ spec: given }: JsonObject): readonly string[] {
  const { registry, mirrors, exclude } = given as {
    registry?: string;
    mirrors?: { target: string }[];
    exclude?: string[];
  };
  return [registry ?? [], (mirrors ?? []).map(({ target }) => target), exclude ?? []].flat();
}
