/**
 * The mirror rules as one list, in which the first row that covers a name decides: what policies of the API server can
 * look up.
 *
 * | row       | covers                                           | the image                        |
 * |-----------|--------------------------------------------------|----------------------------------|
 * | `exclude` | an excluded place                                | stays, and may                   |
 * | `target`  | a target                                         | stays, and may                   |
 * | layout    | a source                                         | moves to the target              |
 * | layout    | the same on registries that serve Docker Hub     | moves to the target              |
 * | `foreign` | a target's host, and all that nothing else covers | stays, and may not be pulled     |
 *
 * Longer places go before shorter ones, and excludes before targets before sources of one length: see mirror/match.ts.
 */
import { depthOf, formatPlace, matchingHost, placeKey, placeOf, servingDockerHub } from '../mirror/places.ts';
import type { Layout, Mirror, MirrorRules, Pin, Place } from '../mirror/rules.ts';
import { dockerHub } from '../reference/normalise.ts';

export type Row = {
  /** The beginning of the names that it covers, each with a slash at its end: `docker.io/datastax/`; empty: all. */
  readonly covers: string;
  readonly does: Layout | 'exclude' | 'target' | 'foreign';
  /** Where a moved image lies, with a slash at its end. Empty for rows that move nothing. */
  readonly to: string;
  /** `yes`: a rule of the configuration names the place. Else empty. */
  readonly named: string;
};

/** A pin. Absent parts are empty; `*` is any tag. */
export type PinRow = {
  /** The name that it is for, with a slash at its end. */
  readonly name: string;
  readonly tag: string;
  readonly newName: string;
  readonly newTag: string;
  readonly digest: string;
};

export interface RuleTable {
  readonly rows: readonly Row[];
  /** Those for one tag first. */
  readonly pins: readonly PinRow[];
  /** What pins bring images to: there they stay. */
  readonly pinned: readonly string[];
}

export function ruleTable({ mirrors, exclude, pins }: MirrorRules): RuleTable {
  const named = [
    ...exclude.map((place) => rowOf(place, 'exclude')),
    ...mirrors.map(({ target }) => rowOf(target, 'target')),
    ...mirrors.flatMap((mirror) => (mirror.source === '*' ? [] : [moving(mirror.source, mirror)])),
  ];
  const hosts = mirrors.map(({ target }) => matchingHost(target.registry)).filter((host) => host !== dockerHub);
  const rest = mirrors.find(({ source }) => source === '*');
  const rows = [
    ...named.toSorted((one, other) => other.depth - one.depth).map(({ row }) => row),
    ...servingRows(mirrors),
    ...hosts.map((host): Row => ({ covers: `${host}/`, does: 'foreign', to: '', named: '' })),
    rest === undefined ? nothingCovers : { ...rowTo(rest), covers: '', named: '' },
  ];
  const forOneTag = pins.filter(({ tag }) => tag !== undefined);
  return {
    rows: rows.filter(({ covers }, index) => rows.findIndex((row) => row.covers === covers) === index),
    pins: [...forOneTag, ...pins.filter(({ tag }) => tag === undefined)].map(pinRow),
    pinned: pins.flatMap(({ newName }) => (newName === undefined ? [] : [`${placeKey(placeOf(newName))}/`])),
  };
}

interface Ranked {
  readonly row: Row;
  readonly depth: number;
}

const nothingCovers: Row = { covers: '', does: 'foreign', to: '', named: '' };

/** Sources on Docker Hub, for the registries that serve its images: longer ones first. */
function servingRows(mirrors: readonly Mirror[]): readonly Row[] {
  const onHub = mirrors.flatMap((mirror) =>
    mirror.source !== '*' && matchingHost(mirror.source.registry) === dockerHub
      ? [{ ...mirror, source: mirror.source }]
      : [],
  );
  const sorted = onHub.toSorted((one, other) => depthOf(other.source) - depthOf(one.source));
  return sorted.flatMap((mirror) => {
    const { does, to } = rowTo(mirror);
    // Its registry in a path is Docker Hub's.
    const place = does === 'registry-path' ? { does: 'path' as const, to: `${to}${dockerHub}/` } : { does, to };
    return servingDockerHub.map((registry): Row => {
      return { covers: `${placeKey({ ...mirror.source, registry })}/`, ...place, named: '' };
    });
  });
}

function rowOf(place: Place, does: Row['does']): Ranked {
  return { row: { covers: `${placeKey(place)}/`, does, to: '', named: 'yes' }, depth: depthOf(place) };
}

function moving(source: Place, mirror: Mirror): Ranked {
  return { row: { ...rowTo(mirror), covers: `${placeKey(source)}/`, named: 'yes' }, depth: depthOf(source) };
}

function rowTo({ target, layout }: Mirror): Pick<Row, 'does' | 'to'> {
  return { does: layout, to: `${formatPlace(target)}/` };
}

function pinRow({ name, tag, newName, newTag, digest }: Pin): PinRow {
  return {
    name: `${placeKey(placeOf(name))}/`,
    tag: tag ?? '*',
    newName: newName === undefined ? '' : formatPlace(placeOf(newName)),
    newTag: newTag ?? '',
    digest: digest ?? '',
  };
}
