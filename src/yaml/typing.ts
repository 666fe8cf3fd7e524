/**
 * From nodes to JSON values, as Kubernetes reads YAML: go-yaml v2 decodes into Go values (decode.go), sigs.k8s.io/yaml
 * turns those into JSON (yaml.go, function `convertToJSONableObject`). Seen by running v1.6.0 of the latter:
 *
 * - a tag decides what the text is read as, quoted or not: `!!int "5"` is 5, `!!int x` an error; unknown tags are strings;
 * - keys become strings as Go prints them: `4.10` is `4.1` (32-bit), `0x10` is `16`, `yes` is `true`; null, lists and
 *   maps as keys are errors, so are `.inf` and `.nan` as values;
 * - of repeated keys the last counts;
 * - `<<` takes a map or a list of maps (the first of these wins); a key of the map's own that follows it wins. What readers
 *   differ about is an error: see merge-key.ts.
 */
import type { Fault } from './error.ts';
import type { Json, JsonObject, Path } from './json.ts';
import { contestedKey, isMergeKey, mergeDoubt } from './merge-key.ts';
import type { MapNode, Node, ScalarNode } from './node.ts';
import { type PlainValue, plainValue } from './plain.ts';
import { shortTag } from './tags.ts';
import { visible } from './visible.ts';

/** A value that YAML can say and JSON cannot, or a text that is not of the type its tag names. */
export class DecodeError extends Error {
  override readonly name = 'DecodeError';
  /** Where the node stands that cannot be decoded. */
  readonly offset: number;
  readonly fault: Fault;

  constructor(message: string, offset: number, fault: Fault = 'broken') {
    super(visible(message));
    this.offset = offset;
    this.fault = fault;
  }
}

/** Values that aliases may add to a document; a legitimate one has a few hundred. */
const maxAliased = 100_000;
/** Aliases can nest deeper than any text. */
const maxDepth = 600;

/**
 * The JSON value of a node. Integers beyond 2^53 lose digits, as in any JSON that JavaScript reads.
 *
 * @throws DecodeError where Kubernetes would refuse the value, and for aliases that would blow it up
 */
export function toJson(root: Node): Json {
  return decodeNode(root).value;
}

/** The JSON value of a node, and something that is seen on the way to it. */
export interface Decoded {
  readonly value: Json;
  /** Whether every map has as many keys as pairs: then none is repeated. */
  readonly hasDistinctKeys: boolean;
}

/** @throws DecodeError as `toJson` does */
export function decodeNode(root: Node): Decoded {
  let aliased = 0;
  let aliases = 0;
  let depth = 0;
  let hasDistinctKeys = true;

  const value = decode(root);
  return { value, hasDistinctKeys };

  function decode(node: Node): Json {
    if (aliases > 0 && ++aliased > maxAliased) throw new DecodeError('excessive aliasing', node.start);
    switch (node.kind) {
      case 'scalar':
        return decodeScalar(node);
      case 'alias': {
        aliases++;
        const value = decode(node.target);
        aliases--;
        return value;
      }
      default: {
        if (++depth > maxDepth) throw new DecodeError('excessive nesting', node.start);
        const value = node.kind === 'seq' ? node.items.map(decode) : decodeMap(node);
        depth--;
        return value;
      }
    }
  }

  function decodeMap(node: MapNode): JsonObject {
    const object: Record<string, Json> = {};
    let merged = false;
    for (const { key, value } of node.pairs) {
      if (isMergeKey(key)) {
        if (merged)
          throw new DecodeError('a second << in one map: readers of YAML differ about it', key.start, 'contested');
        merged = true;
        merge(object, decodeMerged(value), key);
        continue;
      }
      const doubt = mergeDoubt(key);
      if (doubt !== undefined) throw new DecodeError(doubt, key.start, 'contested');
      const name = keyText(key);
      if (name === undefined)
        throw new DecodeError('a key that is null, a list, a map or too large a number', key.start);
      setKey(object, name, decode(value));
    }
    if (Object.keys(object).length !== node.pairs.length) hasDistinctKeys = false;
    return object;
  }

  function decodeMerged(value: Node): JsonObject {
    const given: Record<string, Json> = {};
    for (const map of mergedMaps(value)) {
      for (const [name, taken] of Object.entries(decode(map) as JsonObject)) setKey(given, name, taken);
    }
    return given;
  }
}

function merge(object: Record<string, Json>, given: JsonObject, key: Node): void {
  const contested = contestedKey(object, given);
  if (contested !== undefined) {
    const problem = `this << gives ${contested}, which stands in front of it with another value: readers of YAML differ about which one counts`;
    throw new DecodeError(`${problem}; write ${contested} behind it`, key.start, 'contested');
  }
  for (const [name, value] of Object.entries(given)) setKey(object, name, value);
}

/** A key named `__proto__` is a key like any other. */
export function setKey(object: Record<string, Json>, key: string, value: Json): void {
  if (key === '__proto__')
    Object.defineProperty(object, key, { value, enumerable: true, configurable: true, writable: true });
  else object[key] = value;
}

function mergedMaps(value: Node): readonly Node[] {
  const maps = value.kind === 'seq' ? value.items.toReversed() : [value];
  for (const map of maps) {
    const { kind } = map.kind === 'alias' ? map.target : map;
    if (kind !== 'map') throw new DecodeError('<< wants a map or a list of maps', map.start);
  }
  return maps;
}

/** The JSON key that a key node stands for; undefined where there is none: null, lists, maps, integers beyond 63 bits. */
export function keyText(node: Node): string | undefined {
  const key = node.kind === 'alias' ? node.target : node;
  const value = key.kind === 'scalar' ? typed(key) : undefined;
  if (typeof value === 'string') return value;
  if (typeof value === 'number') return float32Text(value);
  if (value === null || value === undefined || (typeof value === 'bigint' && value >= 2n ** 63n)) return undefined;
  return String(value);
}

/** The string that a node is; undefined where it is something else. */
export function stringOf(node: Node): string | undefined {
  const value = node.kind === 'scalar' ? typed(node) : undefined;
  return typeof value === 'string' ? value : undefined;
}

/** Whether a node is a null, written or not. */
export function isNull(node: Node): boolean {
  return node.kind === 'scalar' && typed(node) === null;
}

/** @throws DecodeError as `toJson` does */
export function decodeScalar(node: ScalarNode): Json {
  const value = typed(node);
  if (typeof value === 'bigint') return Number(value);
  if (value === undefined) throw new DecodeError(`\`${node.text}\` cannot be read as ${node.tag}`, node.start);
  if (typeof value === 'number' && !Number.isFinite(value))
    throw new DecodeError(`${node.text} is no JSON value`, node.start);
  return value;
}

/** The types that a tag may ask for, and what `plainValue` makes of such a text. */
const typeofTag: ReadonlyMap<string, string> = new Map([
  ['null', 'object'],
  ['bool', 'boolean'],
  ['int', 'bigint'],
  ['float', 'number'],
]);

/** Undefined for a text that is not of the type its tag names. */
function typed({ style, text, tag }: ScalarNode): PlainValue | undefined {
  if (tag === undefined) return style === 'plain' ? plainValue(text) : text;
  const type = shortTag(tag);
  if (type === 'binary') return decodeBase64(text);
  const wanted = typeofTag.get(type);
  if (wanted === undefined) return text;
  const value = plainValue(text);
  if (type === 'float' && typeof value === 'bigint') return Number(value);
  return typeof value === wanted ? value : undefined;
}

function decodeBase64(text: string): string | undefined {
  const bare = text.replaceAll('\n', '');
  const base64 = /^(?:[A-Za-z0-9+/]{4})*(?:[A-Za-z0-9+/]{2}==|[A-Za-z0-9+/]{3}=)?$/;
  return base64.test(bare) ? Buffer.from(bare, 'base64').toString() : undefined;
}

/** As Go's `strconv.FormatFloat(value, 'g', -1, 32)`, with YAML's names for what is no number. */
function float32Text(value: number): string {
  const single = Math.fround(value);
  if (Number.isNaN(single)) return '.nan';
  if (!Number.isFinite(single)) return single < 0 ? '-.inf' : '.inf';
  let digits = 0;
  let text = single.toExponential(digits);
  while (Math.fround(Number(text)) !== single) text = single.toExponential(++digits);
  const [mantissa = '', exponent = ''] = text.split('e');
  const power = Number(exponent);
  if (power >= -4 && power < 6) return String(Number(text));
  return `${mantissa}e${power < 0 ? '-' : '+'}${String(Math.abs(power)).padStart(2, '0')}`;
}

/** A key that stands twice in one map. */
export interface DuplicateKey {
  /** Of the map's entry, the key included. */
  readonly path: Path;
  readonly first: Node;
  readonly second: Node;
}

/** The repeated keys of a tree, in the order of the text. What aliases repeat is not looked at again. */
export function duplicateKeys(root: Node): readonly DuplicateKey[] {
  const found: DuplicateKey[] = [];
  visit(root, []);
  return found;

  function visit(node: Node, path: Path): void {
    if (node.kind === 'seq') for (const [index, item] of node.items.entries()) visit(item, [...path, index]);
    if (node.kind !== 'map') return;
    const keys = new Map<string, Node>();
    for (const { key, value } of node.pairs) {
      const text = keyText(key);
      if (text === undefined || isMergeKey(key)) continue;
      const first = keys.get(text);
      if (first === undefined) keys.set(text, key);
      else found.push({ path: [...path, text], first, second: key });
      visit(value, [...path, text]);
    }
  }
}

/** Single words of image references, tags, names: nothing that means something to YAML inside or around them. */
const word = /^[A-Za-z0-9._/](?:[A-Za-z0-9._/@+:-]*[A-Za-z0-9._/@+-])?$/;
/** May be a number, a sexagesimal number or a date to some version of YAML. */
const numeric = /^[0-9._][0-9a-fA-FoOxXtTzZ._:+-]*$/;

/**
 * Whether a text, written plain, reads as itself in YAML 1.1 and 1.2, in block and in flow context. Conservative: a
 * false answer only costs quotes.
 */
export function isPlainSafe(text: string): boolean {
  return word.test(text) && !numeric.test(text) && typeof plainValue(text) === 'string';
}
