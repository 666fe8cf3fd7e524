/** The cases of yaml-test-suite, as its sources list them. */
import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { isList, isObject, type Json } from '../../src/yaml/json.ts';
import { readYaml } from '../../src/yaml/read/yaml.ts';
import { toJson } from '../../src/yaml/typing.ts';

export interface SuiteCase {
  readonly id: string;
  readonly name: string;
  readonly yaml: string;
  /** Undefined: must be refused. */
  readonly tree: string | undefined;
}

export function casesBelow(folder: string): readonly SuiteCase[] {
  return readdirSync(folder)
    .filter((file) => file.endsWith('.yaml'))
    .flatMap((file) => casesIn(path.basename(file, '.yaml'), readFileSync(path.join(folder, file), 'utf8')));
}

/** A case takes over what it does not say from the one in front of it, but for `fail`. */
function casesIn(file: string, text: string): SuiteCase[] {
  const listed = toJson(readYaml(text));
  if (!isList(listed)) throw new Error(`${file} is no list`);
  const cases: SuiteCase[] = [];
  let previous: { readonly [key: string]: Json } = {};
  for (const [index, own] of listed.entries()) {
    if (!isObject(own)) throw new Error(`${file} holds something else than cases`);
    const { fail: _, ...inherited } = previous;
    const merged = { ...inherited, ...own };
    previous = merged;
    cases.push({
      id: listed.length === 1 ? file : `${file}/${index}`,
      name: String(merged.name),
      yaml: visible(String(merged.yaml)),
      tree: merged.fail === true ? undefined : treeOf(String(merged.tree)),
    });
  }
  return cases;
}

/** The suite writes some characters so that they can be seen. */
function visible(text: string): string {
  return text
    .replaceAll('␣', ' ')
    .replace(/—*»/g, '\t')
    .replaceAll('←', '\r')
    .replaceAll('⇔', '\ufeff')
    .replaceAll('↵', '')
    .replace(/∎\n$/, '');
}

/** The suite's events without the stream's, and without the explicitness of documents, which nodes do not know. */
function treeOf(tree: string): string {
  const lines = visible(tree)
    .split('\n')
    .map((line) => line.trimStart());
  return lines
    .filter((line) => line !== '' && !line.endsWith('STR'))
    .map((line) => line.replace(/^([-+]DOC).*/, '$1'))
    .join('\n');
}
