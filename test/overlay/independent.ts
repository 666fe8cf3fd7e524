/** JSON patches carried out by programs of others. */
import fastJsonPatch from 'fast-json-patch';
import { applyPatch } from 'rfc6902';
import type { Operation } from '../../src/overlay/json-patch.ts';
import { isObject, type Json } from '../../src/yaml/json.ts';

export interface Independent {
  readonly name: string;
  /** @throws where an operation cannot be carried out, or a test fails */
  readonly apply: (document: Json, operations: readonly unknown[]) => Json;
  /** Cases of json-patch-tests that it is known to fail. Nothing here depends on them. */
  readonly fails: readonly string[];
}

export const independents: readonly Independent[] = [
  {
    name: 'rfc6902',
    fails: [],
    apply: (document, operations) => {
      // It has no way to replace the whole document.
      const rooted = { document: clone(document) };
      const outcomes = applyPatch(rooted, clone(operations).map(inDocument) as never);
      const [problem] = outcomes.filter((outcome) => outcome !== null);
      if (problem !== undefined) throw problem;
      return rooted.document;
    },
  },
  {
    name: 'fast-json-patch',
    fails: Array.from({ length: 2 }, () => 'test with bad array number that has leading zeros'),
    apply: (document, operations) =>
      fastJsonPatch.applyPatch(clone(document), clone(operations) as never, true).newDocument as Json,
  },
];

function inDocument(operation: unknown): unknown {
  if (!isObject(operation)) return operation;
  const entries = Object.entries(operation).map(([key, value]) => {
    const isPointer = (key === 'path' || key === 'from') && typeof value === 'string' && /^(\/|$)/.test(value);
    return [key, isPointer ? `/document${value}` : value];
  });
  return Object.fromEntries(entries);
}

/** Of the same realm: jest's differs from that of `structuredClone`. */
function clone<T>(value: T): T {
  return JSON.parse(JSON.stringify(value));
}

/** Without the tests of absent keys, which kustomize accepts and the others refuse. */
export function withoutAbsent(operations: readonly Operation[]): readonly Operation[] {
  return operations.filter(({ op, path, value }, index) => {
    const next = operations[index + 1];
    return !(op === 'test' && value === null && next?.op === 'add' && next.path === path);
  });
}
