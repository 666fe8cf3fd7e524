/**
 * CassandraDatacenters: what of a resource decides about the images of its pods.
 *
 * Source: apis/cassandra/v1beta1/cassandradatacenter_types.go of cass-operator.
 */
import { at } from '../../yaml/json.ts';
import { below, items, itemsOfStrongest, levelAt, pick, pickFlag, type Resource } from '../origins/levels.ts';
import type { DatacenterSpec } from './cassandra.ts';
import { additionTo, podSpecTemplate, volumeSourceImages, withVolumes } from './pod-template.ts';

export const configBuilderAnnotation = 'cassandra.datastax.com/use-new-config-builder';

const podSpecPath = ['spec', 'podTemplateSpec', 'spec'];

export function datacenterSpec(resource: Resource): DatacenterSpec {
  const spec = levelAt(resource, ['spec']);
  const template = podSpecTemplate(levelAt(resource, podSpecPath));
  return {
    serverType: pick(spec, 'serverType')?.value ?? '',
    serverVersion: pick(spec, 'serverVersion')?.value ?? '',
    serverImage: pick(spec, 'serverImage'),
    configBuilderImage: pick(spec, 'configBuilderImage'),
    systemLoggerImage: pick(spec, 'systemLoggerImage'),
    readOnlyRootFilesystem: pickFlag(spec, 'readOnlyRootFilesystem'),
    disableSystemLoggerSidecar: pickFlag(spec, 'disableSystemLoggerSidecar') ?? false,
    newConfigBuilder: at(resource.defaulted, ['metadata', 'annotations', configBuilderAnnotation]) === 'true',
    template: withVolumes(
      template,
      volumeSourceImages(itemsOfStrongest(below(spec, 'storageConfig'), 'additionalVolumes')),
    ),
    addition: (list, element) => additionTo(resource, [...podSpecPath, list], element),
  };
}

/** The racks that pods are made for: there is always one. */
export function rackNames(resource: Resource): readonly string[] {
  const racks = items(levelAt(resource, ['spec']), 'racks').map(({ name }) => name);
  return racks.length === 0 ? ['default'] : racks;
}
