/**
 * The kinds of pipelines, each by how it is told and by the lines that it needs, to be run in a shell as they are. What
 * each reaches, and what it does not, is in docs/pipelines.md.
 */
import { shellWords } from '../shell.ts';
import type { Delivered, Look } from './look.ts';

interface Pipeline {
  readonly name: string;
  readonly isTold: (look: Look) => boolean;
  readonly lines: (look: Look) => readonly string[];
}

const program = 'k8ssandra-image-mirror';

const pipelines: readonly Pipeline[] = [
  {
    name: 'kpt: the function becomes the last mutator of the Kptfile',
    isTold: ({ isPackage }) => isPackage,
    lines: ({ folder, config }) => [
      shellWords([
        'kpt',
        'fn',
        'eval',
        folder,
        '--save',
        '--type',
        'mutator',
        '--exec',
        program,
        '--fn-config',
        config,
      ]),
      shellWords(['kpt', 'fn', 'render', folder, '--allow-exec']),
    ],
  },
  {
    name: 'kustomize: the function becomes a transformer; this belongs into the outermost overlay',
    isTold: ({ isKustomization }) => isKustomization,
    lines: ({ folder }) => [
      `(${shellWords(['cd', folder])} && kustomize edit add transformer mirror.yaml)`,
      shellWords(['kustomize', 'build', '--enable-alpha-plugins', '--enable-exec', folder]),
    ],
  },
  {
    name: 'Helm: what the chart renders, mirrored; with helm install this is a post-renderer',
    isTold: ({ isChart }) => isChart,
    lines: ({ folder, config }) => [
      `${shellWords(['helm', 'template', 'k8ssandra', folder])} | ${shellWords([program, 'explain', '--config', config])}`,
      `${shellWords(['helm', 'template', 'k8ssandra', folder])} | ${shellWords([program, 'transform', '--config', config])}`,
    ],
  },
  {
    name: 'Flux runs no functions: it builds an overlay; spec.path of its Kustomization has to name that',
    isTold: ({ flux }) => flux.length > 0,
    lines: ({ flux, config }) => flux.map((base) => overlayLine(base, config)),
  },
  {
    name: 'Argo CD builds an overlay; spec.source.path of its Application has to name that',
    isTold: ({ argo }) => argo.length > 0,
    lines: ({ argo, config }) => argo.map((base) => overlayLine(base, config)),
  },
];

const manifests: Pipeline = {
  name: 'manifests: first look, then write',
  isTold: () => true,
  lines: ({ folder, config }) => [
    shellWords([program, 'explain', '--config', config, folder]),
    shellWords([program, 'transform', '--config', config, '--diff', folder]),
    shellWords([program, 'transform', '--config', config, '--in-place', folder]),
  ],
};

/** A script: comments, and commands that run where this one does. */
export function linesFor(look: Look): readonly string[] {
  const told = pipelines.filter(({ isTold }) => isTold(look));
  const charts = look.rendersCharts
    ? [
        '# A chart that Flux or Argo CD renders in the cluster: see HelmReleases of Flux, and Helm, in docs/pipelines.md',
      ]
    : [];
  if (told.length === 0 && look.rendersCharts) return charts;
  return [
    ...(told.length === 0 ? [manifests] : told).flatMap(({ name, lines }) => [`# ${name}`, ...lines(look)]),
    ...charts,
  ];
}

/** No base may hold its own overlay, so that stands beside it; a folder of manifests becomes the overlay itself. */
function overlayLine({ folder, isKustomization }: Delivered, config: string): string {
  if (!isKustomization) return shellWords([program, 'overlay', folder, '--config', config, '-o', folder]);
  const overlay = [program, 'overlay', '-', '--resources', folder, '--config', config, '-o', `${folder}-mirror`];
  return `${shellWords(['kustomize', 'build', folder])} | ${shellWords(overlay)}`;
}
