/** Edited texts as they leave the program: printed as one stream, shown as differences, or written in place. */
import { writeAll } from '../app/streams.ts';
import { replaceFiles } from './files/replace.ts';
import { paintFor } from './output.ts';
import { paintPatch, patchOf } from './patch.ts';

/** A text of the input, before and after. */
export interface Output {
  /** Absent for standard input. */
  readonly path?: string;
  readonly before: string;
  readonly after: string;
}

/** Several texts are one stream of YAML documents; one text is as it is. */
export async function printOutputs(outputs: readonly Output[]): Promise<void> {
  const texts = outputs.map(({ after }) => after).filter((text) => text !== '');
  const separated = texts.map((text, index) => {
    if (index === 0) return text;
    const separator = /^---(\s|$)/.test(text) ? '' : '---\n';
    return (texts[index - 1]?.endsWith('\n') ? '' : '\n') + separator + text;
  });
  await writeAll(process.stdout, separated.join(''));
}

/** @param remark a line in front, where there is something to show */
export async function showOutputs(outputs: readonly Output[], remark: string): Promise<void> {
  const patches = await Promise.all(
    changed(outputs).map(({ path = '-', before, after }) => patchOf(path, before, after)),
  );
  await writeAll(
    process.stdout,
    patches.length === 0 ? '' : remark + paintPatch(patches.join(''), paintFor(process.stdout)),
  );
}

/** @returns what was written @throws InputError where a file cannot be replaced */
export async function writeOutputs(outputs: readonly Output[], roots: readonly string[]): Promise<readonly string[]> {
  const changes = changed(outputs).flatMap(({ path, before, after }) =>
    path === undefined ? [] : [{ path, before, after }],
  );
  await replaceFiles(changes, roots);
  return changes.map(({ path }) => path);
}

export function changed(outputs: readonly Output[]): readonly Output[] {
  return outputs.filter(({ before, after }) => before !== after);
}
