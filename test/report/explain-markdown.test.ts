import { explainMarkdown, type Remark } from '../../src/report/explain-markdown.ts';
import { deployment } from '../plan/planned.ts';
import { install, spec } from './install.ts';
import { type Reported, reported } from './reported.ts';

const markdown = ({ report, resources }: Reported, ...remarks: readonly Remark[]): string =>
  explainMarkdown(report, resources, remarks);

const remark = (severity: Remark['severity'], code: string, message: string): Remark => ({
  severity,
  message,
  place: '',
  tags: { code },
});

test('a cluster, as a comment', () => {
  expect(`\n${markdown(reported(install, spec), remark('error', 'escaped', 'quay.io/corp/reaper:5 escapes'))}`).toBe(`
<!-- k8ssandra-image-mirror explain -->
### ❌ 10 images: 2 from the mirror, 3 to be moved, 1 excluded, 1 outside the mirror, 1 with an invalid reference, 2 unknown

| Image | Pulled from | Containers |
| --- | --- | --- |
| \`quay.io/corp/reaper:5\` | ❌ **escapes the mirror** | \`reaper-schema-init\`, \`reaper\` |
| ? | ⚠️ unknown: no ImageConfig that the operators would read is among the resources of k8sContext europe | \`server-config-init\`, \`server-system-logger\` |
| \`Shop/App\` | ❌ **no image reference** | \`app\` |
| \`docker.io/k8ssandra/cass-management-api:4.1.8-ubi\` | \`m.io/k/k8ssandra/cass-management-api:4.1.8-ubi\` | \`server-config-init-base\`, \`cassandra\` |
| \`docker.io/k8ssandra/k8ssandra-client:v0.8.8\` | \`m.io/k/k8ssandra/k8ssandra-client:v0.8.8\` | \`server-config-init\` |
| \`docker.io/k8ssandra/system-logger:v1.30.2\` | \`m.io/k/k8ssandra/system-logger:v1.30.2\` | \`server-system-logger\` |

<details>
<summary>Every container, by cluster</summary>

#### Deployment k8ssandra-operator/k8ssandra-operator

| Where | Container | Image | Pulled from | Decided by |
| --- | --- | --- | --- | --- |
|  | \`manager\` | \`m.io/k/k8ssandra/k8ssandra-operator:v1.32.5\` | the mirror already | spec.template.spec.containers\\[0\\].image |

#### Deployment k8ssandra-operator/cass-operator

| Where | Container | Image | Pulled from | Decided by |
| --- | --- | --- | --- | --- |
|  | \`manager\` | \`m.io/k/k8ssandra/cass-operator:v1.30.2\` | the mirror already | spec.template.spec.containers\\[0\\].image |

#### K8ssandraCluster k8ssandra-operator/demo

| Where | Container | Image | Pulled from | Decided by |
| --- | --- | --- | --- | --- |
| east, cassandra, racks r1, r2 | \`server-config-init-base (init)\`<br>\`cassandra\` | \`docker.io/k8ssandra/cass-management-api:4.1.8-ubi\` | \`m.io/k/k8ssandra/cass-management-api:4.1.8-ubi\` | ImageConfig defaults.registry<br>ImageConfig types.cassandra |
| east, cassandra, racks r1, r2 | \`server-config-init (init)\` | \`docker.io/k8ssandra/k8ssandra-client:v0.8.8\` | \`m.io/k/k8ssandra/k8ssandra-client:v0.8.8\` | ImageConfig defaults.registry<br>ImageConfig images.k8ssandra-client |
| east, cassandra, racks r1, r2 | \`server-system-logger\` | \`docker.io/k8ssandra/system-logger:v1.30.2\` | \`m.io/k/k8ssandra/system-logger:v1.30.2\` | ImageConfig defaults.registry<br>ImageConfig images.system-logger |
| east, reaper | \`reaper-schema-init (init)\`<br>\`reaper\` | \`quay.io/corp/reaper:5\` | ❌ **escapes the mirror** | ImageConfig images.reaper.registry |
| west in europe, cassandra, racks r1, r2 | \`server-config-init-base (init)\`<br>\`cassandra\` | \`registry.corp/cassandra:4.1.8\` | stays: excluded | spec.cassandra.datacenters\\[1\\].serverImage |
| west in europe, cassandra, racks r1, r2 | \`server-config-init (init)\` | ? | ⚠️ unknown: no ImageConfig that the operators would read is among the resources of k8sContext europe | ImageConfig images.k8ssandra-client |
| west in europe, cassandra, racks r1, r2 | \`server-system-logger\` | ? | ⚠️ unknown: no ImageConfig that the operators would read is among the resources of k8sContext europe | ImageConfig images.system-logger |

#### Deployment demo/shop

| Where | Container | Image | Pulled from | Decided by |
| --- | --- | --- | --- | --- |
|  | \`app\` | \`Shop/App\` | ❌ **no image reference** | spec.template.spec.containers\\[0\\].image |

</details>

<details open>
<summary>1 finding</summary>

- ❌ quay.io/corp/reaper:5 escapes (\`escaped\`)

</details>
`);
});

test('what changes nothing is short', () => {
  const app = deployment({ containers: [{ name: 'app', image: 'm.io/k/a/b:1' }] });
  expect(
    markdown(reported([app]))
      .split('\n\n')
      .slice(0, 2),
  ).toEqual(['<!-- k8ssandra-image-mirror explain -->\n### ✅ 1 image: 1 from the mirror', 'Nothing changes.']);
});

test('an image that is yet to be moved is told apart, and takes the tick away', () => {
  const images = ['m.io/k/a/b:1', 'docker.io/a/c:1'];
  const app = deployment({ containers: images.map((image, index) => ({ name: `app-${index}`, image })) });
  expect(markdown(reported([app]))).toContain('### ℹ️ 2 images: 1 from the mirror, 1 to be moved\n');
});

test('what was written in manifests stays text', () => {
  const app = deployment({ containers: [{ name: 'a|b', image: 'x`|<b>' }] }, { name: '<i>_x_</i>' });
  const text = markdown(reported([app]), remark('warning', 'w', 'write <tag>\n*so*'));
  expect(text).toContain('| `` x`\\|<b> `` | ❌ **no image reference** | `a\\|b` |');
  expect(text).toContain('#### Deployment demo/&lt;i>\\_x\\_&lt;/i>');
  expect(text).toContain('- ⚠️ write &lt;tag><br>\\*so\\* (`w`)');
});

test.each([
  ['errors', 'error', '❌', '<details open>\n<summary>1 finding</summary>'],
  ['warnings', 'warning', '⚠️', '<details>\n<summary>1 finding</summary>'],
  ['hints', 'info', '✅', '<details>\n<summary>1 finding</summary>'],
] as const)('%s show in the title', (_, severity, icon, findings) => {
  const text = markdown(reported([]), remark(severity, 'x', 'y'));
  expect(text).toContain(`### ${icon} no images`);
  expect(text).toContain(findings);
});

test('a finding is said with its place', () => {
  expect(markdown(reported([]), { ...remark('info', 'c', 'said'), place: 'a_b.yaml: Pod x_y' })).toContain(
    '- ℹ️ said (`c`)<br>at a\\_b.yaml: Pod x\\_y',
  );
});

test('the images that were mirrored are no findings besides', () => {
  expect(markdown(reported([]), remark('info', 'image-mirrored', 'x'))).not.toContain('finding');
});
