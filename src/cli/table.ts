/** Rows of words, made visible: aligned under their heads for people on a terminal, separated by tabs for programs. */
import { type Paint, plain } from '../report/paint.ts';
import { visible } from '../yaml/visible.ts';
import { paintFor } from './output.ts';

export interface Table {
  readonly heads: readonly string[];
  readonly rows: readonly (readonly string[])[];
}

export function printedTable({ heads, rows }: Table, stream: NodeJS.WriteStream): string {
  const table = { heads, rows: rows.map((row) => row.map(visible)) };
  return stream.isTTY ? aligned(table, paintFor(stream)) : tabbed(table);
}

function tabbed({ rows }: Table): string {
  return rows.map((row) => `${row.join('\t')}\n`).join('');
}

function aligned({ heads, rows }: Table, paint: Paint): string {
  const widths = heads.map((head, column) => Math.max(head.length, ...rows.map((row) => row[column]?.length ?? 0)));
  const line = (cells: readonly string[], style: Paint): string =>
    `${style(
      'bold',
      cells
        .map((cell, column) => cell.padEnd(widths[column] ?? 0))
        .join('  ')
        .trimEnd(),
    )}\n`;
  return [line(heads, paint), ...rows.map((row) => line(row, plain))].join('');
}
