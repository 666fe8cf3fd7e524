/**
 * Resources that install something that is rendered elsewhere: what comes out is not in the input. With each, what a user
 * can do about its images, which depends on what its tool runs.
 *
 * Source: the tools' own references of these kinds.
 */
import type { FieldKind } from '../../k8ssandra/fields/field.ts';

export interface Renderer {
  /** `group/Kind`. */
  readonly kinds: readonly string[];
  readonly tool: string;
  /** What is possible there, as an order. */
  readonly advice: string;
}

const template = 'what `helm template` and this program behind it print';
const values = 'set the images in the values of the chart';

export const renderers: readonly Renderer[] = [
  {
    kinds: ['argoproj.io/Application', 'argoproj.io/ApplicationSet'],
    tool: 'Argo CD',
    advice: `commit ${template} and let Argo CD apply that, or let Argo CD run this program in each build (docs/pipelines.md)`,
  },
  {
    kinds: ['helm.toolkit.fluxcd.io/HelmRelease'],
    tool: 'Flux',
    advice: `Flux can run no function: give it the spec.postRenderers that \`overlay --format postrenderers\` prints for the output of \`helm template\`, or ${values}, or commit ${template}`,
  },
  {
    kinds: ['fluxcd.controlplane.io/ResourceSet'],
    tool: 'the Flux operator',
    advice: `it runs nothing behind Helm: ${values}, or commit ${template}`,
  },
  {
    kinds: ['helm.fluxcd.io/HelmRelease', 'flux.weave.works/HelmRelease'],
    tool: 'Flux 1',
    advice: `${values}, or commit ${template}`,
  },
  {
    kinds: ['kustomize.toolkit.fluxcd.io/Kustomization'],
    tool: 'Flux',
    advice:
      'Flux can run no function: point spec.path at the overlay that `overlay` writes for the output of `kustomize build`, or put its patches into spec.patches',
  },
  {
    kinds: [
      'kustomize.config.k8s.io/Kustomization',
      'kustomize.config.k8s.io/Component',
      'builtin/HelmChartInflationGenerator',
    ],
    tool: 'kustomize',
    advice:
      'add this program to the transformers of the kustomization, or run it behind `kustomize build --enable-helm`',
  },
  {
    kinds: ['fn.kpt.dev/RenderHelmChart'],
    tool: 'kpt',
    advice: 'put this program behind it in the pipeline of the Kptfile',
  },
  {
    kinds: ['helm.cattle.io/HelmChart', 'helm.cattle.io/HelmChartConfig'],
    tool: 'the Helm controller of k3s and RKE2',
    advice: `it runs nothing behind Helm: set the images in spec.valuesContent, or deploy ${template} instead`,
  },
  {
    kinds: ['fleet.cattle.io/GitRepo', 'fleet.cattle.io/Bundle', 'fleet.cattle.io/HelmOp'],
    tool: 'Fleet',
    advice: `it runs nothing behind Helm: ${values}, or commit ${template}`,
  },
  {
    kinds: ['operators.coreos.com/Subscription', 'olm.operatorframework.io/ClusterExtension'],
    tool: 'OLM',
    advice:
      'no manifest says which images a bundle brings: mirror the catalog with its images (oc-mirror) and let the nodes redirect to it (ImageDigestMirrorSet, registries.conf), or install the operator from its manifests',
  },
  {
    kinds: ['helm.crossplane.io/Release', 'helm.m.crossplane.io/Release'],
    tool: "Crossplane's provider-helm",
    advice: `put the patches that \`overlay\` writes for the output of \`helm template\` where spec.forProvider.patchesFrom finds them, or ${values}`,
  },
  {
    kinds: ['addons.cluster.x-k8s.io/HelmChartProxy', 'addons.cluster.x-k8s.io/HelmReleaseProxy'],
    tool: 'the Helm add-on provider of Cluster API',
    advice: `it runs nothing behind Helm: set the images in spec.valuesTemplate`,
  },
  {
    kinds: [
      'config.projectsveltos.io/ClusterProfile',
      'config.projectsveltos.io/Profile',
      'config.projectsveltos.io/ClusterSummary',
    ],
    tool: 'Sveltos',
    advice: `put the patches that \`overlay\` writes for the output of \`helm template\` into spec.patches, or ${values}`,
  },
  {
    kinds: ['k0s.k0sproject.io/ClusterConfig', 'helm.k0sproject.io/Chart'],
    tool: 'k0s',
    advice: `it runs nothing behind Helm: set the images in the values there, or deploy ${template} instead`,
  },
  {
    kinds: ['configsync.gke.io/RootSync', 'configsync.gke.io/RepoSync'],
    tool: 'Config Sync',
    advice: `it runs nothing behind Helm: set the images in spec.helm.values, or commit ${template}`,
  },
  {
    kinds: ['kappctrl.k14s.io/App', 'packaging.carvel.dev/PackageInstall'],
    tool: 'kapp-controller',
    advice: `commit ${template}, or rewrite the images with kbld in spec.template`,
  },
  {
    kinds: ['core.oam.dev/Application'],
    tool: 'KubeVela',
    advice: `it runs nothing behind Helm: ${values}, or deploy ${template} instead`,
  },
  {
    kinds: ['apps.open-cluster-management.io/Subscription'],
    tool: 'Open Cluster Management',
    advice: `set the images in spec.packageOverrides, or commit ${template}`,
  },
];

const byGroupKind: ReadonlyMap<string, Renderer> = new Map(
  renderers.flatMap((renderer) => renderer.kinds.map((kind) => [kind, renderer] as const)),
);

export function rendererOf({ group, kind }: FieldKind): Renderer | undefined {
  return byGroupKind.get(`${group === '' && kind === 'HelmChartInflationGenerator' ? 'builtin' : group}/${kind}`);
}

/** Whether a resource of this group says where a renderer finds something, such as Flux's HelmRepository. */
export function isSourceGroup(group: string): boolean {
  return group === 'source.toolkit.fluxcd.io';
}
