/**
 * What the ImageConfigs that k8ssandra-operator brings along say, release by release. `{release}` stands for the release itself.
 *
 * Source: config/components/cass-operator-image-config and config/cass-operator/imageconfig of each tag. Held against the
 * documents themselves by test/k8ssandra/image-config/release-document.test.ts.
 */
import type { DocumentFields } from './fields.ts';

/** From 1.3 to 1.15; before and between, cass-operator is installed with its own. */
export const k8ssandraOperatorV1beta1: DocumentFields = {
  'images.system-logger': [
    ['1.3.0', 'k8ssandra/system-logger:latest'],
    ['1.9.0', 'k8ssandra/system-logger:v1.17.1'],
    ['1.9.2', 'k8ssandra/system-logger:v1.17.2'],
    ['1.10.0', 'k8ssandra/system-logger:v1.18.1'],
    ['1.10.3', 'k8ssandra/system-logger:v1.18.2'],
    ['1.14.0', 'k8ssandra/system-logger:v1.19.1'],
  ],
  'images.config-builder': [
    ['1.3.0', 'datastax/cass-config-builder:1.0.4-ubi7'],
    ['1.9.0', 'datastax/cass-config-builder:1.0-ubi7'],
    ['1.9.2', 'datastax/cass-config-builder:1.0.7'],
  ],
  'images.k8ssandra-client': [
    ['1.9.0', 'k8ssandra/k8ssandra-client:v0.2.0'],
    ['1.10.0', 'k8ssandra/k8ssandra-client:v0.2.1'],
    ['1.10.3', 'k8ssandra/k8ssandra-client:v0.2.2'],
  ],
  'defaults.cassandra.repository': [['1.3.0', 'k8ssandra/cass-management-api']],
  'defaults.dse.repository': [['1.3.0', 'datastax/dse-mgmtapi-6_8']],
  'defaults.dse.suffix': [
    ['1.3.0', '-jdk8'],
    ['1.4.0', null],
    ['1.10.0', '-ubi8'],
  ],
};

/** From 1.27 on. */
export const k8ssandraOperatorV1beta2: DocumentFields = {
  'images.system-logger.repository': [['1.27.0', 'k8ssandra']],
  'images.system-logger.name': [['1.27.0', 'system-logger']],
  'images.system-logger.tag': [
    ['1.27.0', 'v1.27.1'],
    ['1.28.0', 'v1.28.0'],
    ['1.31.0', 'v1.30.0'],
    ['1.32.2', 'v1.30.2'],
  ],
  'images.config-builder.repository': [['1.27.0', 'datastax']],
  'images.config-builder.name': [['1.27.0', 'cass-config-builder']],
  'images.config-builder.tag': [['1.27.0', '1.0-ubi']],
  'images.k8ssandra-client.repository': [['1.27.0', 'k8ssandra']],
  'images.k8ssandra-client.name': [['1.27.0', 'k8ssandra-client']],
  'images.k8ssandra-client.tag': [
    ['1.27.0', 'v0.8.3'],
    ['1.31.0', 'v0.8.8'],
  ],
  'images.medusa.repository': [['1.27.0', 'k8ssandra']],
  'images.medusa.name': [['1.27.0', 'medusa']],
  'images.medusa.tag': [
    ['1.27.0', '0.25.0'],
    ['1.30.0', '0.27.0'],
    ['1.32.0', '0.28.0'],
    ['1.32.2', '0.29.0'],
    ['1.32.5', '0.29.1'],
  ],
  'images.reaper.repository': [['1.27.0', 'thelastpickle']],
  'images.reaper.name': [['1.27.0', 'cassandra-reaper']],
  'images.reaper.tag': [
    ['1.27.0', '4.0.0-rc1'],
    ['1.29.0', '4.0.1'],
    ['1.29.1', '4.0.2'],
    ['1.30.0', '4.1.0'],
    ['1.30.2', '4.1.1'],
    ['1.32.0', '4.2.1'],
    ['1.32.1', '4.2.3'],
    ['1.32.2', '4.2.4'],
    ['1.32.3', '4.2.5'],
    ['1.32.5', '5.0.0'],
  ],
  'defaults.registry': [['1.27.0', 'docker.io']],
  'defaults.pullPolicy': [['1.27.0', 'IfNotPresent']],
  'types.cassandra.repository': [['1.27.0', 'k8ssandra']],
  'types.cassandra.name': [['1.27.0', 'cass-management-api']],
  'types.cassandra.suffix': [['1.27.0', '-ubi']],
  'types.dse.repository': [['1.27.0', 'datastax']],
  'types.dse.name': [['1.27.0', 'dse-mgmtapi-6_8']],
  'types.dse.suffix': [['1.27.0', '-ubi']],
};
