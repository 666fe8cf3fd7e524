import { policies } from '../../src/admission/policies.ts';
import { readConfig } from '../../src/config/normalise.ts';
import type { JsonObject } from '../../src/yaml/json.ts';
import { functionConfigOf } from '../app/bad-inputs.ts';
import { operator, reported, told } from '../report/reported.ts';

/** The job that purges backups in this release, in the namespace of the operator, has an image that no field moves. */
const cluster: JsonObject = {
  apiVersion: 'k8ssandra.io/v1alpha1',
  kind: 'K8ssandraCluster',
  metadata: { name: 'demo', namespace: 'db' },
  spec: {
    medusa: { storageProperties: { storageProvider: 's3', bucketName: 'b' } },
    cassandra: { serverVersion: '4.0.17', datacenters: [{ metadata: { name: 'dc1' }, size: 1 }] },
  },
};

function policiesFor(spec: JsonObject, namespaces: readonly string[], name = 'image-mirror'): readonly JsonObject[] {
  const expression = { key: 'kubernetes.io/metadata.name', operator: 'In', values: namespaces };
  const namespaceSelector = { matchExpressions: [expression] };
  const settings = { name, kubernetes: '1.36', action: 'Deny', namespaceSelector } as const;
  return policies(readConfig(functionConfigOf({ registry: 'm.io/k', ...spec })).rules, settings);
}

function findings(resources: readonly JsonObject[], spec: JsonObject = { guard: 'admission' }): readonly string[] {
  const { plan } = reported([cluster, operator('k8ssandra-operator', '1.20.0'), ...resources], spec);
  return plan.findings
    .filter(({ code, message }) => ['escaped', 'moved-at-admission'].includes(code) && message.includes('kubectl'))
    .map(({ code, message }) => `${code}: ${message}`);
}

test('what no field moves is moved at admission, where the policy that enforce prints is in the input', () => {
  expect(findings(policiesFor({}, ['k8ssandra-operator']))).toEqual([
    expect.stringMatching(
      /^moved-at-admission: .*kubectl:\S+ → m\.io\/k\/bitnami\/kubectl:\S+, by MutatingAdmissionPolicy image-mirror /,
    ),
  ]);
});

test.each([
  ['no policy is in the input', [], 'no MutatingAdmissionPolicy that is bound to the namespace'],
  ['the policy is bound to another namespace', policiesFor({}, ['other']), 'no MutatingAdmissionPolicy that is bound'],
  [
    'the policy holds other rules',
    policiesFor({ exclude: ['quay.io'] }, ['k8ssandra-operator']),
    'does not hold these rules',
  ],
  [
    'the policy has no binding',
    policiesFor({}, ['k8ssandra-operator']).filter(({ kind }) => kind !== 'MutatingAdmissionPolicyBinding'),
    'no MutatingAdmissionPolicy that is bound',
  ],
])('it escapes where %s, and that is said', (_, resources, said) => {
  expect(findings(resources)).toEqual([expect.stringMatching(new RegExp(`^escaped: .*${said}`))]);
});

test('without guard, a policy in the input changes nothing', () => {
  expect(findings(policiesFor({}, ['k8ssandra-operator']), {})).toEqual([
    expect.stringContaining('or let policies move it at admission'),
  ]);
});

test('reports list its place on the mirror, and the policy as what decides', () => {
  const resources = [cluster, operator('k8ssandra-operator', '1.20.0'), ...policiesFor({}, ['k8ssandra-operator'])];
  const made = reported(resources, { guard: 'admission' });
  expect(told(made)).toContainEqual(
    expect.stringMatching(/: mirrored bitnami\/kubectl:\S+ → m\.io\/k\/bitnami\/kubectl:/),
  );
});
