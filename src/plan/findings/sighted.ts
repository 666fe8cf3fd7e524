/**
 * Findings about what was seen and left alone: one for all placeholders, one for each kind with fields that nobody knows,
 * one for all arguments, one for all charts that have nothing to do with K8ssandra.
 */
import type { MirrorConfig } from '../../config/normalise.ts';
import type { Finding } from '../../finding/finding.ts';
import { type FieldPath, formatFieldPath } from '../../yaml/field-path.ts';
import { formatPath, type JsonObject } from '../../yaml/json.ts';
import { nameOf, nameOfPlace } from '../model/resource.ts';
import type { ChartSighting, FieldSighting, PlaceholderSighting, Sighting, WordSighting } from '../model/sighting.ts';

export function sightedFindings(
  sightings: readonly Sighting[],
  resources: readonly JsonObject[],
  { strict }: MirrorConfig,
): readonly Finding[] {
  if (sightings.length === 0) return [];
  const distinct = [...new Map(sightings.map((sighting) => [keyOf(sighting), sighting])).values()];
  const charts = distinct.flatMap((sighting) => (sighting.seen === 'chart' ? [sighting] : []));
  const warnings = [
    ...placeholderFindings(
      distinct.flatMap((sighting) => (sighting.seen === 'placeholder' ? [sighting] : [])),
      resources,
    ),
    ...fieldFindings(
      distinct.flatMap((sighting) => (sighting.seen === 'field' ? [sighting] : [])),
      resources,
    ),
    ...wordFindings(
      distinct.flatMap((sighting) => (sighting.seen === 'word' ? [sighting] : [])),
      resources,
    ),
  ];
  return [
    ...(strict ? warnings.map((finding): Finding => ({ ...finding, severity: 'error' })) : warnings),
    ...chartFindings(charts, resources),
  ];
}

function keyOf({ seen, place: { resource, path, inner = [] } }: Sighting): string {
  return [seen, resource, formatPath(path), formatPath(inner)].join(' ');
}

function placeholderFindings(
  sightings: readonly PlaceholderSighting[],
  resources: readonly JsonObject[],
): readonly Finding[] {
  const [first] = sightings;
  if (first === undefined) return [];
  const byFiller = new Map<string, Set<string>>();
  for (const { placeholder } of sightings) {
    const texts = byFiller.get(placeholder.filledInBy) ?? new Set();
    byFiller.set(placeholder.filledInBy, texts.add(placeholder.text));
  }
  const kinds = [...byFiller].map(([filler, texts]) => `${shorten([...texts])} (filled in by ${filler})`);
  const message = `${kinds.join(' and ')}: what has a placeholder in it is left alone${placesOf(sightings, resources)}; run this program behind what fills it in, unless that is a controller as it runs`;
  return [{ code: 'placeholder', message, at: first.place, currentValue: first.value }];
}

function fieldFindings(sightings: readonly FieldSighting[], resources: readonly JsonObject[]): readonly Finding[] {
  const byKind = new Map<string, FieldSighting[]>();
  for (const sighting of sightings) {
    const key = `${sighting.group}/${sighting.kind}`;
    byKind.set(key, [...(byKind.get(key) ?? []), sighting]);
  }
  return [...byKind.values()].flatMap((ofKind) => {
    const [first] = ofKind;
    if (first === undefined) return [];
    const entries = new Map(ofKind.map((sighting) => [formatFieldPath(sighting.path), entryOf(sighting)]));
    const what = entries.size === 1 ? 'a field' : `${entries.size} fields`;
    const message = `${first.kind}${first.group === '' ? '' : ` of ${first.group}`} has ${what} that look${entries.size === 1 ? 's' : ''} like an image, and nothing is known of what reads it: left alone${placesOf(ofKind, resources)}; if ${entries.size === 1 ? 'it is one' : 'they are images'}, configure fields: [${[...entries.values()].join(', ')}]; if not, name it under exclude, and this is not said`;
    return [{ code: 'unknown-image-field', message, at: first.place, currentValue: first.value }] as const;
  });
}

/** As YAML and JSON both read it. */
function entryOf({ group, kind, path, shape }: FieldSighting): string {
  return `{group: ${JSON.stringify(group)}, kind: ${kind}, path: ${JSON.stringify(textOf(path))}, shape: ${shape}}`;
}

function textOf(path: FieldPath): string {
  return formatFieldPath(path);
}

function wordFindings(sightings: readonly WordSighting[], resources: readonly JsonObject[]): readonly Finding[] {
  const [first] = sightings;
  if (first === undefined) return [];
  const values = new Set(sightings.map(({ value }) => value));
  const message = `${shorten([...values])}: ${values.size === 1 ? 'an argument or variable that is an image' : 'arguments or variables that are images'}, and only the program that gets them knows what for; left alone${placesOf(sightings, resources)}: write the image on the mirror there, or exclude it`;
  return [{ code: 'unknown-image-field', message, at: first.place, currentValue: first.value }];
}

function chartFindings(sightings: readonly ChartSighting[], resources: readonly JsonObject[]): readonly Finding[] {
  const [first] = sightings;
  if (first === undefined) return [];
  const names = sightings.map(({ place }) => nameOf(resources[place.resource] ?? {}));
  const what =
    names.length === 1
      ? 'installs something, and does not name K8ssandra'
      : 'install something, and none of them names K8ssandra';
  const message = `${shorten(names)} ${what}: what comes out is not in the input, and not looked at`;
  return [{ code: 'rendered-elsewhere', severity: 'info', message, at: first.place }];
}

const shown = 3;

/** The first few, and how many more. */
function shorten(texts: readonly string[]): string {
  const more = texts.length > shown ? ` and ${texts.length - shown} more` : '';
  return texts.slice(0, shown).join(', ') + more;
}

function placesOf(sightings: readonly Sighting[], resources: readonly JsonObject[]): string {
  if (sightings.length === 1) return '';
  return ` (${sightings.length} places: ${shorten(sightings.map(({ place }) => nameOfPlace(resources, place)))})`;
}
