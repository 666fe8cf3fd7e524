/** Names and versions as the operators write them. */
import { kubernetesName } from '../../../src/k8ssandra/pods/kubernetes-name.ts';
import { canonicalVersion, isAtLeast } from '../../../src/k8ssandra/pods/server-version.ts';

test.each([
  ['dc1', 'dc1'],
  ['DC1', 'dc1'],
  ['My_Cluster', 'my-cluster'],
  ['East 1', 'east'],
  ['a-', 'a'],
  ['1a', 'a'],
  ['a.b', 'ab'],
  ['Test Cluster', 'testcluster'],
  ['', ''],
])('%j in Kubernetes is %j', (name, expected) => {
  expect(kubernetesName(name)).toBe(expected);
});

test.each([
  ['4.1.9', '4.1.9'],
  ['4.1', '4.1.0'],
  ['4', '4.0.0'],
  ['v4.1.9', '4.1.9'],
  ['4.01.9', '4.1.9'],
  ['4.1.0-beta1', '4.1.0-beta1'],
  ['4.1-beta1', '4.1.0-beta1'],
  ['5.0.0+b.1', '5.0.0+b.1'],
  ['four', undefined],
  ['4.1.9.1', undefined],
  ['', undefined],
])('the version %j is printed as %j', (version, expected) => {
  expect(canonicalVersion(version)).toBe(expected);
});

test.each([
  ['4.1.0', true],
  ['4.1', true],
  ['4.10.0', true],
  ['5.0.0-rc1', true],
  ['4.1.0-beta1', false],
  ['4.1.1-beta1', true],
  ['4.1.0+b', true],
  ['4.0.17', false],
  ['4', false],
  ['5', true],
  ['four', false],
  ['05.0.0', false],
  ['v5.0.0', false],
])('%j ≥ 4.1.0: %j', (version, expected) => {
  expect(isAtLeast(version, '4.1.0')).toBe(expected);
});
