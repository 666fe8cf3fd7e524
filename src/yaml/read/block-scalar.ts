/**
 * Literal and folded scalars, for the fast reader.
 *
 *   scalar = ( '|' | '>' ) [ '-' | '+' ] { ' ' } [ '#' comment ] line end { line }
 *
 * The first line that is not blank sets the indentation. Unsure of: indentation indicators, scalars without content,
 * a tab where the indentation is told, blank lines in front of the content that are longer than its indentation.
 */
import { DASH, GREATER, PLUS, SPACE, TAB } from '../characters.ts';
import type { ScalarNode } from '../node.ts';
import { outsideSubset } from './outside-subset.ts';

const header = /[|>][-+]?(?: *| +#[^\n]*)\n/y;

/** Reads the scalar at `start`, which is a value in a collection at column `parent`. */
export function readBlockScalar(text: string, start: number, end: number, parent: number): ScalarNode {
  header.lastIndex = start;
  if (!header.test(text) || header.lastIndex >= end) throw outsideSubset;
  const body = bodyOf(text, header.lastIndex, end, parent);
  const chomp = text.charCodeAt(start + 1);
  const blankLines = text.slice(body.contentEnd, body.end);
  if (chomp === PLUS && !text.endsWith('\n', body.end)) throw outsideSubset;
  const content = withoutIndent(text.slice(body.start, body.contentEnd), body.indent);
  const folded = text.charCodeAt(start) === GREATER;
  return {
    kind: 'scalar',
    style: folded ? 'folded' : 'literal',
    text:
      (folded ? foldLines(content) : content) +
      (chomp === DASH ? '' : '\n') +
      (chomp === PLUS ? lineEnds(blankLines) : ''),
    start,
    end: chomp === PLUS ? body.end : body.contentEnd,
  };
}

interface Body {
  readonly start: number;
  /** Behind the last line that has content: text, or more blanks than the indentation. */
  readonly contentEnd: number;
  /** Behind the blank lines that follow it. */
  readonly end: number;
  readonly indent: number;
}

function bodyOf(text: string, start: number, end: number, parent: number): Body {
  let indent = -1;
  let longestBlank = 0;
  let contentEnd = start;
  let line = start;
  while (line < end) {
    let at = line;
    while (text.charCodeAt(at) === SPACE) at++;
    const lineFeed = text.indexOf('\n', at);
    const next = lineFeed === -1 || lineFeed >= end ? end : lineFeed + 1;
    const blank = at >= end || at === lineFeed;
    const column = at - line;
    if (blank && indent === -1) longestBlank = Math.max(longestBlank, column);
    else if (indent === -1) {
      if (column <= parent || column < longestBlank || text.charCodeAt(at) === TAB) throw outsideSubset;
      indent = column;
    } else if (!blank && column < indent) {
      if (column > parent) throw outsideSubset;
      break;
    }
    if (indent !== -1 && (!blank || column > indent)) contentEnd = next;
    line = next;
  }
  if (indent === -1) throw outsideSubset;
  return { start, contentEnd, end: line, indent };
}

/** Blank lines may be shorter than the indentation. The last line end is left out. */
function withoutIndent(lines: string, indent: number): string {
  const behindLineEnds = new RegExp(`\n {0,${indent}}`, 'g');
  return `\n${lines.endsWith('\n') ? lines.slice(0, -1) : lines}`.replace(behindLineEnds, '\n').slice(1);
}

function lineEnds(blankLines: string): string {
  return blankLines.replaceAll(' ', '');
}

/**
 * Between two lines of text, a line end becomes a space and n blank lines n line ends. Around lines that begin with a
 * blank, and at the start, every line end stays.
 */
function foldLines(content: string): string {
  let folded = '';
  let blankLines = 0;
  let before: 'nothing' | 'text' | 'as it is' = 'nothing';
  for (const line of content.split('\n')) {
    if (line === '') {
      blankLines++;
      continue;
    }
    const current = line.startsWith(' ') || line.startsWith('\t') ? 'as it is' : 'text';
    if (before === 'text' && current === 'text') folded += blankLines === 0 ? ' ' : '\n'.repeat(blankLines);
    else folded += '\n'.repeat(before === 'nothing' ? blankLines : blankLines + 1);
    folded += line;
    blankLines = 0;
    before = current;
  }
  return folded;
}
