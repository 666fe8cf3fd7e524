/**
 * What decided about an image, in the fewest words: the links of its chain, siblings told together.
 *
 * | links                                                         | told as                                     |
 * |---------------------------------------------------------------|---------------------------------------------|
 * | `spec.x.registry`, `spec.x.tag`                               | `spec.x.{registry, tag}`                    |
 * | `name, hard-coded in op 1`, `tag, hard-coded in op 1`         | `name and tag, hard-coded in op 1`          |
 */
import type { EffectiveImage, Link } from '../k8ssandra/origins/effective-image.ts';
import type { Path } from '../yaml/json.ts';
import type { ReportedImage } from './image-report.ts';

/** The chain of an image; at its end, what decides afterwards, where that is something else. */
export function chainOf({ before, after }: Pick<ReportedImage, 'before' | 'after'>): readonly string[] {
  const [was, is] = [before.source[0]?.where, after.source[0]?.where];
  return [...siblingsTogether(telling(before)), ...(is === undefined || is === was ? [] : [`now ${is}`])];
}

/** Each link once, and none that others lie in: they say more. */
function telling({ source }: EffectiveImage): readonly Link[] {
  const all = [...new Map(source.map((link) => [link.where, link])).values()];
  return all.filter((link) => !all.some((other) => liesIn(other, link)));
}

function liesIn(inner: Link, outer: Link): boolean {
  const isSameText = inner.resource === outer.resource && (inner.inner === undefined) === (outer.inner === undefined);
  if (!isSameText || inner.path === undefined || outer.path === undefined) return false;
  const [innerSteps, outerSteps] = [stepsOf(inner), stepsOf(outer)];
  return innerSteps.length > outerSteps.length && outerSteps.every((step, index) => step === innerSteps[index]);
}

/** To the value, also through the document that a string holds. */
function stepsOf({ path = [], inner }: Link): Path {
  return inner === undefined ? path : [...path, ...inner];
}

/** Links that can be told together, and what each of them alone says. */
interface Family {
  readonly key: string;
  readonly members: string[];
  readonly told: (members: readonly string[]) => string;
}

function siblingsTogether(links: readonly Link[]): readonly string[] {
  const families: Family[] = [];
  for (const link of links) {
    const family = familyOf(link);
    const last = families.at(-1);
    if (last?.key === family.key) last.members.push(...family.members);
    else families.push(family);
  }
  return families.map(({ told, members }) => told(members));
}

function familyOf(link: Link): Family {
  const { where, builtIn, resource, origin, lacks } = link;
  if (builtIn !== undefined) {
    const told = (parts: readonly string[]): string => `${listed(parts)}, hard-coded in ${builtIn.code}`;
    return { key: `code ${builtIn.code}`, members: [builtIn.part], told };
  }
  const steps = stepsOf(link);
  const name = String(steps.at(-1));
  const parent = where.slice(0, -name.length - 1);
  if (lacks !== undefined || where !== `${parent}.${name}`) return { key: where, members: [where], told: () => where };
  const told = (keys: readonly string[]): string => (keys.length === 1 ? where : `${parent}.{${keys.join(', ')}}`);
  return { key: JSON.stringify([origin, resource, steps.slice(0, -1)]), members: [name], told };
}

function listed(parts: readonly string[]): string {
  return parts.length < 2 ? parts.join('') : `${parts.slice(0, -1).join(', ')} and ${parts.at(-1)}`;
}
