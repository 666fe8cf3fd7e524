/**
 * Which parts of a struct to set, so that it makes a given reference: the fewest, and never leaving it without a tag,
 * which the API server would fill in with `latest`.
 *
 * The registry may hold a path: `registry: mirror:5000/k8ssandra` works with every release. So for most layouts the
 * registry alone changes; where it cannot say all, the repository takes the rest.
 */
import type { Mirrored } from '../../mirror/rules.ts';
import type { Reference } from '../../reference/reference.ts';
import type { Json, JsonObject } from '../../yaml/json.ts';
import { isBefore } from '../releases/release-order.ts';
import { type PartsContext, type Printing, printings, printPath, printVersion, resolveParts } from './parts.ts';
import { type PartKey, partKeys } from './shape.ts';

/** A part to set. */
export interface PartEdit {
  readonly part: PartKey;
  /** As written; undefined: the part is added. */
  readonly before: Json | undefined;
  readonly after: string;
}

export type PartsPlan = PartEdits | PartsProblem;

export interface PartEdits {
  /** In the order of the reference. Empty where the struct makes the reference already. */
  readonly edits: readonly PartEdit[];
  /** A tag among the edits that the API server would have filled in: it is frozen now. */
  readonly frozenTag?: string;
}

export interface PartsProblem {
  readonly error: { readonly code: 'layout-not-expressible' | 'pin-not-expressible'; readonly message: string };
}

/** How to make `mirrored` of a struct. A struct that is to be added is written as `{}`. */
export function planParts(
  written: JsonObject,
  context: PartsContext,
  { reference, prefix }: Pick<Mirrored, 'reference' | 'prefix'>,
): PartsPlan {
  const path = planPath(written, context, `${reference.registry}/${reference.repository}`, prefix);
  if (path === undefined) return layoutProblem(context, reference);
  const tag = planTag(written, context, reference);
  if ('error' in tag) return tag;
  return { ...tag, edits: [...path, ...tag.edits] };
}

/** A struct with its edits carried out. */
export function editParts(written: JsonObject, edits: readonly PartEdit[]): JsonObject {
  return { ...written, ...Object.fromEntries(edits.map(({ part, after }) => [part, after])) };
}

type PathParts = Record<'registry' | 'repository' | 'name', string>;

function planPath(
  written: JsonObject,
  context: PartsContext,
  wanted: string,
  prefix: string,
): readonly PartEdit[] | undefined {
  const keys = partKeys[context.shape].filter((key) => key !== 'tag');
  const resolved = resolveParts(written, context);
  const plans = splits(context, wanted).flatMap((parts) => {
    const edits = keys
      .filter((part) => resolved[part] !== parts[part])
      .map((part) => ({ part, before: written[part], after: parts[part] }));
    const after = resolveParts(editParts(written, edits), context);
    const kept = keys.every((part) => after[part] === parts[part]);
    const printed = printings(context).every((printing) => printPath(parts, printing) === wanted);
    const cost = [edits.length, parts.registry === prefix ? 0 : 1, depth(parts.name), -depth(parts.registry)];
    return kept && printed ? [{ edits, cost }] : [];
  });
  return plans.reduce<(typeof plans)[number] | undefined>(
    (best, plan) => (best === undefined || isLess(plan.cost, best.cost) ? plan : best),
    undefined,
  )?.edits;
}

/** Every way to cut a path into the parts of a struct. */
function splits({ shape }: PartsContext, path: string): readonly PathParts[] {
  const components = path.split('/');
  const join = (from: number, to: number): string => components.slice(from, to).join('/');
  const cuts = components.slice(1).map((_, index) => index + 1);
  if (shape === 'medusa-parts') {
    return cuts.map((cut) => ({ registry: join(0, cut), repository: join(cut, components.length), name: '' }));
  }
  return cuts.flatMap((first) =>
    cuts
      .filter((second) => second >= first)
      .map((second) => ({
        registry: join(0, first),
        repository: join(first, second),
        name: join(second, components.length),
      })),
  );
}

function depth(path: string): number {
  return path.split('/').length;
}

function isLess(left: readonly number[], right: readonly number[]): boolean {
  const different = left.findIndex((number, index) => number !== right[index]);
  return different !== -1 && (left[different] ?? 0) < (right[different] ?? 0);
}

function planTag(written: JsonObject, context: PartsContext, { tag, digest }: Reference): PartEdits | PartsProblem {
  const before = written.tag ?? undefined;
  const resolved = resolveParts(written, context);
  const version = (tag === undefined ? '' : `:${tag}`) + (digest === undefined ? '' : `@${digest}`);
  const wanted = version === '' ? ':latest' : version;
  const prints = (text: string, printing: Printing): boolean =>
    printVersion({ tag: text, digest: resolved.digest ?? '' }, printing) === wanted;
  const [newest, ...others] = printings(context);
  if (before !== undefined && resolved.tag !== undefined && prints(resolved.tag, newest)) return { edits: [] };
  const after = [resolved.tag ?? '', wanted.slice(1)].find((text) =>
    [newest, ...others].every((printing) => prints(text, printing)),
  );
  if (after === undefined) return pinProblem(context, wanted, resolved.digest);
  if (digest !== undefined && readsVersion(context, tag ?? resolved.tag ?? '')) return versionProblem(after);
  const edits = [{ part: 'tag', before: written.tag, after } as const];
  return before === undefined && after === resolved.tag ? { edits, frozenTag: after } : { edits };
}

/** Reaper's version decides how it is deployed (1.24: `isReaperPostV4`), and a tag with a digest is no version. */
function readsVersion({ component, releases }: PartsContext, tag: string): boolean {
  if (component !== 'reaper') return false;
  const release = releases.k8ssandraOperator;
  if (release !== undefined && isBefore(release, '1.24.0')) return false;
  return /^v?\d+(\.\d+){0,2}(-[0-9A-Za-z.-]+)?(\+[0-9A-Za-z.-]+)?$/.test(tag);
}

function versionProblem(tag: string): PartsProblem {
  const message = `tag ${tag} hides Reaper's version from k8ssandra-operator, which reads it from the tag: pin by tag alone, or write the digest into the ImageConfig's entry for reaper (cass-operator 1.28)`;
  return { error: { code: 'pin-not-expressible', message } };
}

function pinProblem(context: PartsContext, wanted: string, digest: string | undefined): PartsProblem {
  const message =
    (digest ?? '') === ''
      ? `${printerOf(context)} cannot print ${wanted}: give the pin a newTag beside its digest`
      : `the digest ${digest} of the ImageConfig's entry takes precedence over every tag: change it there to get ${wanted}`;
  return { error: { code: 'pin-not-expressible', message } };
}

function layoutProblem(context: PartsContext, { registry, repository }: Reference): PartsProblem {
  const path = `${registry}/${repository}`;
  const message = `${path} is too short for ${printerOf(context)}, which puts registry, repository and name into every image: give the target a path, like ${registry}/k8ssandra, or use layout path`;
  return { error: { code: 'layout-not-expressible', message } };
}

/** Who prints the struct, as far as is known. */
function printerOf({ component, releases }: PartsContext): string {
  const release = releases.k8ssandraOperator;
  if (release !== undefined) return `k8ssandra-operator ${release} (${component})`;
  return component === 'medusa' || component === 'reaper'
    ? `k8ssandra-operator up to 1.26 (${component}; set release.k8ssandraOperator if it is later)`
    : `k8ssandra-operator (${component})`;
}
