/**
 * Rows of words, made visible: aligned under their heads for people on a terminal, separated by tabs for programs. On a
 * terminal that is too narrow, cells are broken between words, and where that is not enough stand below each other; words
 * are never broken, as people copy them.
 */
import { type Paint, plain } from '../report/paint.ts';
import { visible } from '../yaml/visible.ts';
import { paintFor } from './output.ts';
import { wrap } from './wrap.ts';

export interface Table {
  readonly heads: readonly string[];
  readonly rows: readonly (readonly string[])[];
}

export function printedTable({ heads, rows }: Table, stream: NodeJS.WriteStream): string {
  const table = { heads, rows: rows.map((row) => row.map(visible)) };
  return stream.isTTY ? aligned(table, stream.columns, paintFor(stream)) : tabbed(table);
}

function tabbed({ rows }: Table): string {
  return rows.map((row) => `${row.join('\t')}\n`).join('');
}

const gap = '  ';

/** @param columns of the terminal; undefined where it does not tell */
function aligned(table: Table, columns: number | undefined, paint: Paint): string {
  const { heads, rows } = table;
  const widths = fittingWidths([heads, ...rows], columns ?? Number.POSITIVE_INFINITY);
  if (widths === undefined) return stacked(table, columns ?? 0, paint);
  const lines = (cells: readonly string[], style: Paint): readonly string[] => {
    const wrapped = cells.map((cell, column) => wrap(cell, widths[column] ?? 0));
    const height = Math.max(...wrapped.map((parts) => parts.length));
    return Array.from({ length: height }, (_, index) => {
      const parts = wrapped.map((cell, column) => (cell[index] ?? '').padEnd(widths[column] ?? 0));
      return `${style('bold', parts.join(gap).trimEnd())}\n`;
    });
  };
  return [...lines(heads, paint), ...rows.flatMap((row) => lines(row, plain))].join('');
}

/** A row in lines: its first cell, and the others below it with their heads. */
function stacked({ heads, rows }: Table, columns: number, paint: Paint): string {
  const indent = '    ';
  return rows
    .flatMap(([first = '', ...others]) => [
      paint('bold', first),
      ...others.flatMap((cell, index) =>
        wrap(`${heads[index + 1]}: ${cell}`, columns - indent.length).map(
          (line, number) => (number === 0 ? '  ' : indent) + line,
        ),
      ),
    ])
    .map((line) => `${line}\n`)
    .join('');
}

/** As wide as the longest cell; where that is too wide, the widest columns give way, down to their longest word; or nothing, if it does not help. */
function fittingWidths(rows: readonly (readonly string[])[], columns: number): readonly number[] | undefined {
  const widest = (length: (cell: string) => number): number[] =>
    (rows[0] ?? []).map((_, column) => Math.max(...rows.map((row) => length(row[column] ?? ''))));
  const widths = widest((cell) => cell.length);
  const least = widest((cell) => Math.max(...cell.split(' ').map((word) => word.length)));
  const room = columns - gap.length * (widths.length - 1);
  for (;;) {
    const over = widths.reduce((sum, width) => sum + width, 0) - room;
    const shrinkable = widths.flatMap((width, column) => (width > (least[column] ?? 0) ? [column] : []));
    const [first] = shrinkable.sort((a, b) => (widths[b] ?? 0) - (widths[a] ?? 0));
    if (over <= 0) return widths;
    if (first === undefined) return undefined;
    const width = widths[first] ?? 0;
    widths[first] = Math.max(least[first] ?? 0, width - Math.max(1, Math.min(over, width >> 2)));
  }
}
