/**
 * Our nodes from the concrete syntax tree of the `yaml` package.
 *
 * Its composed nodes would be nearer at hand, but they no longer say how a tag was written, they place a value that
 * is not written behind the blanks that follow the colon (ours: right behind the colon), and they end a collection with
 * the comments behind its last value (ours: with that value). The tree must have passed the package's composer, and must
 * not be too deep.
 */
import { CST, type Document } from 'yaml';
import type { Fault } from '../error.ts';
import { isJson } from '../json-text.ts';
import type { AliasNode, Node, Pair, ScalarNode, ScalarStyle } from '../node.ts';

export interface Surroundings {
  /** What the offsets count in, once they are shifted. */
  readonly text: string;
  /** Those of the document: `%TAG` decides what a tag means. */
  readonly directives: Document.Parsed['directives'];
  /** Added to every offset. */
  readonly shift: number;
  /** Throws; the offset is one of the tree's. */
  readonly refuse: (message: string, offset: number, fault?: Fault) => never;
}

type Maybe<T> = T | null | undefined;
type Collection = CST.BlockMap | CST.BlockSequence | CST.FlowCollection;

/** What stands in front of a value: indicators, blanks, comments, its anchor and its tag. */
type Before = readonly CST.SourceToken[];

interface Properties {
  readonly anchor?: string;
  readonly tag?: string;
}

export function treeOf(document: CST.Document, { text: all, directives, shift, refuse }: Surroundings): Node {
  let isAllJson: boolean | undefined;
  /** How many flow collections are being read. */
  let flowDepth = 0;
  /** By name, the last node anchored so far; it is still missing while that node is being built. */
  const anchors = new Map<string, { node?: Node }>();

  return nodeOf(document.value, document.start, document.offset);

  /** `fallback` is the place of a value that has nothing at all in front of it. */
  function nodeOf(token: Maybe<CST.Token>, before: Before, fallback: number): Node {
    const properties = propertiesOf(before, directives);
    if (properties.anchor !== undefined && /[^\w-]/.test(properties.anchor)) {
      refuse(
        `readers of YAML differ about where the anchor &${properties.anchor} ends`,
        before[0]?.offset ?? fallback,
        'contested',
      );
    }
    const anchored: { node?: Node } = {};
    if (properties.anchor !== undefined) anchors.set(properties.anchor, anchored);
    const node = isWritten(token) ? writtenNode(token, properties) : unwritten(behind(before) ?? fallback, properties);
    anchored.node = node;
    return node;
  }

  function writtenNode(token: CST.Token, properties: Properties): Node {
    switch (token.type) {
      case 'alias':
        return aliasOf(token);
      case 'scalar':
      case 'single-quoted-scalar':
      case 'double-quoted-scalar':
      case 'block-scalar':
        return scalarOf(token, properties);
      case 'block-map':
      case 'block-seq':
        return collectionOf(token, properties);
      case 'flow-collection': {
        flowDepth++;
        const collection = collectionOf(token, properties);
        flowDepth--;
        return collection;
      }
      default:
        return refuse(`unexpected ${token.type}`, token.offset);
    }
  }

  function unwritten(offset: number, properties: Properties): ScalarNode {
    const start = shift + offset;
    return { kind: 'scalar', style: 'plain', text: '', start, end: start, ...properties };
  }

  function scalarOf(token: CST.FlowScalar | CST.BlockScalar, properties: Properties): ScalarNode {
    if (flowDepth > 0 && token.type === 'scalar' && token.source.startsWith('?')) {
      refuse(
        'in flow style, readers of YAML differ about a ? in front of a text: put the text in quotes, or a blank behind the ?',
        token.offset,
        'contested',
      );
    }
    const { value: text } = CST.resolveAsScalar(asInGo(token), true, () => {});
    const start = shift + token.offset;
    const header = token.type === 'block-scalar' ? token.props.map(CST.stringify).join('').length : 0;
    return {
      kind: 'scalar',
      style: styleOf(token),
      text,
      start,
      end: start + header + token.source.length,
      ...properties,
    };
  }

  /** go-yaml knows the escape `\'`, and not `\/`, which is one in JSON alone. */
  function asInGo(token: CST.FlowScalar | CST.BlockScalar): CST.FlowScalar | CST.BlockScalar {
    if (token.type !== 'double-quoted-scalar' || !/\\['/]/.test(token.source)) return token;
    const source = token.source.replace(/\\([\s\S])/g, (written, character, index) => {
      if (character === '/') isAllJson ??= isJson(all);
      if (character === '/' && !isAllJson)
        refuse('go-yaml, and so Kubernetes, knows no escape \\/: write /', token.offset + index);
      return character === "'" ? character : written;
    });
    return { ...token, source };
  }

  function aliasOf({ source, offset }: CST.FlowScalar): AliasNode {
    const name = source.slice(1);
    const anchored = anchors.get(name) ?? refuse(`the alias *${name} has no anchor &${name} in front of it`, offset);
    const target = anchored.node ?? refuse(`the alias *${name} stands inside the value that it names`, offset);
    return { kind: 'alias', name, target, start: shift + offset, end: shift + offset + source.length };
  }

  function collectionOf(token: Collection, properties: Properties): Node {
    const start = shift + token.offset;
    const entries = token.items.filter(holdsSomething);
    const flow = token.type === 'flow-collection';
    if (token.type === 'block-map' || (flow && token.start.source === '{')) {
      const pairs = entries.map(pairOf);
      return {
        kind: 'map',
        flow,
        pairs,
        start,
        end: flow ? endOf(token) : (pairs.at(-1)?.value.end ?? start),
        ...properties,
      };
    }
    const items = entries.map((entry) =>
      isPair(entry) ? single(pairOf(entry)) : nodeOf(entry.value, entry.start, token.offset),
    );
    return { kind: 'seq', flow, items, start, end: flow ? endOf(token) : (items.at(-1)?.end ?? start), ...properties };
  }

  function endOf({ end, offset }: CST.FlowCollection): number {
    return shift + (end[0] === undefined ? offset : end[0].offset + end[0].source.length);
  }

  function pairOf({ start, key, sep = [], value }: CST.CollectionItem): Pair {
    // The composer drops such a value unseen: `? a:` with `- b` on the next line.
    if (value && sep.every(({ type }) => type !== 'map-value-ind')) refuse('a value without a colon', value.offset);
    const colon = sep.find(({ type }) => type === 'map-value-ind');
    if (
      flowDepth > 0 &&
      key?.type === 'scalar' &&
      colon !== undefined &&
      /[^\s]/.test(all[shift + colon.offset + 1] ?? '')
    ) {
      refuse(
        'readers of YAML differ about a colon behind a text without quotes: write a blank behind it',
        colon.offset,
        'contested',
      );
    }
    const keyNode = nodeOf(key, start, sep[0]?.offset ?? 0);
    return { key: keyNode, value: nodeOf(value, sep, keyNode.end - shift) };
  }
}

/** `[a: b]`: a map without brackets of its own. */
function single(pair: Pair): Node {
  return { kind: 'map', flow: true, pairs: [pair], start: pair.key.start, end: pair.value.end };
}

/** Comments before the end of a collection, and a comma behind its last item, make an entry of their own. */
function holdsSomething({ start, key, sep, value }: CST.CollectionItem): boolean {
  const content: CST.TokenType[] = ['anchor', 'tag', 'seq-item-ind', 'explicit-key-ind'];
  return Boolean(key ?? sep ?? value) || start.some(({ type }) => content.includes(type));
}

/** `? a`, `a: b`, also in a list, where `[a: b]` holds a map. */
function isPair({ start, sep }: CST.CollectionItem): boolean {
  return sep !== undefined || start.some(({ type }) => type === 'explicit-key-ind');
}

function isWritten(token: Maybe<CST.Token>): token is CST.Token {
  return token !== null && token !== undefined && !(token.type === 'scalar' && token.source === '');
}

/** The end of the last indicator, anchor or tag. */
function behind(before: Before): number | undefined {
  const last = before.findLast(({ type }) => type !== 'space' && type !== 'newline' && type !== 'comment');
  return last && last.offset + last.source.length;
}

function propertiesOf(before: Before, directives: Document.Parsed['directives']): Properties {
  const anchor = before.find(({ type }) => type === 'anchor')?.source.slice(1);
  const tag = before.find(({ type }) => type === 'tag')?.source;
  return {
    ...(anchor !== undefined && { anchor }),
    ...(tag !== undefined && { tag: isRedefined(tag, directives) ? `!<${directives.tagName(tag, () => {})}>` : tag }),
  };
}

function isRedefined(tag: string, { tags }: Document.Parsed['directives']): boolean {
  const handle = /^!(?:[\w-]*!)?/.exec(tag)?.[0] ?? '';
  const prefix = tags[handle];
  return tag !== '!' && prefix !== undefined && !(handle === '!!' && prefix === 'tag:yaml.org,2002:');
}

function styleOf(token: CST.FlowScalar | CST.BlockScalar): ScalarStyle {
  switch (token.type) {
    case 'single-quoted-scalar':
      return 'single';
    case 'double-quoted-scalar':
      return 'double';
    case 'block-scalar':
      return CST.stringify({ ...token, source: '' }).startsWith('>') ? 'folded' : 'literal';
    default:
      return 'plain';
  }
}
