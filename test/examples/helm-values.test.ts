/** Every value of examples/helm-values is one that the charts know: in their values.yaml, or there in a comment. */
import path from 'node:path';
import { parse } from 'yaml';
import { at, isObject, type Json } from '../../src/yaml/json.ts';
import { facts } from '../facts.ts';
import { readText } from '../k8ssandra/upstream.ts';
import { examples, run } from './running.ts';

type Keys = readonly string[];

/** The values that are commented out where they belong, as they have no default. */
const commented = ['cass-operator.imagePullSecrets', 'global.imageConfig.defaults.pullSecrets'];

facts('the values of the charts', (inFacts) => {
  const values = (file: string): string => readText(inFacts('upstream', 'helm', 'values', file));
  const operator = values('k8ssandra-operator-repo-v1.32.5.yaml');
  const subchart = values('cass-operator-0.64.1-HEAD.yaml');
  const set = leavesOf(parse(readText(path.join(examples, 'helm-values', 'values.yaml'))));

  test('has some of each chart', () => {
    expect(set.filter(([first]) => first === 'cass-operator').length).toBeGreaterThan(1);
    expect(set.filter(([first]) => first === 'global').length).toBeGreaterThan(1);
  });

  test.each(set.map((keys) => [keys.join('.'), keys] as const))('%s', (name, keys) => {
    const [chart, inChart] = chartOf(keys);
    if (commented.includes(name)) expect(chart).toMatch(new RegExp(`^\\s*#.*\\b${keys.at(-1)}:`, 'm'));
    else {
      const defaults: Json = parse(chart);
      expect(Object.keys(at(defaults, inChart.slice(0, -1)) ?? {})).toContain(inChart.at(-1));
    }
  });

  test('without values, all that the charts render remains to be done', () => {
    const rendered = inFacts('upstream', 'helm', 'rendered-k8ssandra-operator-v3.yaml');
    const { status, stdout } = run(
      path.join(examples, 'helm-values'),
      `k8ssandra-image-mirror check --config mirror.yaml '${rendered}'`,
    );
    expect(status).toBe(1);
    const remaining = [...stdout.matchAll(/^error: not mirrored yet: docker\.io\/(\S+?):/gm)].map(([, image]) => image);
    expect(remaining.toSorted()).toEqual([
      'datastax/cass-config-builder',
      'datastax/dse-mgmtapi-6_8',
      'k8ssandra/cass-management-api',
      'k8ssandra/cass-operator',
      'k8ssandra/k8ssandra-client',
      'k8ssandra/k8ssandra-client',
      'k8ssandra/k8ssandra-operator',
      'k8ssandra/medusa',
      'k8ssandra/system-logger',
      'thelastpickle/cassandra-reaper',
    ]);
  });

  /** The values that a key stands in; those below `global` reach the subchart, which knows the ImageConfig. */
  function chartOf(keys: Keys): readonly [text: string, inChart: Keys] {
    if (keys[0] === 'cass-operator') return [subchart, keys.slice(1)];
    return [keys[0] === 'global' ? subchart : operator, keys];
  }
});

function leavesOf(value: Json, keys: Keys = []): readonly Keys[] {
  if (!isObject(value)) return [keys];
  return Object.entries(value).flatMap(([key, below]) => leavesOf(below, [...keys, key]));
}
