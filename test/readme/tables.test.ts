import { spawnSync } from 'node:child_process';
import path from 'node:path';
import { parse } from 'yaml';
import { readConfig } from '../../src/config/normalise.ts';
import { findingCodes } from '../../src/finding/codes.ts';
import { mirror } from '../../src/mirror/match.ts';
import { formatReference, parseReference } from '../../src/reference/grammar.ts';
import { isObject, type Json } from '../../src/yaml/json.ts';
import { root, tableBelow, textOf } from './page.ts';

/** Holds the tables of README.md and of the reference against those of the sources. */
const configuration = 'docs/reference/configuration.md';
const executable = path.join(root, 'dist', 'k8ssandra-image-mirror.cjs');

describe('the table of', () => {
  test('codes is that of the sources', () => {
    const rows = tableBelow('docs/reference/findings.md', '| code | severity | says |').map(([code = '', severity]) => [
      unquoted(code),
      severity,
    ]);
    expect(rows).toEqual(Object.entries(findingCodes));
  });

  test('fields is that of the JSON Schema', () => {
    const schema: Json = parse(textOf('function-config/image-mirror.schema.json'));
    const rows = tableBelow(configuration, '| field | meaning |').map(([field = '']) => unquoted(field));
    expect(rows).toEqual(leavesOf(property(property(schema, 'properties'), 'spec')));
  });

  test('commands is that of the help', () => {
    const { stdout } = spawnSync(process.execPath, [executable, '--help'], { encoding: 'utf8' });
    const [, listed = ''] = /^Commands:\n([\s\S]*?)\n\n/m.exec(stdout) ?? [];
    const rows = tableBelow('README.md', '| command | does |').map(([command = '']) => unquoted(command));
    expect(rows).toEqual([...listed.matchAll(/^ {2}(\S+)/gm)].map(([, name]) => name));
  });

  test('layouts is what they make', () => {
    const [layouts, ...rows] = tableBelow(configuration, 'Where `mirror.example.com/k8s` is the target:\n');
    const [, ...names] = (layouts ?? []).map(unquoted);
    expect(names).toHaveLength(3);
    for (const [image = '', ...cells] of rows) {
      const made = names.map((layout) => {
        const { rules } = readConfig({ ...imageMirror, spec: { registry: 'mirror.example.com/k8s', layout } });
        const outcome = mirror(rules, parseReference(unquoted(image)));
        return outcome.status === 'mirrored' ? formatReference(outcome.reference) : outcome.status;
      });
      expect(cells.map(unquoted)).toEqual(made);
    }
  });
});

const imageMirror = { apiVersion: 'k8ssandra-image-mirror.dev/v1alpha1', kind: 'ImageMirror' };

function unquoted(cell: string): string {
  return cell.replaceAll('`', '');
}

function property(schema: Json | undefined, key: string): Json | undefined {
  return isObject(schema) ? schema[key] : undefined;
}

/** The names of fields, as the README writes them: `mirrors[].source`. */
function leavesOf(schema: Json | undefined, name = ''): readonly string[] {
  const items = property(schema, 'items');
  const below = property(schema, 'properties');
  if (isObject(items)) return leavesOf(items, `${name}[]`);
  if (!isObject(below) || Object.keys(below).length === 0) return [name];
  return Object.entries(below).flatMap(([key, value]) => leavesOf(value, name === '' ? key : `${name}.${key}`));
}
