/**
 * What the ImageConfigs that cass-operator brings along say, release by release. `{release}` stands for the release itself.
 *
 * Source: config/manager/image_config.yaml and config/imageconfig/image_config.yaml of each tag. Held against the
 * documents themselves by test/k8ssandra/image-config/release-document.test.ts.
 */
import type { DocumentFields } from './fields.ts';

/** In ConfigMap `manager-config`, from 1.8 to 1.28. */
export const cassOperatorV1beta1: DocumentFields = {
  'images.system-logger': [
    ['1.8.0', 'k8ssandra/system-logger:3f7c5793'],
    ['1.9.0', 'k8ssandra/system-logger:v{release}'],
    ['1.18.0', 'cr.k8ssandra.io/k8ssandra/system-logger:v{release}'],
    ['1.21.2', 'cr.k8ssandra.io/k8ssandra/system-logger:v1.21.1'],
    ['1.22.0', 'cr.k8ssandra.io/k8ssandra/system-logger:v{release}'],
    ['1.27.1', 'docker.io/k8ssandra/system-logger:v{release}'],
    ['1.28.0', 'k8ssandra/system-logger:v{release}'],
  ],
  'images.config-builder': [
    ['1.8.0', 'datastax/cass-config-builder:1.0.4-ubi7'],
    ['1.10.6', 'datastax/cass-config-builder:1.0.5-ubi7'],
    ['1.11.0', 'datastax/cass-config-builder:1.0.4-ubi7'],
    ['1.13.1', 'datastax/cass-config-builder:1.0-ubi7'],
    ['1.18.0', 'cr.dtsx.io/datastax/cass-config-builder:1.0-ubi7'],
    ['1.19.0', 'cr.dtsx.io/datastax/cass-config-builder:1.0-ubi8'],
    ['1.26.0', 'cr.dtsx.io/datastax/cass-config-builder:1.0-ubi'],
    ['1.27.1', 'docker.io/datastax/cass-config-builder:1.0-ubi'],
  ],
  'images.k8ssandra-client': [
    ['1.17.0', 'k8ssandra/k8ssandra-client:v0.2.0'],
    ['1.18.0', 'cr.k8ssandra.io/k8ssandra/k8ssandra-client:v0.2.1'],
    ['1.18.2', 'cr.k8ssandra.io/k8ssandra/k8ssandra-client:v0.2.2'],
    ['1.20.0', 'cr.k8ssandra.io/k8ssandra/k8ssandra-client:v0.3.0'],
    ['1.21.0', 'cr.k8ssandra.io/k8ssandra/k8ssandra-client:v0.4.0'],
    ['1.22.0', 'cr.k8ssandra.io/k8ssandra/k8ssandra-client:v0.5.0'],
    ['1.24.0', 'cr.k8ssandra.io/k8ssandra/k8ssandra-client:v0.7.0'],
    ['1.26.0', 'cr.k8ssandra.io/k8ssandra/k8ssandra-client:v0.8.1'],
    ['1.27.0', 'cr.k8ssandra.io/k8ssandra/k8ssandra-client:v0.8.3'],
    ['1.27.1', 'docker.io/k8ssandra/k8ssandra-client:v0.8.3'],
    ['1.28.1', 'docker.io/k8ssandra/k8ssandra-client:v0.8.6'],
  ],
  'defaults.cassandra.repository': [
    ['1.9.0', 'k8ssandra/cass-management-api'],
    ['1.18.0', 'cr.k8ssandra.io/k8ssandra/cass-management-api'],
    ['1.27.1', 'docker.io/k8ssandra/cass-management-api'],
  ],
  'defaults.cassandra.suffix': [
    ['1.18.0', '-ubi8'],
    ['1.18.1', null],
    ['1.19.1', '-ubi8'],
    ['1.20.0', null],
    ['1.21.0', '-ubi8'],
    ['1.23.0', '-ubi'],
  ],
  'defaults.dse.repository': [
    ['1.9.0', 'datastax/dse-server'],
    ['1.18.0', 'cr.dtsx.io/datastax/dse-mgmtapi-6_8'],
    ['1.27.1', 'docker.io/datastax/dse-mgmtapi-6_8'],
  ],
  'defaults.dse.suffix': [
    ['1.9.0', '-ubi7'],
    ['1.18.0', '-ubi8'],
    ['1.27.0', '-ubi'],
  ],
  'defaults.hcd.repository': [
    ['1.21.0', 'datastax/hcd'],
    ['1.27.1', null],
  ],
  'defaults.hcd.suffix': [
    ['1.21.0', '-ubi'],
    ['1.27.1', null],
  ],
};

/** In ConfigMap `image-config`, from 1.27 on. */
export const cassOperatorV1beta2: DocumentFields = {
  'images.system-logger.registry': [
    ['1.27.0', 'cr.k8ssandra.io'],
    ['1.27.1', null],
  ],
  'images.system-logger.repository': [['1.27.0', 'k8ssandra']],
  'images.system-logger.name': [['1.27.0', 'system-logger']],
  'images.system-logger.tag': [['1.27.0', 'v{release}']],
  'images.config-builder.registry': [
    ['1.27.0', 'cr.dtsx.io'],
    ['1.27.1', null],
  ],
  'images.config-builder.repository': [['1.27.0', 'datastax']],
  'images.config-builder.name': [['1.27.0', 'cass-config-builder']],
  'images.config-builder.tag': [['1.27.0', '1.0-ubi']],
  'images.k8ssandra-client.registry': [
    ['1.27.0', 'cr.k8ssandra.io'],
    ['1.27.1', null],
  ],
  'images.k8ssandra-client.repository': [['1.27.0', 'k8ssandra']],
  'images.k8ssandra-client.name': [['1.27.0', 'k8ssandra-client']],
  'images.k8ssandra-client.tag': [
    ['1.27.0', 'v0.8.3'],
    ['1.28.1', 'v0.8.6'],
    ['1.29.0', 'v0.8.8'],
    ['1.30.3', 'v0.8.14'],
    ['1.31.0', 'v0.8.12'],
  ],
  'defaults.registry': [['1.27.0', 'docker.io']],
  'defaults.pullPolicy': [['1.27.0', 'IfNotPresent']],
  'types.cassandra.registry': [
    ['1.27.0', 'cr.k8ssandra.io'],
    ['1.27.1', null],
  ],
  'types.cassandra.repository': [['1.27.0', 'k8ssandra']],
  'types.cassandra.name': [['1.27.0', 'cass-management-api']],
  'types.cassandra.suffix': [['1.27.0', '-ubi']],
  'types.dse.registry': [
    ['1.27.0', 'cr.dtsx.io'],
    ['1.27.1', null],
  ],
  'types.dse.repository': [['1.27.0', 'datastax']],
  'types.dse.name': [['1.27.0', 'dse-mgmtapi-6_8']],
  'types.dse.suffix': [['1.27.0', '-ubi']],
};
