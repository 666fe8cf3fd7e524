/**
 * One resource in a text: where it stands, what it is, and its contents when somebody asks. Most resources of a package
 * are CRDs and RBAC that nobody asks about; they are never read.
 */
import { position, SourceError } from '../error.ts';
import { mayHold } from '../hiding.ts';
import { isObject, type JsonObject } from '../json.ts';
import type { MapNode } from '../node.ts';
import { type Decoded, DecodeError, decodeNode } from '../typing.ts';

/** `text[start, end)` */
export interface Span {
  readonly start: number;
  readonly end: number;
}

export interface Item extends Span {
  /** From its first key to the end of its last value; comments and blank lines behind that may be included. */
  readonly start: number;
  readonly end: number;
  /** Line of its first key, from 1. Counted anew at each access. */
  readonly line: number;
  /** Undefined where it is missing or no string. May have to read the item, and throw as `json` does. */
  readonly apiVersion: string | undefined;
  readonly kind: string | undefined;
  /** False only where the item's own bytes do not hold this word, in whatever spelling. Never reads the item. */
  mayHold(word: string): boolean;
  /**
   * The item as it is written, with offsets in the whole text. Not kept: reading it again costs less than the memory.
   *
   * @throws SourceError if it is broken
   */
  node(): MapNode;
  /**
   * The item as Kubernetes would read it. Decoded once.
   *
   * @throws SourceError if it is broken, or no JSON object
   */
  json(): JsonObject;
  /**
   * What `node` and `json` return, and kept by nobody: for those who need both, and soon neither.
   *
   * @throws SourceError as these do
   */
  read(): ReadItem;
}

/** An item that has been read. */
export interface ReadItem {
  readonly node: MapNode;
  readonly object: JsonObject;
  /** See `Decoded` in typing.ts. */
  readonly hasDistinctKeys: boolean;
}

/** The two fields that say what a resource is. */
export interface TypeMeta {
  readonly apiVersion: string | undefined;
  readonly kind: string | undefined;
}

/** Where an item stands, and the column of its first key. */
export interface ItemPlace extends Span {
  readonly column: number;
}

/** A map as it is written, and what it decodes to, where the reader has told that on the way. */
export interface MapReading {
  readonly node: MapNode;
  readonly decoded?: Decoded | undefined;
}

/** Reads the map that stands at a place. */
export type ReadMap = (place: ItemPlace) => MapReading;

/**
 * @param seen its type fields, if they could be told without reading it
 * @param read fast, or itself keeps what it has read
 */
export function itemOf(text: string, place: ItemPlace, seen: TypeMeta | undefined, read: ReadMap): Item {
  return new TextItem(text, place, seen, read);
}

/** A class, as there are tens of thousands in a large input: closures would take as much memory as the text. */
class TextItem implements Item {
  readonly start: number;
  readonly end: number;
  private readonly text: string;
  readonly column: number;
  private readonly readMap: ReadMap;
  private typeMeta: TypeMeta | undefined;
  private value: JsonObject | undefined;

  constructor(text: string, { start, end, column }: ItemPlace, seen: TypeMeta | undefined, readMap: ReadMap) {
    this.start = start;
    this.end = end;
    this.text = text;
    this.column = column;
    this.readMap = readMap;
    this.typeMeta = seen;
    this.value = undefined;
  }

  get line(): number {
    return position(this.text, this.start).line;
  }

  get apiVersion(): string | undefined {
    return this.types().apiVersion;
  }

  get kind(): string | undefined {
    return this.types().kind;
  }

  mayHold(word: string): boolean {
    return mayHold(this.text.slice(this.start, this.end), word);
  }

  node(): MapNode {
    return this.readMap(this).node;
  }

  json(): JsonObject {
    this.value ??= this.read().object;
    return this.value;
  }

  read(): ReadItem {
    const { node, decoded } = this.readMap(this);
    const { value, hasDistinctKeys } = decoded ?? decode(this.text, node);
    if (!isObject(value)) throw new SourceError('a resource must be an object', this.text, node.start);
    return { node, object: value, hasDistinctKeys };
  }

  private types(): TypeMeta {
    this.typeMeta ??= typeMetaOf(this.json());
    return this.typeMeta;
  }
}

function typeMetaOf({ apiVersion, kind }: JsonObject): TypeMeta {
  return {
    apiVersion: typeof apiVersion === 'string' ? apiVersion : undefined,
    kind: typeof kind === 'string' ? kind : undefined,
  };
}

function decode(text: string, node: MapNode): Decoded {
  try {
    return decodeNode(node);
  } catch (error) {
    if (error instanceof DecodeError) throw new SourceError(error.message, text, error.offset, error.fault);
    throw error;
  }
}
