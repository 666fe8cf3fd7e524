import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { gunzipSync } from 'node:zlib';
import { parseAllDocuments } from 'yaml';
import { isObject, type JsonObject } from '../../src/yaml/json.ts';

/** The text of a file of the facts folder, unpacked where it is gzipped. */
export function readText(file: string): string {
  const bytes = readFileSync(file);
  return (file.endsWith('.gz') ? gunzipSync(bytes) : bytes).toString('utf8');
}

/** The documents of a YAML file that are mappings; the items of a `kind: List` one by one. */
export function readObjects(file: string): readonly JsonObject[] {
  return parseAllDocuments(readText(file), { logLevel: 'silent' })
    .map((document): unknown => document.toJS())
    .filter(isObject)
    .flatMap((object) => (Array.isArray(object.items) ? object.items.filter(isObject) : [object]));
}

/** The rows of a table with a header line, by column. */
export function readTable(file: string): readonly Readonly<Record<string, string>>[] {
  const [header = '', ...lines] = readText(file).trimEnd().split('\n');
  const columns = header.split('\t');
  return lines.map((line) => {
    const cells = line.split('\t');
    return Object.fromEntries(columns.map((column, index) => [column, cells[index] ?? '']));
  });
}

/** All files below a folder whose names pass. */
export function filesBelow(folder: string, passes: (name: string) => boolean): readonly string[] {
  return readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter(passes)
    .sort()
    .map((name) => path.join(folder, name));
}
