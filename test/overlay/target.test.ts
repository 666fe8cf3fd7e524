import fc from 'fast-check';
import { meets, targetOf } from '../../src/overlay/target.ts';
import type { Identity } from '../../src/plan/model/resource.ts';

const base: Identity = { apiVersion: 'v1', kind: 'ConfigMap', namespace: '', name: 'x' };

test.each<[string, Partial<Identity>, object]>([
  ['the core group has no name', {}, { version: 'v1', kind: 'ConfigMap', name: '^x$' }],
  [
    'a group, a namespace',
    { apiVersion: 'cassandra.datastax.com/v1beta1', kind: 'CassandraDatacenter', namespace: 'db' },
    {
      group: '^cassandra\\.datastax\\.com$',
      version: 'v1beta1',
      kind: 'CassandraDatacenter',
      name: '^x$',
      namespace: '^db$',
    },
  ],
  [
    'a name that could match another',
    { name: 'clusters.k8ssandra.io' },
    { version: 'v1', kind: 'ConfigMap', name: '^clusters\\.k8ssandra\\.io$' },
  ],
])('%s', (_, identity, target) => {
  expect(targetOf({ ...base, ...identity }, [])).toEqual(target);
});

test.each<[string, Partial<Identity>, object]>([
  ['its own kind alone, where another group has an object of that name', { apiVersion: 'g.io/v1' }, { group: '^$' }],
  ['no group, where the other is of its own', { apiVersion: 'v2' }, {}],
  ['no group, where the other has another name', { apiVersion: 'g.io/v1', name: 'y' }, {}],
])('a target in the core group means %s', (_, other, group) => {
  const target = { version: 'v1', kind: 'ConfigMap', name: '^x$' };
  expect(targetOf(base, [base, { ...base, ...other }])).toEqual({ ...group, ...target });
});

test('a name matches itself and nothing else', () => {
  const name = fc.string({ unit: fc.constantFrom(...'ab.*+?()[]{}|^$\\-') });
  fc.assert(
    fc.property(name, name, (one, other) => {
      const pattern = new RegExp(String(targetOf({ ...base, name: one }, []).name));
      expect(pattern.test(other)).toBe(one === other);
      expect(pattern.test(one)).toBe(true);
    }),
  );
});

test.each<[string, Partial<Identity>, boolean]>([
  ['the same', {}, true],
  ['one in a namespace', { namespace: 'a' }, true],
  ['another name', { name: 'y' }, false],
  ['another kind', { kind: 'Secret' }, false],
])('a target without a namespace meets: %s', (_, other, met) => {
  expect(meets(base, { ...base, ...other })).toBe(met);
});

test('a target with a namespace meets no other', () => {
  const one = { ...base, namespace: 'a' };
  expect(meets(one, { ...base, namespace: 'b' })).toBe(false);
  expect(meets(one, base)).toBe(false);
});
