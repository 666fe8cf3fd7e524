import type { ImageConfigRequest } from '../../../src/k8ssandra/image-config/change/plan-image-config.ts';
import type { Format } from '../../../src/k8ssandra/releases/image-config-rules.ts';
import { allBut, carryOut, target } from './request.ts';

const images1 = 'images: {system-logger: a/l:1, config-builder: a/b:1, k8ssandra-client: a/c:1}\n';
const images2 =
  'images: {system-logger: {name: a/l, tag: "1"}, config-builder: {name: a/b, tag: "1"}, k8ssandra-client: {name: a/c, tag: "1"}}\n';

type Wish = Partial<Omit<ImageConfigRequest, 'text' | 'format'>>;

describe('edits besides those of images', () => {
  test.each<[string, Format, string, Wish, readonly string[]]>([
    ['a pull policy', 'v1beta1', '', { pullPolicy: 'Always' }, ['imagePullPolicy = "Always"']],
    [
      'a component’s own policy, which wins',
      'v1beta1',
      'defaults: {dse: {imagePullPolicy: Never}, other: {imagePullPolicy: Never}}\n',
      { pullPolicy: 'Always' },
      ['imagePullPolicy = "Always"', 'defaults.dse.imagePullPolicy = "Always"'],
    ],
    [
      'not that of an excluded component',
      'v1beta1',
      'defaults: {dse: {imagePullPolicy: Never, repository: corp.io/dse}}\n',
      { pullPolicy: 'Always', rules: allBut('corp.io'), strategy: 'entries' },
      ['imagePullPolicy = "Always"'],
    ],
    ['a pull secret', 'v1beta1', '', { pullSecrets: ['s'] }, ['imagePullSecret = {"name":"s"}']],
    ['one that is there', 'v1beta1', 'imagePullSecret: {name: s}\n', { pullSecrets: ['s'] }, []],
    [
      'a second one goes to a component',
      'v1beta1',
      'imagePullSecret: {name: first}\ndefaults: {dse: {repository: a/d, imagePullSecret: {name: own}}}\n',
      { pullSecrets: ['s'] },
      ['defaults.cassandra = {"imagePullSecret":{"name":"s"}}'],
    ],
    [
      'a pull policy',
      'v1beta2',
      '',
      { pullPolicy: 'Always' },
      ['overrides = {"registry":"m.io:5000/k8s","pullPolicy":"Always"}'],
    ],
    [
      'a server type’s own policy, which wins',
      'v1beta2',
      'types: {dse: {name: a/d, pullPolicy: Never}, cassandra: {name: a/s}}\noverrides: {registry: m.io:5000/k8s, pullPolicy: Always}\n',
      { pullPolicy: 'Always' },
      ['types.dse.pullPolicy = "Always"'],
    ],
    [
      'no policy where the defaults have it already',
      'v1beta2',
      'defaults: {registry: m.io:5000/k8s, pullPolicy: Always}\ntypes: {cassandra: {name: a/s}}\n',
      { pullPolicy: 'Always' },
      [],
    ],
    [
      'no policy where the overrides have it already',
      'v1beta2',
      'overrides: {registry: m.io:5000/k8s, pullPolicy: Always}\n',
      { pullPolicy: 'Always' },
      [],
    ],
    [
      'the policy of a type alone, where the defaults have it already',
      'v1beta2',
      'defaults: {registry: m.io:5000/k8s, pullPolicy: Always}\ntypes: {dse: {name: a/d, pullPolicy: Never}, cassandra: {name: a/s}}\n',
      { pullPolicy: 'Always' },
      ['types.dse.pullPolicy = "Always"'],
    ],
    [
      'a policy in the place of another of the defaults',
      'v1beta2',
      'defaults: {registry: m.io:5000/k8s, pullPolicy: Never}\n',
      { pullPolicy: 'Always' },
      ['overrides = {"pullPolicy":"Always"}'],
    ],
    [
      'pull secrets of the defaults',
      'v1beta2',
      'defaults: {registry: m.io:5000/k8s, pullSecrets: [first]}\n',
      { pullSecrets: ['first', 's', 't'] },
      ['defaults.pullSecrets.1 = "s"', 'defaults.pullSecrets.2 = "t"'],
    ],
    [
      'pull secrets of the overrides, where these have a list',
      'v1beta2',
      'defaults: {pullSecrets: [first]}\noverrides: {registry: m.io:5000/k8s, pullSecrets: []}\n',
      { pullSecrets: ['s'] },
      ['overrides.pullSecrets = ["s"]'],
    ],
    [
      'a list that is null',
      'v1beta2',
      'defaults: {registry: m.io:5000/k8s, pullSecrets: null}\n',
      { pullSecrets: ['s'] },
      ['defaults.pullSecrets = ["s"]'],
    ],
    [
      'no defaults',
      'v1beta2',
      'overrides: {registry: m.io:5000/k8s}\n',
      { pullSecrets: ['s'] },
      ['defaults = {"pullSecrets":["s"]}'],
    ],
  ])('%s, %s', (_, format, settings, wish, edits) => {
    const text = (format === 'v1beta1' ? images1 : images2) + settings;
    const done = carryOut(format, text, wish);
    const others = done.edits.filter((edit) => !/^imageRegistry |^images\.|repository/.test(edit));
    expect([...others].sort()).toEqual([...edits].sort());
    expect(carryOut(format, done.text, wish).edits).toEqual([]);
  });

  test('none, when no image comes from the mirror', () => {
    const wish = { rules: { mirrors: [], exclude: [], pins: [] }, pullPolicy: 'Always', pullSecrets: ['s'] };
    expect(carryOut('v1beta1', images1, wish).edits).toEqual([]);
    expect(carryOut('v1beta2', images2, wish).edits).toEqual([]);
  });

  test('also when every image comes from the mirror already', () => {
    const { text } = carryOut('v1beta2', images2);
    expect(carryOut('v1beta2', text, { pullSecrets: ['s'] }).edits).toEqual(['defaults = {"pullSecrets":["s"]}']);
  });
});

describe('secrets that have no place or no effect', () => {
  test('a second one before 1.23', () => {
    const { plan, codes } = carryOut('v1beta1', images1, { cassOperator: '1.22.4', pullSecrets: ['a', 'b'] });
    expect(codes).toEqual(['pull-secret-limit']);
    expect(plan.findings[0]?.message).toContain('no room for the pull secret b');
  });

  test('every component has room for one', () => {
    const { config, codes } = carryOut('v1beta1', images1, { pullSecrets: ['a', 'b', 'c'] });
    expect(codes).toEqual([]);
    expect(config.pullSecrets()).toEqual(['a', 'b', 'c']);
  });

  test('Reaper’s own secret takes the place of the list', () => {
    const text = `${images2}defaults: {registry: ${target}}\n`.replace(
      '}}\n',
      '}, reaper: {name: a/r, tag: "1", pullSecret: own}}\n',
    );
    expect(carryOut('v1beta2', text, { pullSecrets: ['s'] }).codes).toEqual(['pull-secret-ineffective']);
    expect(carryOut('v1beta2', text, { pullSecrets: ['own'] }).codes).toEqual([]);
  });
});
