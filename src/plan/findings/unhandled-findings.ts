/**
 * Findings about what was seen and left alone: one for all placeholders, one for each kind with fields that nobody knows,
 * one for all arguments, one for all charts that have nothing to do with K8ssandra.
 */
import type { MirrorConfig } from '../../config/normalise.ts';
import type { Finding } from '../../finding/finding.ts';
import { type FieldPath, formatFieldPath } from '../../yaml/field-path.ts';
import { formatPath, type JsonObject } from '../../yaml/json.ts';
import { nameOf, nameOfPlace } from '../model/resource.ts';
import type {
  Unhandled,
  UnhandledChart,
  UnhandledField,
  UnhandledPlaceholder,
  UnhandledWord,
} from '../model/unhandled.ts';

export function unhandledFindings(
  unhandled: readonly Unhandled[],
  resources: readonly JsonObject[],
  { strict }: MirrorConfig,
): readonly Finding[] {
  if (unhandled.length === 0) return [];
  const distinct = [...new Map(unhandled.map((one) => [keyOf(one), one])).values()];
  const charts = distinct.flatMap((one) => (one.seen === 'chart' ? [one] : []));
  const warnings = [
    ...placeholderFindings(
      distinct.flatMap((one) => (one.seen === 'placeholder' ? [one] : [])),
      resources,
    ),
    ...fieldFindings(
      distinct.flatMap((one) => (one.seen === 'field' ? [one] : [])),
      resources,
    ),
    ...wordFindings(
      distinct.flatMap((one) => (one.seen === 'word' ? [one] : [])),
      resources,
    ),
  ];
  return [
    ...(strict ? warnings.map((finding): Finding => ({ ...finding, severity: 'error' })) : warnings),
    ...chartFindings(charts, resources),
  ];
}

function keyOf({ seen, place: { resource, path, inner = [] } }: Unhandled): string {
  return [seen, resource, formatPath(path), formatPath(inner)].join(' ');
}

function placeholderFindings(
  unhandled: readonly UnhandledPlaceholder[],
  resources: readonly JsonObject[],
): readonly Finding[] {
  const [first] = unhandled;
  if (first === undefined) return [];
  const byFiller = new Map<string, Set<string>>();
  for (const { placeholder } of unhandled) {
    const texts = byFiller.get(placeholder.filledInBy) ?? new Set();
    byFiller.set(placeholder.filledInBy, texts.add(placeholder.text));
  }
  const kinds = [...byFiller].map(([filler, texts]) => `${shorten([...texts])} (filled in by ${filler})`);
  const message = `${kinds.join(' and ')}: what has a placeholder in it is left alone${placesOf(unhandled, resources)}; run this program behind what fills it in, unless that is a controller as it runs`;
  return [{ code: 'placeholder', message, at: first.place, currentValue: first.value }];
}

function fieldFindings(unhandled: readonly UnhandledField[], resources: readonly JsonObject[]): readonly Finding[] {
  const byKind = new Map<string, UnhandledField[]>();
  for (const one of unhandled) {
    const key = `${one.group}/${one.kind}`;
    byKind.set(key, [...(byKind.get(key) ?? []), one]);
  }
  return [...byKind.values()].flatMap((ofKind) => {
    const [first] = ofKind;
    if (first === undefined) return [];
    const entries = new Map(ofKind.map((one) => [formatFieldPath(one.path), entryOf(one)]));
    const what = entries.size === 1 ? 'a field' : `${entries.size} fields`;
    const message = `${first.kind}${first.group === '' ? '' : ` of ${first.group}`} has ${what} that look${entries.size === 1 ? 's' : ''} like an image, and nothing is known of what reads it: left alone${placesOf(ofKind, resources)}; if ${entries.size === 1 ? 'it is one' : 'they are images'}, configure fields: [${[...entries.values()].join(', ')}]; if not, name it under exclude, and this is not said`;
    return [{ code: 'unknown-image-field', message, at: first.place, currentValue: first.value }] as const;
  });
}

/** As YAML and JSON both read it. */
function entryOf({ group, kind, path, shape }: UnhandledField): string {
  return `{group: ${JSON.stringify(group)}, kind: ${kind}, path: ${JSON.stringify(textOf(path))}, shape: ${shape}}`;
}

function textOf(path: FieldPath): string {
  return formatFieldPath(path);
}

function wordFindings(unhandled: readonly UnhandledWord[], resources: readonly JsonObject[]): readonly Finding[] {
  const [first] = unhandled;
  if (first === undefined) return [];
  const values = new Set(unhandled.map(({ value }) => value));
  const message = `${shorten([...values])}: ${values.size === 1 ? 'an argument or variable that is an image' : 'arguments or variables that are images'}, and only the program that gets them knows what for; left alone${placesOf(unhandled, resources)}: write the image on the mirror there, or exclude it`;
  return [{ code: 'unknown-image-field', message, at: first.place, currentValue: first.value }];
}

function chartFindings(unhandled: readonly UnhandledChart[], resources: readonly JsonObject[]): readonly Finding[] {
  const [first] = unhandled;
  if (first === undefined) return [];
  const names = unhandled.map(({ place }) => nameOf(resources[place.resource] ?? {}));
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

function placesOf(unhandled: readonly Unhandled[], resources: readonly JsonObject[]): string {
  if (unhandled.length === 1) return '';
  return ` (${unhandled.length} places: ${shorten(unhandled.map(({ place }) => nameOfPlace(resources, place)))})`;
}
