import { cluster, imageConfig, planned } from './planned.ts';

const cassandra = { serverVersion: '4.1.9', datacenters: [{ metadata: { name: 'dc1' }, size: 3 }] };

const configured = imageConfig(`images:
  system-logger: {repository: k8ssandra, name: system-logger, tag: v1}
  config-builder: {repository: datastax, name: cass-config-builder, tag: 1.0-ubi}
  k8ssandra-client: {repository: k8ssandra, name: k8ssandra-client, tag: v1}
defaults: {registry: docker.io}
types:
  cassandra: {repository: k8ssandra, name: cass-management-api, suffix: -ubi}
`);

test('a pin that an ImageConfig can not express is an error of the configuration alone', () => {
  const images = [{ name: 'k8ssandra/cass-management-api', newTag: '9' }];
  const { codes } = planned([configured, cluster({ cassandra })], { images });
  expect(codes).toContain('pin-not-expressible');
  expect(codes).not.toContain('resolution-changed');
});
