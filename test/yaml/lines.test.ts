import {
  behindComment,
  columnOf,
  indentationOf,
  lineBreakAt,
  lineEnd,
  lineStart,
  nextLineStart,
  opensLine,
  withoutLineBreak,
} from '../../src/yaml/read/lines.ts';

const text = '\uFEFFab\r\n  cd # x\n\te\rf';
const at = (found: string): number => text.indexOf(found);

test('CRLF, LF and a lone CR end lines; a byte order mark takes no column', () => {
  expect(['a', 'c', 'e', 'f'].map((each) => columnOf(text, at(each)))).toEqual([0, 2, 1, 0]);
  expect(['b', 'd', 'e', 'f'].map((each) => lineEnd(text, at(each)))).toEqual([3, 13, 16, 18]);
  expect(['b', 'd', 'e', 'f'].map((each) => nextLineStart(text, at(each)))).toEqual([5, 14, 17, 18]);
  expect(lineStart(text, 0)).toBe(0);
});

test('the indentation of a line', () => {
  expect(['b', 'x', 'e', 'f'].map((each) => indentationOf(text, at(each)))).toEqual(['', '  ', '\t', '']);
});

test('a new line ends like its own line, or else like the one before', () => {
  expect(['b', 'd', 'e', 'f'].map((each) => lineBreakAt(text, at(each)))).toEqual(['\r\n', '\n', '\r', '\r']);
  expect(lineBreakAt('x', 0)).toBe('\n');
});

test('the end without its line break', () => {
  expect([5, 14, 17, 18].map((end) => withoutLineBreak(text, end))).toEqual([3, 13, 16, 18]);
});

test('what opens a line', () => {
  expect(['a', 'b', 'c', 'd', 'e', 'f'].map((each) => opensLine(text, at(each)))).toEqual([
    true,
    false,
    true,
    false,
    true,
    true,
  ]);
});

test.each([
  ['1 # why', 1, 7],
  ['1  ', 1, 3],
  ['1', 1, 1],
  ['1#2', 1, 1],
  ['1, 2', 1, 1],
  ['1 # why\n# next', 1, 7],
])('behind the comment of %j', (line, offset, end) => {
  expect(behindComment(line, offset)).toBe(end);
});
