import { crdDefaults, decisivePaths } from '../../../src/k8ssandra/pods/crd-defaults.ts';
import { installedDefaults } from '../../../src/k8ssandra/pods/installed-defaults.ts';
import type { JsonObject } from '../../../src/yaml/json.ts';

const releases = ['1.0.0', '1.6.0', '1.14.0', '1.20.4', '1.26.0', '1.32.5'];

test.each(releases)('every default of %s is at a path that is looked at', (release) => {
  for (const kind of ['K8ssandraCluster', 'Reaper', 'Stargate']) {
    const paths = decisivePaths(kind);
    const missing = crdDefaults(kind, release).filter(({ path }) => !paths.includes(path));
    expect(missing).toEqual([]);
  }
});

const reaper = { apiVersion: 'reaper.k8ssandra.io/v1alpha1', kind: 'Reaper' };

function crd(versions: readonly JsonObject[], group = 'reaper.k8ssandra.io'): JsonObject {
  return {
    apiVersion: 'apiextensions.k8s.io/v1',
    kind: 'CustomResourceDefinition',
    spec: { group, names: { kind: 'Reaper' }, versions },
  };
}

const version = (name: string, value: string): JsonObject => ({
  name,
  schema: { openAPIV3Schema: { properties: { spec: { properties: { storageType: { default: value } } } } } },
});

test.each<[string, readonly JsonObject[], readonly JsonObject[] | undefined]>([
  ['no CRD', [], undefined],
  ['a patch of a CRD', [crd([])], undefined],
  ['a CRD of another group', [crd([version('v1alpha1', 'local')], 'example.com')], undefined],
  ['a CRD', [crd([version('v1alpha1', 'local')])], [{ path: 'spec.storageType', value: 'local' }]],
  [
    'a CRD with several versions',
    [crd([version('v1', 'memory'), version('v1alpha1', 'local')])],
    [{ path: 'spec.storageType', value: 'local' }],
  ],
])('with %s', (_, resources, expected) => {
  expect(installedDefaults(resources, reaper)).toEqual(expected);
});
