/**
 * A report in the order in which people read it: resources, below them datacenters and workloads, below them
 * containers. What is alike is told once: racks of the same pods, and containers of the same image. All texts are made
 * visible.
 */
import { nameOf } from '../plan/model/resource.ts';
import { groupedBy } from '../yaml/grouped.ts';
import type { JsonObject } from '../yaml/json.ts';
import { visible } from '../yaml/visible.ts';
import type { ImageReport, ReportedImage } from './image-report.ts';

/** What runs for one resource. */
export interface Section {
  readonly title: string;
  readonly workloads: readonly Workload[];
}

/** The pods of one workload. */
export interface Workload {
  /** Absent for resources that are workloads themselves. */
  readonly place?: PodPlace;
  readonly uses: readonly Use[];
}

export interface PodPlace {
  readonly k8sContext?: string;
  readonly datacenter?: string;
  readonly workload: string;
  /** All that have the same images. */
  readonly racks: readonly string[];
}

/** An image, and the containers of a workload that run it. */
export interface Use {
  /** `cassandra`, `server-config-init (init)`. */
  readonly containers: readonly string[];
  readonly image: ReportedImage;
}

export function sectionsOf({ images }: ImageReport, resources: readonly JsonObject[]): readonly Section[] {
  const sections = groupedBy(images, ({ before: { resource, scope } }) => JSON.stringify([resource, scope]));
  return [...sections.values()].flatMap((ofResource) =>
    ofResource.slice(0, 1).map(({ before: { resource, scope } }) => ({
      title: visible((scope === undefined ? '' : `${scope}: `) + nameOf(resources[resource] ?? {})),
      workloads: workloadsOf(ofResource),
    })),
  );
}

function workloadsOf(images: readonly ReportedImage[]): readonly Workload[] {
  const workloads = groupedBy(images, ({ before: { k8sContext, datacenter, workload } }) =>
    JSON.stringify([k8sContext, datacenter, workload]),
  );
  return [...workloads.values()].flatMap((ofWorkload) => {
    const racks = [...groupedBy(ofWorkload, ({ before }) => before.rack)].map(([rack, ofRack]) => ({
      rack,
      uses: usesOf(ofRack),
    }));
    return [...groupedBy(racks, ({ uses }) => JSON.stringify(uses.map(essence))).values()].flatMap((alike) =>
      alike.slice(0, 1).map(({ uses }) => workloadOf(uses, alike.map(({ rack }) => rack).filter(isNamed))),
    );
  });
}

function workloadOf(uses: readonly Use[], racks: readonly string[]): Workload {
  const [first] = uses;
  if (first === undefined || first.image.before.workload.includes('/')) return { uses };
  const { k8sContext, datacenter, workload } = first.image.before;
  return {
    place: {
      ...(k8sContext === undefined ? {} : { k8sContext: visible(k8sContext) }),
      ...(datacenter === undefined ? {} : { datacenter: visible(datacenter) }),
      workload: visible(workload),
      racks: racks.map(visible),
    },
    uses,
  };
}

function usesOf(images: readonly ReportedImage[]): readonly Use[] {
  return [...groupedBy(images, (image) => JSON.stringify(lineage(image))).values()].flatMap((alike) =>
    alike.slice(0, 1).map((image) => ({
      containers: [...new Set(alike.map(containerOf))].map(visible),
      image: visibleImage(image),
    })),
  );
}

function visibleImage(reported: ReportedImage): ReportedImage {
  const { image, before, after } = reported;
  return { ...reported, image: visible(image), before: visibleUse(before), after: visibleUse(after) };
}

function visibleUse(use: ReportedImage['before']): ReportedImage['before'] {
  const { image, reason, source } = use;
  return {
    ...use,
    image: visible(image),
    ...(reason === undefined ? {} : { reason: visible(reason) }),
    source: source.map((link) => ({ ...link, where: visible(link.where) })),
  };
}

function essence({ containers, image }: Use): unknown {
  return [containers, lineage(image)];
}

/** What would be told about an image. */
function lineage({ image: told, before, after, status }: ReportedImage): unknown {
  const where = (image: typeof before): readonly string[] => image.source.map((link) => link.where);
  return [status, told, before.reason, after.image, where(before), where(after)];
}

function containerOf({ before: { kind, container } }: ReportedImage): string {
  return kind === 'container' ? container : `${container} (${kind})`;
}

function isNamed(rack: string | undefined): rack is string {
  return rack !== undefined;
}
