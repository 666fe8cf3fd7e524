/**
 * The full reader: every YAML 1.2 document, read by the `yaml` package and turned into our nodes. Nothing is typed here.
 *
 * Seen by running yaml 2.9, and dealt with here:
 * - a lone CR is no line end to it (it is one in YAML): such text is read with LF in its place, offsets stay;
 * - control characters pass it, although go-yaml refuses them; a byte order mark that opens a further document becomes
 *   part of its first key: refused;
 * - a byte order mark counts in its offsets, as it does in ours; one behind a `---` is passed over, as kubectl does;
 * - it refuses what go-yaml reads: see go-lexer.ts, and `goReadsOn`.
 */

import { Composer, type CST, Lexer, type ParseOptions, Parser, type SchemaOptions, type YAMLParseError } from 'yaml';
import { tooDeepIn } from '../concrete-depth.ts';
import { maxDepth } from '../depth.ts';
import { type Fault, SourceError } from '../error.ts';
import type { Node } from '../node.ts';
import { treeOf } from './concrete-syntax.ts';
import { lexemes } from './go-lexer.ts';
import { limitResources } from './most-resources.ts';

/**
 * Reads a text that holds one document. A byte order mark, directives, `---` and `...` may surround it; an empty text
 * is a plain scalar with empty text.
 *
 * @throws SourceError for broken YAML, an alias without its anchor, a second document
 */
export function readYaml(text: string): Node {
  const [first, second] = documents(whole(text));
  if (second !== undefined) throw new SourceError('a second document: only one is expected here', text, second.start);
  return first ?? unwritten(text.length);
}

/**
 * Reads the first document of a text, as Go's `yaml.Unmarshal` does: what follows it may be broken.
 *
 * @throws SourceError for broken YAML in it, an alias without its anchor
 */
export function readFirstYaml(text: string): Node {
  const [first] = documents(whole(text));
  return first ?? unwritten(text.length);
}

/**
 * Reads all documents of a text, in order. An empty one is a plain scalar with empty text.
 *
 * @throws SourceError for broken YAML, an alias without its anchor
 */
export function readYamlStream(text: string): readonly Node[] {
  const roots: Node[] = [];
  for (const root of documents(whole(text))) {
    roots.push(root);
    limitResources(roots.length, text, root.start);
  }
  return roots;
}

/**
 * Reads the value in `text[start, end)` whose first line begins at `column`: a list item behind its dash, a document of
 * a stream. Offsets are those of `text`.
 *
 * @throws SourceError for broken YAML, an alias whose anchor is not in this part
 */
export function readYamlPart(text: string, start: number, end: number, column: number): Node {
  const [first] = documents({ text, source: ' '.repeat(column) + text.slice(start, end), shift: start - column });
  return first ?? unwritten(end);
}

/** What is parsed, and the offset in `text` that its first character has. */
interface Excerpt {
  readonly text: string;
  readonly source: string;
  readonly shift: number;
}

function whole(text: string): Excerpt {
  return { text, source: text, shift: 0 };
}

function unwritten(offset: number): Node {
  return { kind: 'scalar', style: 'plain', text: '', start: offset, end: offset };
}

/**
 * `failsafe` and `resolveKnownTags: false` leave the typing to us; duplicate keys are the caller's business, and the
 * package's check for them takes quadratic time.
 */
const options: ParseOptions & SchemaOptions & { readonly resolveKnownTags: boolean } = {
  schema: 'failsafe',
  resolveKnownTags: false,
  uniqueKeys: false,
};

/**
 * Lazy, so that a caller who wants the first document does not pay for the others, nor for their errors. What is broken is
 * parsed again as YAML 1.2 has it: that finds the mistake nearer to where it was made.
 */
function* documents(excerpt: Excerpt): Generator<Node, undefined> {
  try {
    yield* documentsOf(excerpt, lexemes);
  } catch (error) {
    throw error instanceof SourceError && error.fault !== 'contested' ? strictError(excerpt, error) : error;
  }
  return undefined;
}

/** What YAML 1.2 has against a text in the first place; how bad that is stays. */
function strictError(excerpt: Excerpt, error: SourceError): SourceError {
  try {
    Array.from(documentsOf(excerpt, strictLexemes));
  } catch (strict) {
    if (strict instanceof SourceError) return new SourceError(strict.message, excerpt.text, strict.offset, error.fault);
    throw strict;
  }
  return error;
}

function strictLexemes(source: string): Generator<string> {
  return new Lexer().lex(source);
}

function* documentsOf(excerpt: Excerpt, lex: typeof lexemes): Generator<Node, undefined> {
  const source = withLineFeeds(excerpt);
  const composer = new Composer(options);
  const trees: CST.Document[] = [];
  const refuse = (message: string, offset: number, fault?: Fault): never => {
    throw new SourceError(message, excerpt.text, Math.min(excerpt.shift + offset, excerpt.text.length), fault);
  };
  const check = (errors: readonly YAMLParseError[]): void => {
    for (const error of errors) {
      if (!goReadsOn(error)) refuse(error.message, error.pos[0], mayGoReadOn(error) ? 'lenient' : 'broken');
    }
  };

  function* finished(composed: ReturnType<Composer['next']>): Generator<Node, undefined> {
    for (const { errors, directives } of composed) {
      check(errors);
      const tree = trees.shift();
      if (tree !== undefined) yield treeOf(tree, { text: excerpt.text, directives, shift: excerpt.shift, refuse });
    }
    return undefined;
  }

  for (const token of tokensOf(lex(source))) {
    if (token.type === 'document') {
      const tooDeep = tooDeepIn(token);
      if (tooDeep) refuse(`nested deeper than ${maxDepth} levels`, tooDeep.offset);
      trees.push(token);
    }
    yield* finished(composer.next(token));
  }
  yield* finished(composer.end(true, source.length));
  return undefined;
}

function* tokensOf(words: Iterable<string>): Generator<CST.Token, undefined> {
  const parser = new Parser();
  for (const lexeme of words) yield* parser.next(lexeme);
  yield* parser.end();
  return undefined;
}

/** Whether an error of YAML 1.2 is none to go-yaml: a comment right behind a value, and the escape `\\'`. */
function goReadsOn({ code, message }: YAMLParseError): boolean {
  if (code === 'MISSING_CHAR') return message.startsWith('Comments must be separated');
  return code === 'BAD_DQ_ESCAPE' && message === "Invalid escape sequence \\'";
}

/** Seen in go-yaml: it reads some of these, or the first document in front of them. */
function mayGoReadOn({ code, message }: YAMLParseError): boolean {
  return (
    lenientCodes.has(code) ||
    /^(?:Unexpected .* (?:at node end|token in YAML stream)|Tags and anchors must be separated|Block scalars with more-indented)/.test(
      message,
    )
  );
}

const lenientCodes: ReadonlySet<string> = new Set(['BLOCK_IN_FLOW', 'BAD_DIRECTIVE']);

/** Control characters but tab, LF, CR and NEL; a byte order mark at the start of a further line, or behind the first. */
const forbidden = /[^\P{Cc}\t\n\r\u0085]|(?<=[\n\r]|^\ufeff)(?<!(?:^|\n)---[^\n]*\n)\ufeff/u;
/** A byte order mark as the first character of a document: the line end in front of it takes its place, so that offsets stay. */
const markedDocument = /(^---[^\n]*)\n\ufeff/gm;

function withLineFeeds({ text, source, shift }: Excerpt): string {
  const found = source.search(forbidden);
  if (found !== -1) {
    const code = source.charCodeAt(found).toString(16).toUpperCase().padStart(4, '0');
    const fault = code === 'FEFF' ? 'contested' : 'broken';
    throw new SourceError(`the character U+${code} cannot stand here unescaped`, text, shift + found, fault);
  }
  const marked = source.includes('\ufeff') ? source.replace(markedDocument, '$1\r\n') : source;
  return marked.includes('\r') ? marked.replace(/\r(?!\n)/g, '\n') : marked;
}
