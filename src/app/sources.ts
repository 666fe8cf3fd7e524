/** Texts that were located, and the objects in them that are worth reading. */
import type { MirrorConfig } from '../config/normalise.ts';
import { relevance } from '../plan/relevant.ts';
import type { JsonObject } from '../yaml/json.ts';
import type { Input, Item } from '../yaml/read/items.ts';
import { withItemErrors } from './input-errors.ts';
import { InputError } from './streams.ts';

/** A text that was located, and the file it came from. */
export interface Source {
  readonly path?: string;
  /** Where it stands in what was given. */
  readonly placed?: SourcePlace;
  readonly input: Input;
}

export interface SourcePlace {
  /** Relative to the folder that was given. */
  readonly file: string;
  /** The folders around it, step by step; what was given beside other things is a folder itself. */
  readonly folder: readonly string[];
}

/** One object that the planner gets, and where it stands. */
export interface SourceResource {
  readonly object: JsonObject;
  readonly source: Source;
  readonly item: Item;
  /** The position of the item in its source, from 0. */
  readonly position: number;
}

/** @throws InputError for an item that has to be read and is broken */
export function readResources(sources: readonly Source[], config: MirrorConfig): readonly SourceResource[] {
  return readEach(sources, config, (item) => item.json());
}

/**
 * @param read makes of an item, given its place among those that are read, what the planner gets
 * @throws InputError for an item that has to be read and is broken
 */
export function readEach(
  sources: readonly Source[],
  config: MirrorConfig,
  read: (item: Item, index: number, source: Source) => JsonObject,
): readonly SourceResource[] {
  const isRelevant = relevance(config);
  const resources: SourceResource[] = [];
  for (const source of sources) {
    const { path, input } = source;
    for (const [position, item] of input.items.entries()) {
      withItemErrors(path, input.text, item, () => {
        if (!isRelevant(item)) return;
        const object = read(item, resources.length, source);
        refuseInferredType(item, object);
        resources.push({ object, source, item, position });
      });
    }
  }
  return resources;
}

/** @throws InputError for an item that only kubectl knows the type of: see `inferredIn` */
function refuseInferredType(item: Item, object: JsonObject): void {
  const { apiVersion, kind } = item;
  if (kind === undefined || (kind === object.kind && apiVersion === object.apiVersion)) return;
  throw new InputError(
    `line ${item.line}: to kubectl this is a ${kind} of ${apiVersion}, as the list around it says, and other readers refuse it: write its apiVersion and kind`,
    [],
    'contested',
  );
}

/** What the planner gets, and findings count in. */
export function objectsOf(resources: readonly SourceResource[]): readonly JsonObject[] {
  return resources.map(({ object }) => object);
}
