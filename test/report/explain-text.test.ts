import { explainText } from '../../src/report/explain-text.ts';
import { ansi, plain } from '../../src/report/paint.ts';
import { cluster, deployment } from '../plan/planned.ts';
import { install, spec } from './install.ts';
import { operator, type Reported, reported } from './reported.ts';

const text = ({ report, resources }: Reported): string => explainText(report, resources, plain);

test('a cluster, as people read it', () => {
  expect(`\n${text(reported(install, spec))}`).toBe(`
Deployment k8ssandra-operator/k8ssandra-operator

    manager                           m.io/k/k8ssandra/k8ssandra-operator:v1.32.5
                                      on the mirror already
                                      spec.template.spec.containers[0].image

Deployment k8ssandra-operator/cass-operator

    manager                           m.io/k/k8ssandra/cass-operator:v1.30.2
                                      on the mirror already
                                      spec.template.spec.containers[0].image

K8ssandraCluster k8ssandra-operator/demo

  east, cassandra, racks r1, r2
    server-config-init-base (init)    docker.io/k8ssandra/cass-management-api:4.1.8-ubi
    cassandra                       → m.io/k/k8ssandra/cass-management-api:4.1.8-ubi
                                      ImageConfig defaults.registry · ImageConfig types.cassandra
    server-config-init (init)         docker.io/k8ssandra/k8ssandra-client:v0.8.8
                                    → m.io/k/k8ssandra/k8ssandra-client:v0.8.8
                                      ImageConfig defaults.registry · ImageConfig images.k8ssandra-client
    server-system-logger              docker.io/k8ssandra/system-logger:v1.30.2
                                    → m.io/k/k8ssandra/system-logger:v1.30.2
                                      ImageConfig defaults.registry · ImageConfig images.system-logger

  east, reaper
    reaper-schema-init (init)         quay.io/corp/reaper:5
    reaper                            escapes the mirror
                                      ImageConfig images.reaper.registry

  west in europe, cassandra, racks r1, r2
    server-config-init-base (init)    registry.corp/cassandra:4.1.8
    cassandra                         stays: excluded
                                      spec.cassandra.datacenters[1].serverImage
    server-config-init (init)         ?
                                      unknown: no ImageConfig that the operators would read is among the resources of k8sContext europe
                                      ImageConfig images.k8ssandra-client
    server-system-logger              ?
                                      unknown: no ImageConfig that the operators would read is among the resources of k8sContext europe
                                      ImageConfig images.system-logger

Deployment demo/shop

    app                               Shop/App
                                      is no image reference
                                      spec.template.spec.containers[0].image

10 images: 2 from the mirror, 3 to be moved, 1 excluded, 1 outside the mirror, 1 with an invalid reference, 2 unknown
`);
});

test('racks of different pods are told apart, and long names stand above their image', () => {
  const demo = cluster({
    cassandra: {
      serverVersion: '4.0.17',
      racks: [{ name: 'r1' }, { name: 'r2' }],
      datacenters: [{ metadata: { name: 'somewhere-far-away' }, size: 2 }],
    },
    stargate: { size: 2 },
  });
  const lines = text(reported([demo, operator('k8ssandra-operator', '1.32.5')])).split('\n');
  const start = lines.indexOf('  somewhere-far-away, stargate, rack r1');
  expect(lines.slice(start, start + 9)).toEqual([
    '  somewhere-far-away, stargate, rack r1',
    '    demo-somewhere-far-away-r1-stargate-deployment',
    '                                          docker.io/stargateio/stargate-4_0:v1.0.77',
    '                                        → m.io/k/stargateio/stargate-4_0:v1.0.77',
    '                                          registry, hard-coded in k8ssandra-operator',
    '                                          CRD default of spec.stargate.containerImage.repository',
    '                                          name, hard-coded in k8ssandra-operator 1.32.5',
    '                                          CRD default of spec.stargate.containerImage.tag',
    '                                          now DEFAULT_REGISTRY of the operator',
  ]);
});

test('colours mark what is right and what is wrong', () => {
  const app = deployment({
    containers: [
      { name: 'a', image: 'a/b:1' },
      { name: 'b', image: 'quay.io/a/b:1' },
    ],
  });
  const { report, resources } = reported([app], spec);
  const coloured = explainText(report, resources, ansi);
  expect(coloured).toContain('→ \x1b[32mm.io/k/a/b:1\x1b[0m');
  expect(coloured).toContain('\x1b[31mescapes the mirror\x1b[0m');
});

test('nothing that runs', () => {
  expect(text(reported([]))).toBe('no images\n');
});
