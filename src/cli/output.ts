/** What the reporting commands print: the flag for its form, and whether a terminal shows it. */
import { writeAll } from '../app/streams.ts';
import { ansi, type Paint, plain } from '../report/paint.ts';
import { visibleJson } from '../yaml/visible.ts';
import type { Arguments } from './arguments.ts';
import type { CommandFlag } from './usage.ts';

/** `-o`, with the forms that a command can print; the first is the default. */
export function outputFlag(...value: readonly string[]): CommandFlag {
  return { flag: 'output', short: 'o', value, help: `the output format (default ${value[0]})` };
}

export function outputOf({ texts }: Arguments): string {
  return texts.get('output')?.[0] ?? 'text';
}

/** Colours are for terminals that have them, unless the user wants none: https://no-color.org */
export function paintFor(stream: NodeJS.WriteStream): Paint {
  return stream.isTTY && !process.env.NO_COLOR && process.env.TERM !== 'dumb' ? ansi : plain;
}

export async function printJson(value: unknown): Promise<void> {
  await writeAll(process.stdout, `${visibleJson(JSON.stringify(value, null, 2))}\n`);
}
