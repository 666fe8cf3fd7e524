/**
 * Tables of fields are written as templates, which stand at several places of several kinds. This turns a template at a
 * place into fields, when somebody asks for those of its kind: a run meets few of the kinds.
 */

import { type FieldPath, parseFieldPath } from '../../yaml/field-path.ts';
import { operatorOf } from '../api-group.ts';
import type { Component, Effect, Field, FieldKind } from './field.ts';
import { containerImage, type ImagePlace, podSpecPlaces, volumeImage } from './workloads.ts';

/** A line of a template: a place below the template's root, and what stands there. */
export type TemplateRow = TemplatePlace & {
  /** The first release whose CRD has it; absent for Kubernetes' own kinds. */
  readonly since?: string;
  /** Absent: `always`. */
  readonly effect?: Effect;
  readonly instead?: string;
};

type TemplatePlace =
  | { readonly at: string; readonly holds: 'reference'; readonly component: Component; readonly policyKey?: string }
  | { readonly at: string; readonly holds: 'parts' | 'medusa-parts'; readonly component: Component }
  /** A list of containers, as in a pod spec. */
  | { readonly at: string; readonly holds: 'containers' | 'init-containers' }
  /** A volume of a pod spec, or what says where a volume comes from. */
  | { readonly at: string; readonly holds: 'volume' }
  | { readonly at: string; readonly holds: 'pod-spec'; readonly imageVolumesSince?: string | 'never' };

/** Where a template stands. */
export interface TemplateRoot {
  readonly group: string;
  readonly kind: string;
  /** Empty: the resource itself. */
  readonly below: string;
  readonly rows: readonly TemplateRow[];
  /** Absent: `spec`. */
  readonly role?: Field['role'];
}

/** The fields of one kind. */
export function fieldsOf(roots: readonly TemplateRoot[], { group, kind }: FieldKind): readonly Field[] {
  return roots.filter((root) => root.group === group && root.kind === kind).flatMap(fieldsAt);
}

/** The fields of a template at a root. */
export function fieldsAt(root: TemplateRoot): readonly Field[] {
  return root.rows.flatMap((row) => leavesOf(row).map((leaf) => fieldAt(root, row, leaf)));
}

/** One image of a row. Paths are relative to the root. */
interface Leaf {
  readonly at: string;
  readonly facts: Pick<Field, 'shape' | 'component' | 'policyKey' | 'secretKey' | 'since'>;
  readonly podSpec?: string;
}

function leavesOf(row: TemplateRow): readonly Leaf[] {
  const since = row.since === undefined ? {} : { since: row.since };
  switch (row.holds) {
    case 'reference': {
      const policyKey = row.policyKey === undefined ? {} : { policyKey: row.policyKey };
      return [{ at: row.at, facts: { shape: row.holds, component: row.component, ...policyKey, ...since } }];
    }
    case 'parts':
    case 'medusa-parts':
      return [
        { at: row.at, facts: { shape: row.holds, component: row.component, ...structKeys[row.holds], ...since } },
      ];
    case 'containers':
      return [imageIn(`${row.at}[]`, { kind: 'container', ...containerImage }, since)];
    case 'init-containers':
      return [imageIn(`${row.at}[]`, { kind: 'init', ...containerImage }, since)];
    case 'volume':
      return [imageIn(row.at, volumeImage, since)];
    case 'pod-spec':
      return podSpecLeaves(row.at, since, row.imageVolumesSince);
  }
}

const structKeys = {
  parts: { policyKey: 'pullPolicy', secretKey: 'pullSecretRef' },
  'medusa-parts': { policyKey: 'pullPolicy', secretKey: 'imagePullSecret' },
} as const;

function podSpecLeaves(at: string, since: { since?: string }, imageVolumesSince: string | undefined): readonly Leaf[] {
  const ofVolumes = imageVolumesSince === undefined ? {} : { since: imageVolumesSince };
  return podSpecPlaces
    .filter(({ kind }) => kind !== 'volume' || imageVolumesSince !== 'never')
    .map(({ list, ...place }) => ({
      ...imageIn(`${at}.${list}[]`, place, place.kind === 'volume' ? ofVolumes : since),
      podSpec: at,
    }));
}

function imageIn(at: string, place: ImagePlace, since: { since?: string }): Leaf {
  const { kind, image, policyKey } = place;
  const component = kind === 'volume' ? 'volume' : 'container';
  return { at: `${at}.${image}`, facts: { shape: 'reference', component, policyKey, ...since } };
}

function fieldAt(root: TemplateRoot, row: TemplateRow, { at, facts, podSpec }: Leaf): Field {
  const operator = operatorOf(root.group);
  return {
    group: root.group,
    kind: root.kind,
    path: below(root, at),
    role: root.role ?? 'spec',
    effect: row.effect ?? 'always',
    ...facts,
    ...(operator === undefined ? {} : { operator }),
    ...(row.instead === undefined ? {} : { instead: row.instead }),
    ...(podSpec === undefined ? {} : { podSpecDepth: below(root, podSpec).length }),
  };
}

function below(root: TemplateRoot, at: string): FieldPath {
  return root.below === '' ? pathOf(at) : [...pathOf(root.below), ...pathOf(at)];
}

/** By text: the same few places stand in most of the fields. */
const paths = new Map<string, FieldPath>();

function pathOf(text: string): FieldPath {
  const path = paths.get(text) ?? parseFieldPath(text);
  paths.set(text, path);
  return path;
}
