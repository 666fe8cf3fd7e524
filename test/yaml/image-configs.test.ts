import { readdirSync, readFileSync } from 'node:fs';
import { Document, parse, Scalar } from 'yaml';
import { isList, isObject, type Json, type Path } from '../../src/yaml/json.ts';
import { facts } from '../facts.ts';
import { edited, embed, jsonOf, set, type Wish } from './editing.ts';

/** Wishes that change every scalar, and add the keys that a mirror needs; also inside of documents in strings. */
function wishesFor(value: Json): readonly Wish[] {
  const changes = scalarsIn(value, []).map(({ path, value: old }) =>
    typeof old === 'string' && old.includes('\n')
      ? embed(path, ...wishesFor(jsonOf(old)))
      : set(path, `${old ?? 'new'}-mirrored`),
  );
  return [...changes, set('overrides', { registry: 'mirror.example.com:5000/k8ssandra' }), set('imageRegistry', 'm')];
}

function scalarsIn(value: Json, path: Path): { readonly path: Path; readonly value: Json }[] {
  if (isList(value)) return value.flatMap((item, index) => scalarsIn(item, [...path, index]));
  if (isObject(value)) return Object.entries(value).flatMap(([key, item]) => scalarsIn(item, [...path, key]));
  return [{ path, value }];
}

function configMap(text: string, type: Scalar.Type, lineWidth: number): string {
  const scalar = new Scalar(text);
  scalar.type = type;
  const value = { apiVersion: 'v1', data: { 'image_config.yaml': scalar }, kind: 'ConfigMap', metadata: { name: 'c' } };
  return new Document(value).toString({ lineWidth });
}

function isJson(text: string): boolean {
  return text.startsWith('{');
}

const styles: readonly [string, (text: string) => string, RegExp][] = [
  ['literal', (text) => configMap(text, 'BLOCK_LITERAL', 0), /image_config\.yaml: \|/],
  ['folded', (text) => configMap(text, 'BLOCK_FOLDED', 0), /image_config\.yaml: >/],
  ['double quotes', (text) => configMap(text, 'QUOTE_DOUBLE', 0), /image_config\.yaml: "/],
  [
    'double quotes over several lines',
    (text) => configMap(text, 'QUOTE_DOUBLE', 60),
    /image_config\.yaml: "(?:[^"]|\\")*\n/,
  ],
  [
    'single quotes, as JSON',
    (text) => configMap(JSON.stringify(parse(text)), 'QUOTE_SINGLE', 0),
    /image_config\.yaml: '/,
  ],
  [
    'single quotes over several lines, as JSON',
    (text) => configMap(JSON.stringify(parse(text), null, 1).replace(/\n +/g, '\n'), 'QUOTE_SINGLE', 0),
    /image_config\.yaml: '/,
  ],
  ['JSON', (text) => JSON.stringify({ data: { 'image_config.yaml': text } }, null, 2), /"image_config\.yaml": "/],
  ['CRLF', (text) => configMap(text, 'BLOCK_LITERAL', 0).replaceAll('\n', '\r\n'), /image_config\.yaml: \|/],
];

facts('the ImageConfigs of all releases, in a ConfigMap', (inFacts) => {
  const folder = inFacts('upstream', 'image-configs');
  const files = readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter((file) => file.endsWith('.yaml'));
  const texts = files.map((file) => readFileSync(`${folder}/${file}`, 'utf8')).filter((text) => isObject(jsonOf(text)));
  const configs = [...new Map(texts.map((text) => [text.replace(/\d+/g, '0'), text])).values()];

  test('there are some, each of them different in more than its versions', () => {
    expect(texts.length).toBeGreaterThan(50);
    expect(configs.length).toBeGreaterThan(10);
  });

  test.each(styles)('%s', (_, write, style) => {
    for (const text of configs) {
      const source = write(text);
      expect(source).toMatch(style);
      const inner = parse(source).data['image_config.yaml'];
      const wishes = wishesFor(jsonOf(inner));
      const wanted = edited(inner, wishes);

      const result = edited(source, [embed(['data', 'image_config.yaml'], ...wishes)]);

      expect(result).toMatch(style);
      const found = parse(result).data['image_config.yaml'];
      expect(found).toBe(wanted);
      for (const comment of isJson(inner) ? [] : (inner.match(/#.*/g) ?? [])) expect(found).toContain(comment);
    }
  });
});
