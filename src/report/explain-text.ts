/**
 * `explain` for people. Containers stand on the left, their image on the right: as it is, what becomes of it, and what
 * decided about it.
 *
 * ```
 * K8ssandraCluster k8ssandra-operator/demo
 *
 *   east, cassandra, rack default
 *     cassandra    k8ssandra/cass-management-api:4.1.8-ubi
 *                  → mirror.example.com/k8ssandra/cass-management-api:4.1.8-ubi
 *                  ImageConfig defaults.registry · ImageConfig types.cassandra
 * ```
 */
import type { JsonObject } from '../yaml/json.ts';
import { chainOf } from './chain.ts';
import type { ImageReport, ReportedImage } from './image-report.ts';
import type { Paint } from './paint.ts';
import { type PodPlace, type Section, sectionsOf, type Use, type Workload } from './sections.ts';
import { summarise } from './summary.ts';

/** Columns. Names of containers are rarely longer; references cannot be cut. */
const layout = { indent: 4, names: 34, links: 110 };

export function explainText(report: ImageReport, resources: readonly JsonObject[], paint: Paint): string {
  const sections = sectionsOf(report, resources);
  const names = sections.flatMap(({ workloads }) => workloads.flatMap(({ uses }) => uses.flatMap(namesOf)));
  const width = Math.min(layout.names, Math.max(0, ...names.map((name) => name.length)));
  const lines = [
    ...sections.flatMap((section) => sectionLines(section, width, paint)),
    paint('bold', summarise(report)),
  ];
  return `${lines.join('\n')}\n`;
}

function sectionLines({ title, workloads }: Section, width: number, paint: Paint): readonly string[] {
  return [paint('bold', title), '', ...workloads.flatMap((workload) => workloadLines(workload, width, paint))];
}

function workloadLines({ place, uses }: Workload, width: number, paint: Paint): readonly string[] {
  return [
    ...(place === undefined ? [] : [`  ${placeText(place)}`]),
    ...uses.flatMap((use) => useLines(use, width, paint)),
    '',
  ];
}

/** `east in europe, cassandra, racks r1, r2` */
export function placeText({ k8sContext, datacenter, workload, racks }: PodPlace): string {
  const location = [datacenter, k8sContext].filter((name) => name !== undefined).join(' in ');
  const rackText = racks.length === 0 ? '' : `${racks.length === 1 ? 'rack' : 'racks'} ${racks.join(', ')}`;
  return [location, workload, rackText].filter((part) => part !== '').join(', ');
}

/** The names of the containers down the left, their image down the right; names that are too long stand above it. */
function useLines({ containers, image }: Use, width: number, paint: Paint): readonly string[] {
  const right = imageLines(image, layout.indent + width + 2, paint);
  const above = containers.some((name) => name.length > width) ? containers : [];
  const beside = above.length > 0 ? [] : containers;
  return [
    ...above.map((name) => `${' '.repeat(layout.indent)}${name}`),
    ...Array.from({ length: Math.max(beside.length, right.length) }, (_, row) => {
      const left = `${' '.repeat(layout.indent)}${(beside[row] ?? '').padEnd(width)}`;
      return `${left}  ${right[row] ?? ''}`.trimEnd();
    }),
  ];
}

function imageLines(image: ReportedImage, column: number, paint: Paint): readonly string[] {
  return [
    `  ${image.image === '' ? '?' : image.image}`,
    ...outcomeLines(image, paint),
    ...wrapped(chainOf(image), layout.links - column).map((line) => `  ${paint('dim', line)}`),
  ];
}

function outcomeLines({ image, after, status }: ReportedImage, paint: Paint): readonly string[] {
  const moved = after.image === image ? [] : [`→ ${paint('green', after.image)}`];
  switch (status) {
    case 'mirrored':
      return moved.length === 0 ? [`  ${paint('green', 'on the mirror already')}`] : moved;
    case 'allowed':
      return [...moved, '  stays: excluded'];
    case 'escaped':
      return [...moved, `  ${paint('red', 'escapes the mirror')}`];
    case 'invalid':
      return [...moved, `  ${paint('red', 'is no image reference')}`];
    case 'unknown':
      return [`  ${paint('yellow', `unknown: ${after.reason ?? ''}`)}`];
    case 'unresolvable':
      return [...moved, `  ${paint('yellow', `never runs: ${after.reason ?? ''}`)}`];
  }
}

/** Joined with dots, in lines of about a width. */
function wrapped(parts: readonly string[], width: number): readonly string[] {
  const lines: string[] = [];
  for (const part of parts) {
    const last = lines.at(-1);
    if (last !== undefined && last.length + part.length + 3 <= width) lines[lines.length - 1] = `${last} · ${part}`;
    else lines.push(part);
  }
  return lines;
}

function namesOf({ containers }: Use): readonly string[] {
  return containers;
}
