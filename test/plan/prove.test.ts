import type { Mirrored } from '../../src/mirror/rules.ts';
import { at } from '../../src/yaml/json.ts';
import { cluster, deployment, planned } from './planned.ts';

/** One rule is broken on purpose: structs get a tag that nobody asked for. */
jest.mock('../../src/k8ssandra/fields/plan-parts.ts', () => {
  const actual = jest.requireActual('../../src/k8ssandra/fields/plan-parts.ts');
  return {
    ...actual,
    planParts: (written: object, context: object, { reference, prefix }: Mirrored) =>
      actual.planParts(written, context, { prefix, reference: { ...reference, tag: 'broken' } }),
  };
});

test('a plan that changes what an operator pulls, other than to its mirror, is refused', () => {
  const containers = [{ name: 'manager', image: 'k8ssandra/k8ssandra-operator:v1.14.0' }];
  const operator = deployment({ containers }, { name: 'k8ssandra-operator', namespace: 'k8ssandra-operator' });
  const cassandra = { serverVersion: '4.1.9', datacenters: [{ metadata: { name: 'dc1' }, size: 3 }] };
  const { after, said } = planned([operator, cluster({ cassandra, reaper: {} })]);
  expect(at(after[1], ['spec', 'reaper', 'containerImage', 'tag'])).toBe('broken');
  const refusals = said.filter((text) => text.startsWith('resolution-changed'));
  expect(refusals).toHaveLength(2);
  expect(refusals[1]).toContain('demo dc1 reaper reaper would pull');
  expect(refusals[1]).toContain('instead of mirror.example.com:5000/k8ssandra/thelastpickle/cassandra-reaper:3.5.0');
});
