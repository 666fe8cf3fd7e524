import { parse } from 'yaml';
import type { JsonObject } from '../../src/yaml/json.ts';
import { mirror, planned } from './planned.ts';

function resource(apiVersion: string, kind: string, spec: string, name = 'x'): JsonObject {
  return { apiVersion, kind, metadata: { name, namespace: 'ns' }, ...(parse(spec) as JsonObject) };
}

const argo = 'argoproj.io/v1alpha1';
const flux = 'helm.toolkit.fluxcd.io/v2';
const kustomize = 'kustomize.config.k8s.io/v1beta1';

describe('what installs K8ssandra is a warning with what can be done there', () => {
  test.each<[string, JsonObject, RegExp]>([
    [
      'Argo CD, values as text',
      resource(
        argo,
        'Application',
        'spec: {source: {repoURL: https://helm.k8ssandra.io/stable, chart: k8ssandra-operator, helm: {values: "image: {registry: docker.io}"}}}',
      ),
      /through Argo CD.*helm template/,
    ],
    [
      'Argo CD, values as an object',
      resource(
        argo,
        'Application',
        'spec: {source: {chart: cass-operator, helm: {valuesObject: {image: {registry: docker.io}}}}}',
      ),
      /with one image setting/,
    ],
    [
      'Argo CD, parameters',
      resource(
        argo,
        'Application',
        'spec: {source: {chart: cass-operator, helm: {parameters: [{name: image.tag, value: v1}]}}}',
      ),
      /with one image setting/,
    ],
    [
      'Argo CD, several sources with files of values',
      resource(
        argo,
        'Application',
        'spec: {sources: [{repoURL: "https://helm.k8ssandra.io", chart: k8ssandra-operator, helm: {valueFiles: [$values/a.yaml]}}, {repoURL: "https://git.example.com/x", ref: values}]}',
      ),
      /Argo CD/,
    ],
    [
      'Argo CD, a folder',
      resource(argo, 'Application', 'spec: {source: {repoURL: "https://git.example.com/ops", path: apps/k8ssandra}}'),
      /Argo CD/,
    ],
    [
      'Argo CD, its own name',
      resource(
        argo,
        'Application',
        'spec: {source: {repoURL: "https://git.example.com/ops", path: apps/db}}',
        'k8ssandra-operator',
      ),
      /Argo CD/,
    ],
    [
      'Argo CD, manifests from GitHub',
      resource(
        argo,
        'Application',
        'spec: {source: {repoURL: "https://github.com/k8ssandra/cass-operator.git", path: config/deployments/default}}',
      ),
      /Argo CD/,
    ],
    [
      'Argo CD, from a registry',
      resource(argo, 'Application', 'spec: {source: {repoURL: "ghcr.io/k8ssandra/helm-charts", chart: anything}}'),
      /Argo CD/,
    ],
    [
      'Argo CD, a chart around it',
      resource(
        argo,
        'Application',
        'spec: {source: {repoURL: "https://git.example.com/x", chart: platform, helm: {values: "k8ssandra-operator:\\n  enabled: true\\n"}}}',
      ),
      /Argo CD/,
    ],
    [
      'an ApplicationSet',
      resource(
        argo,
        'ApplicationSet',
        'spec: {generators: [{list: {elements: [{cluster: a}]}}], template: {spec: {source: {chart: k8ssandra-operator, repoURL: "https://helm.k8ssandra.io/stable"}}}}',
      ),
      /Argo CD/,
    ],
    [
      'an ApplicationSet whose charts are in a list',
      resource(
        argo,
        'ApplicationSet',
        'spec: {generators: [{list: {elements: [{chart: k8ssandra-operator}, {chart: grafana}]}}], template: {spec: {source: {chart: "{{chart}}", repoURL: "https://charts.example.com"}}}}',
      ),
      /Argo CD/,
    ],
    [
      'Flux, without values',
      resource(
        flux,
        'HelmRelease',
        'spec: {chart: {spec: {chart: k8ssandra-operator, sourceRef: {kind: HelmRepository, name: k}}}}',
      ),
      /Flux can run no function.*overlay --format postrenderers/,
    ],
    [
      'Flux, by reference',
      resource(flux, 'HelmRelease', 'spec: {chartRef: {kind: OCIRepository, name: k8ssandra-operator}}', 'db'),
      /Flux/,
    ],
    [
      'Flux 1',
      resource(
        'helm.fluxcd.io/v1',
        'HelmRelease',
        'spec: {chart: {repository: "https://helm.k8ssandra.io/stable", name: k8ssandra, version: 1.4.0}}',
      ),
      /Flux 1/,
    ],
    [
      'a Kustomization of Flux with images',
      resource(
        'kustomize.toolkit.fluxcd.io/v1',
        'Kustomization',
        'spec: {path: ./apps/db, images: [{name: k8ssandra/cass-operator, newTag: v1.20.0}]}',
      ),
      /spec\.path/,
    ],
    [
      'a Kustomization of Flux by its path',
      resource(
        'kustomize.toolkit.fluxcd.io/v1',
        'Kustomization',
        'spec: {path: ./apps/k8ssandra, sourceRef: {kind: GitRepository, name: flux-system}}',
      ),
      /spec\.patches/,
    ],
    [
      'helmCharts of a kustomization',
      {
        apiVersion: kustomize,
        kind: 'Kustomization',
        helmCharts: [{ name: 'k8ssandra-operator', repo: 'https://helm.k8ssandra.io/stable' }],
      },
      /transformers/,
    ],
    [
      'helmCharts of a kustomization that does not say what it is',
      { helmCharts: [{ name: 'cass-operator' }] },
      /transformers/,
    ],
    [
      'resources of a kustomization on GitHub',
      {
        apiVersion: kustomize,
        kind: 'Kustomization',
        resources: ['github.com/k8ssandra/k8ssandra-operator/config/deployments/control-plane?ref=v1.20.0'],
      },
      /transformers/,
    ],
    [
      'images of a kustomization',
      {
        apiVersion: kustomize,
        kind: 'Kustomization',
        images: [{ name: 'k8ssandra/k8ssandra-operator', newTag: 'v1' }],
      },
      /transformers/,
    ],
    [
      'a component of kustomize',
      {
        apiVersion: 'kustomize.config.k8s.io/v1alpha1',
        kind: 'Component',
        images: [{ name: 'k8ssandra/cass-operator', newTag: 'v1' }],
      },
      /transformers/,
    ],
    [
      'a set of resources of the Flux operator',
      resource(
        'fluxcd.controlplane.io/v1',
        'ResourceSet',
        'spec: {resources: [{kind: HelmRelease, spec: {chart: {spec: {chart: k8ssandra-operator}}}}]}',
      ),
      /Flux operator/,
    ],
    [
      'the generator of kustomize',
      {
        apiVersion: 'builtin',
        kind: 'HelmChartInflationGenerator',
        metadata: { name: 'x' },
        name: 'k8ssandra-operator',
      },
      /transformers/,
    ],
    [
      'a function of kpt',
      {
        apiVersion: 'fn.kpt.dev/v1alpha1',
        kind: 'RenderHelmChart',
        metadata: { name: 'x' },
        helmCharts: [{ chartArgs: { name: 'cass-operator' } }],
      },
      /Kptfile/,
    ],
    [
      'k3s',
      resource(
        'helm.cattle.io/v1',
        'HelmChart',
        'spec: {chart: k8ssandra-operator, repo: "https://helm.k8ssandra.io/stable", valuesContent: "image:\\n  registry: docker.io\\n"}',
      ),
      /spec\.valuesContent/,
    ],
    [
      'k3s, a chart by its address',
      resource(
        'helm.cattle.io/v1',
        'HelmChart',
        'spec: {chart: "https://helm.k8ssandra.io/stable/cass-operator-0.50.0.tgz"}',
      ),
      /spec\.valuesContent/,
    ],
    [
      'k3s, values for a chart',
      resource(
        'helm.cattle.io/v1',
        'HelmChartConfig',
        'spec: {valuesContent: "image: {tag: v1}"}',
        'k8ssandra-operator',
      ),
      /spec\.valuesContent/,
    ],
    [
      'OLM',
      resource(
        'operators.coreos.com/v1alpha1',
        'Subscription',
        'spec: {name: cass-operator-community, source: community-operators, sourceNamespace: openshift-marketplace, channel: stable}',
      ),
      /oc-mirror/,
    ],
    [
      'OLM 1',
      resource(
        'olm.operatorframework.io/v1',
        'ClusterExtension',
        'spec: {source: {sourceType: Catalog, catalog: {packageName: k8ssandra-operator}}}',
      ),
      /oc-mirror/,
    ],
    [
      'Fleet',
      resource(
        'fleet.cattle.io/v1alpha1',
        'GitRepo',
        'spec: {repo: "https://git.example.com/x", paths: [charts/k8ssandra-operator]}',
      ),
      /Fleet/,
    ],
    [
      'Crossplane',
      resource(
        'helm.crossplane.io/v1beta1',
        'Release',
        'spec: {forProvider: {chart: {name: k8ssandra-operator, repository: "https://helm.k8ssandra.io/stable"}}}',
      ),
      /patchesFrom/,
    ],
    [
      'Cluster API',
      resource(
        'addons.cluster.x-k8s.io/v1alpha1',
        'HelmChartProxy',
        'spec: {chartName: k8ssandra-operator, repoURL: "https://helm.k8ssandra.io/stable"}',
      ),
      /valuesTemplate/,
    ],
    [
      'Sveltos',
      resource(
        'config.projectsveltos.io/v1beta1',
        'ClusterProfile',
        'spec: {helmCharts: [{repositoryURL: "https://helm.k8ssandra.io/stable", chartName: k8ssandra/cass-operator}]}',
      ),
      /spec\.patches/,
    ],
    [
      'Config Sync',
      resource(
        'configsync.gke.io/v1beta1',
        'RootSync',
        'spec: {sourceType: helm, helm: {repo: "https://helm.k8ssandra.io/stable", chart: k8ssandra-operator}}',
      ),
      /spec\.helm\.values/,
    ],
    [
      'k0s',
      resource(
        'k0s.k0sproject.io/v1beta1',
        'ClusterConfig',
        'spec: {extensions: {helm: {charts: [{name: db, chartname: k8ssandra/k8ssandra-operator}]}}}',
      ),
      /k0s/,
    ],
  ])('%s', (_, object, advice) => {
    const { after, codes, said } = planned([object]);
    expect(after).toEqual([object]);
    expect(codes).toEqual(['rendered-elsewhere']);
    expect(said[0]).toMatch(/installs K8ssandra through/);
    expect(said[0]).toMatch(advice);
  });

  test('a source that is in the input tells what a reference leads to', () => {
    const release = resource(flux, 'HelmRelease', 'spec: {chartRef: {kind: OCIRepository, name: db}}', 'db');
    const source = (url: string) =>
      resource('source.toolkit.fluxcd.io/v1', 'OCIRepository', `spec: {url: "${url}"}`, 'db');
    expect(planned([release, source('oci://ghcr.io/k8ssandra/charts/x')]).said[0]).toMatch(/installs K8ssandra/);
    expect(planned([release, source('oci://ghcr.io/grafana/charts/grafana')]).said[0]).not.toMatch(
      /installs K8ssandra/,
    );
  });
});

describe('what has nothing to do with K8ssandra is counted', () => {
  test.each<[string, JsonObject]>([
    [
      'another chart',
      resource(
        argo,
        'Application',
        'spec: {source: {repoURL: "https://charts.example.com", chart: grafana, helm: {values: "image: {tag: 1}"}}}',
      ),
    ],
    [
      'another chart into the namespace of K8ssandra',
      resource(
        argo,
        'Application',
        'spec: {destination: {namespace: k8ssandra-operator}, source: {repoURL: "https://charts.example.com", chart: grafana}}',
      ),
    ],
    [
      'an application that connects to a cluster',
      resource(
        flux,
        'HelmRelease',
        'spec: {chart: {spec: {chart: app}}, values: {cassandra: {contactPoints: demo-dc1-service.k8ssandra-operator.svc}}}',
      ),
    ],
    [
      'one that waits for it',
      resource(flux, 'HelmRelease', 'spec: {chart: {spec: {chart: app}}, dependsOn: [{name: k8ssandra-operator}]}'),
    ],
    [
      'a repository with everything in it',
      resource(
        'kustomize.toolkit.fluxcd.io/v1',
        'Kustomization',
        'spec: {path: ./apps/grafana, sourceRef: {kind: GitRepository, name: flux-system}}',
      ),
    ],
    [
      'another folder of a repository',
      resource(
        argo,
        'Application',
        'spec: {source: {repoURL: "https://git.example.com/k8ssandra-ops", path: apps/grafana}}',
      ),
    ],
    [
      'another operator',
      resource(
        'operators.coreos.com/v1alpha1',
        'Subscription',
        'spec: {name: prometheus, source: community-operators}',
      ),
    ],
  ])('%s', (_, object) => {
    const { codes, said } = planned([object], { strict: true });
    expect(codes).toEqual(['rendered-elsewhere']);
    expect(said[0]).toMatch(/(?:does not name|none of them names) K8ssandra/);
  });

  test('all in one line, which is no warning', () => {
    const charts = ['a', 'b', 'c', 'd', 'e'].map((chart) =>
      resource(flux, 'HelmRelease', `spec: {chart: {spec: {chart: ${chart}}}}`, chart),
    );
    const { codes, said } = planned(charts, { strict: true });
    expect(codes).toEqual(['rendered-elsewhere']);
    expect(said[0]).toContain('HelmRelease ns/a, HelmRelease ns/b, HelmRelease ns/c and 2 more install');
  });

  test.each<[string, JsonObject]>([
    [
      'kustomize',
      {
        apiVersion: kustomize,
        kind: 'Kustomization',
        images: [{ name: 'k8ssandra/cass-operator', newName: `${mirror}/k8ssandra/cass-operator` }],
      },
    ],
    [
      'Flux',
      resource(
        'kustomize.toolkit.fluxcd.io/v1',
        'Kustomization',
        `spec: {path: ./apps/db, images: [{name: k8ssandra/cass-operator, newName: "${mirror}/k8ssandra/cass-operator"}]}`,
      ),
    ],
  ])('images that a kustomization of %s moves to the mirror itself', (_, object) => {
    expect(planned([object]).said.join()).not.toContain('installs K8ssandra');
  });

  test('an application that this program renders is none of it', () => {
    const application = resource(
      argo,
      'Application',
      'spec: {source: {repoURL: "https://git.example.com/x", path: k8ssandra, plugin: {name: k8ssandra-image-mirror-v1.0}}}',
    );
    expect(planned([application], { strict: true }).codes).toEqual([]);
  });

  test('a kustomization of files brings nothing that is not in the input', () => {
    const kustomization = { apiVersion: kustomize, kind: 'Kustomization', resources: ['../base', 'cluster.yaml'] };
    expect(planned([kustomization], { strict: true }).codes).toEqual([]);
  });
});
