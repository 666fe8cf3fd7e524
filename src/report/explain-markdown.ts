/**
 * `explain` as a comment on a merge request, for GitHub and GitLab: what changes or needs a look in one table, the rest
 * folded. The comment begins with a marker, by which a pipeline can find its last one and replace it.
 */
import { identify } from '../plan/model/resource.ts';
import type { JsonObject } from '../yaml/json.ts';
import { chainOf } from './chain.ts';
import { placeText } from './explain-text.ts';
import type { ImageReport, ReportedImage } from './image-report.ts';
import { code, folded, prose, table } from './markdown.ts';
import { type Section, sectionsOf } from './sections.ts';
import { isToBeMoved, summarise } from './summary.ts';

/** As much of a result as is told. */
export interface Remark {
  readonly severity: 'info' | 'warning' | 'error';
  readonly message: string;
  /** The file, the object and the field that it is about; or nothing. */
  readonly place: string;
  readonly tags: { readonly code: string };
}

const marker = '<!-- k8ssandra-image-mirror explain -->';

export function explainMarkdown(
  report: ImageReport,
  resources: readonly JsonObject[],
  remarks: readonly Remark[],
): string {
  const told = remarks.filter(({ tags }) => tags.code !== 'image-mirrored');
  const parts = [
    `${marker}\n### ${iconFor(report, told)} ${prose(summarise(report))}`,
    ...changes(report),
    ...details(sectionsOf(report, resources), resources),
    ...findings(told),
  ];
  return `${parts.join('\n\n')}\n`;
}

const icons = { error: '❌', warning: '⚠️', info: 'ℹ️' } as const;

/** A tick says that every image is where it should be. */
function iconFor({ images }: ImageReport, remarks: readonly Remark[]): string {
  const worst = (['error', 'warning'] as const).find((severity) =>
    remarks.some((remark) => remark.severity === severity),
  );
  if (worst !== undefined) return icons[worst];
  return images.some(isToBeMoved) ? icons.info : '✅';
}

/** The images that change, and those that are not as they should be; those first. */
function changes({ images }: ImageReport): readonly string[] {
  const rows = new Map<string, { readonly image: ReportedImage; readonly containers: Set<string> }>();
  for (const image of images) {
    const key = JSON.stringify([image.image, image.after.image, image.status]);
    const row = rows.get(key) ?? { image, containers: new Set() };
    row.containers.add(image.before.container);
    rows.set(key, row);
  }
  const shown = [...rows.values()].filter(({ image }) => isChanged(image) || !isRight(image));
  if (shown.length === 0) return images.length === 0 ? [] : ['Nothing changes.'];
  const sorted = [...shown.filter(({ image }) => !isRight(image)), ...shown.filter(({ image }) => isRight(image))];
  return [
    table(
      ['Image', 'Pulled from', 'Containers'],
      sorted.map(({ image, containers }) => [imageCell(image), outcomeCell(image), containersCell([...containers])]),
    ),
  ];
}

function isChanged({ image, after }: ReportedImage): boolean {
  return image !== after.image;
}

function isRight({ status }: ReportedImage): boolean {
  return status === 'mirrored' || status === 'allowed';
}

const containersShown = 3;

function containersCell(names: readonly string[]): string {
  const more = names.length > containersShown ? `, ${names.length - containersShown} more` : '';
  return names.slice(0, containersShown).map(code).join(', ') + more;
}

function imageCell({ image }: ReportedImage): string {
  return image === '' ? '?' : code(image);
}

function outcomeCell({ image, after, status }: ReportedImage): string {
  const moved = image === after.image || after.image === '' ? [] : [code(after.image)];
  const { reason = '' } = after;
  switch (status) {
    case 'mirrored':
      return moved.length === 0 ? 'the mirror already' : moved.join('');
    case 'allowed':
      return [...moved, 'stays: excluded'].join(' ');
    case 'escaped':
      return [...moved, '❌ **escapes the mirror**'].join(' ');
    case 'invalid':
      return '❌ **no image reference**';
    case 'unknown':
      return `⚠️ unknown: ${prose(reason)}`;
    case 'unresolvable':
      return [...moved, `⚠️ never runs: ${prose(reason)}`].join(' ');
  }
}

function details(sections: readonly Section[], resources: readonly JsonObject[]): readonly string[] {
  if (sections.length === 0) return [];
  const clusters = resources.filter((resource) => identify(resource).kind === 'K8ssandraCluster').length;
  const content = sections.map(
    ({ title, workloads }) =>
      `#### ${prose(title)}\n\n${table(
        ['Where', 'Container', 'Image', 'Pulled from', 'Decided by'],
        workloads.flatMap(({ place, uses }) =>
          uses.map(({ containers, image }) => [
            place === undefined ? '' : prose(placeText(place)),
            containers.map(code).join('<br>'),
            imageCell(image),
            outcomeCell(image),
            chainOf(image).map(prose).join('<br>'),
          ]),
        ),
      )}`,
  );
  const title = clusters > 0 ? 'Every container, by cluster' : 'Every container';
  return [folded(title, content.join('\n\n'), 'closed')];
}

function findings(remarks: readonly Remark[]): readonly string[] {
  if (remarks.length === 0) return [];
  const lines = remarks.map(
    ({ severity, message, place, tags }) =>
      `- ${icons[severity]} ${prose(message)} (${code(tags.code)})${place === '' ? '' : `<br>at ${prose(place)}`}`,
  );
  const state = remarks.some(({ severity }) => severity === 'error') ? 'open' : 'closed';
  return [folded(remarks.length === 1 ? '1 finding' : `${remarks.length} findings`, lines.join('\n'), state)];
}
