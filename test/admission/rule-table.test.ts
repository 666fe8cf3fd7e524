import { ruleTable } from '../../src/admission/rule-table.ts';
import { readConfig } from '../../src/config/normalise.ts';
import type { JsonObject } from '../../src/yaml/json.ts';
import { functionConfigOf } from '../app/bad-inputs.ts';

/** `covers: does to` of each row. */
function rowsOf(spec: JsonObject): readonly string[] {
  const { rows } = ruleTable(readConfig(functionConfigOf(spec)).rules);
  return rows.map(({ covers, does, to }) => `${covers}: ${does} ${to}`.trimEnd());
}

test('a registry for everything: the target, its host, the rest', () => {
  expect(rowsOf({ registry: 'm.io:5000/k' })).toEqual([
    'm.io:5000/k/: target',
    'm.io:5000/: foreign',
    ': path m.io:5000/k/',
  ]);
});

test('longer places go first, and what no rule covers is foreign', () => {
  const mirrors = [
    { source: 'docker.io', target: 'm.io/hub' },
    { source: 'docker.io/datastax', target: 'm.io/ds', layout: 'name' },
  ];
  expect(rowsOf({ mirrors, exclude: ['docker.io/datastax/own'] })).toEqual([
    'docker.io/datastax/own/: exclude',
    'm.io/hub/: target',
    'm.io/ds/: target',
    'docker.io/datastax/: name m.io/ds/',
    'docker.io/: path m.io/hub/',
    'cr.k8ssandra.io/datastax/: name m.io/ds/',
    'cr.dtsx.io/datastax/: name m.io/ds/',
    'cr.k8ssandra.io/: path m.io/hub/',
    'cr.dtsx.io/: path m.io/hub/',
    'm.io/: foreign',
    ': foreign',
  ]);
});

test('spellings of one host are one row', () => {
  expect(rowsOf({ registry: 'M.io', exclude: ['registry-1.docker.io/a', 'docker.io/a'] })).toEqual([
    'docker.io/a/: exclude',
    'm.io/: target',
    ': path M.io/',
  ]);
});

test('pins for one tag go before those for any', () => {
  const images = [
    { name: 'redis', newTag: '8' },
    { name: 'redis', tag: '7', newName: 'x.io/redis' },
  ];
  const { pins, pinned } = ruleTable(readConfig(functionConfigOf({ registry: 'm.io', images })).rules);
  expect(pins.map(({ name, tag, newName }) => [name, tag, newName])).toEqual([
    ['docker.io/library/redis/', '7', 'x.io/redis'],
    ['docker.io/library/redis/', '*', ''],
  ]);
  expect(pinned).toEqual(['x.io/redis/']);
});
