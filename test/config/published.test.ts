import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { Ajv } from 'ajv';
import { readConfig } from '../../src/config/normalise.ts';
import { at, type Json } from '../../src/yaml/json.ts';
import { readDocument } from '../../src/yaml/read/read.ts';
import { toJson } from '../../src/yaml/typing.ts';
import { resource } from './read.ts';

const root = path.join(__dirname, '..', '..');
const published = (name: string) => readFileSync(path.join(root, 'function-config', name), 'utf8');
const readYaml = (text: string) => toJson(readDocument(text));

const validate = new Ajv().compile(JSON.parse(published('image-mirror.schema.json')));

test('the JSON Schema is what the program reads by', () => {
  const { status, stderr } = spawnSync(process.execPath, [path.join(root, 'scripts', 'schema.mjs'), '--check'], {
    encoding: 'utf8',
  });
  expect({ status, stderr }).toEqual({ status: 0, stderr: '' });
});

describe('image-mirror.yaml', () => {
  const text = published('image-mirror.yaml');

  test.each([
    ['as it is', text],
    ['with everything that is commented out', text.replaceAll(/^( +)# ( *(?:- )?\w+:(?: |$))/gm, '$1$2')],
  ])('%s: the schema and the program accept it', (_, sample) => {
    const config = readYaml(sample);
    validate(config);
    expect(validate.errors).toBeNull();
    expect(() => readConfig(config)).not.toThrow();
  });

  test('shows every key', () => {
    const { properties } = JSON.parse(published('image-mirror.schema.json')).properties.spec;
    for (const key of Object.keys(properties)) expect(text).toMatch(new RegExp(`^ *(# )?${key}:`, 'm'));
  });
});

test('config-map.yaml says the same as image-mirror.yaml', () => {
  expect(readConfig(readYaml(published('config-map.yaml')))).toEqual(
    readConfig(readYaml(published('image-mirror.yaml'))),
  );
});

test.each<[string, Json]>([
  ['a misspelt key', { registy: 'm.io' }],
  ['another layout', { registry: 'm.io', layout: 'flat' }],
  ['half a mirror', { mirrors: [{ source: '*' }] }],
  ['half a release', { registry: 'm.io', release: { cassOperator: '1.22' } }],
])('the schema refuses what the program refuses: %s', (_, spec) => {
  expect(validate(resource(spec))).toBe(false);
  expect(() => readConfig(resource(spec))).toThrow();
});

test('samples are never applied to a cluster', () => {
  for (const name of ['image-mirror.yaml', 'config-map.yaml']) {
    const localConfig = ['metadata', 'annotations', 'config.kubernetes.io/local-config'];
    expect(at(readYaml(published(name)), localConfig)).toBe('true');
  }
});
