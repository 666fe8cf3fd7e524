/** What the reporting commands print: the flag for its form, and whether a terminal shows it. */
import { formatResult } from '../app/format.ts';
import type { Result } from '../app/results.ts';
import { writeAll } from '../app/streams.ts';
import { ansi, type Paint, plain } from '../report/paint.ts';
import { visible, visibleJson } from '../yaml/visible.ts';
import type { Arguments, Choice } from './arguments.ts';
import type { SkippedFile } from './skipped.ts';
import type { CommandFlag } from './usage.ts';

/** `-o`, with the forms that a command can print; the first is the default. */
export function outputFlag(...value: readonly string[]): Choice & CommandFlag {
  return { flag: 'output', short: 'o', value, help: `how it is printed (default ${value[0]})` };
}

/** As the help text of a command lists it. */
export function helpOfOutput({ flag, value, help }: Choice & CommandFlag): { flag: string; help: string } {
  return { flag: `${flag}, -o ${value.join('|')}`, help };
}

export function outputOf({ choices }: Arguments): string {
  return choices.get('output') ?? 'text';
}

/** Colours are for terminals, unless the user wants none: https://no-color.org */
export function paintFor(stream: NodeJS.WriteStream): Paint {
  return stream.isTTY && !process.env.NO_COLOR ? ansi : plain;
}

export async function printJson(value: unknown): Promise<void> {
  await writeAll(process.stdout, `${visibleJson(JSON.stringify(value, null, 2))}\n`);
}

/** Says on stderr what isn't in the product: warnings and errors, and files that were not read. */
export async function warn(results: readonly Result[], skipped: readonly SkippedFile[]): Promise<void> {
  const heard = results.filter(({ severity }) => severity !== 'info');
  await writeAll(process.stderr, [passed(skipped), ...heard.map(formatResult)].join(''));
}

export function passed(skipped: readonly SkippedFile[]): string {
  return skipped
    .map(({ path, reason }) => `info: ${visible(`${path} is not read: ${reason}`)} [file-skipped]\n`)
    .join('');
}
