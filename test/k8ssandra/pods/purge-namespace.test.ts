/** Where Medusa's purge job runs: controllers/k8ssandra/medusa_reconciler.go, `getOperatorNamespace` from 1.14 on. */
import { cluster, deployment, resolved } from './fixtures.ts';

const spec = { datacenter: { metadata: { name: 'dc1', namespace: 'other-ns' } }, medusa: {} };
const operator = (release: string) =>
  deployment(
    'k8ssandra-operator',
    { containers: [{ name: 'm', image: `k8ssandra/k8ssandra-operator:v${release}` }] },
    'ops',
  );

test.each([
  ['1.20.4', [operator('1.20.4')], 'ops'],
  ['1.26.0', [operator('1.26.0')], 'ops'],
  ['1.14.0', [operator('1.14.0')], 'ops'],
  ['1.13.0', [operator('1.13.0')], 'other-ns'],
  ['1.20.4', [], 'data'],
])('of %s: in the namespace of %j it is %s', (k8ssandraOperator, others, namespace) => {
  const images = resolved([...others, cluster(spec)], { release: { k8ssandraOperator } });
  const namespaces = new Map(images.map((image) => [image.workload, image.namespace]));
  expect(namespaces.get('medusa-purge')).toBe(namespace);
  expect(namespaces.get('cassandra')).toBe('other-ns');
});
