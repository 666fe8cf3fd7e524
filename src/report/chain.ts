/**
 * What decided about an image, in the fewest words: the links of its chain, siblings told together.
 *
 * | links                                                         | told as                                     |
 * |---------------------------------------------------------------|---------------------------------------------|
 * | `spec.x.registry`, `spec.x.tag`                               | `spec.x.{registry, tag}`                    |
 * | `name, hard-coded in op 1`, `tag, hard-coded in op 1`         | `name and tag, hard-coded in op 1`          |
 */
import type { EffectiveImage } from '../k8ssandra/origins/effective-image.ts';
import type { ReportedImage } from './image-report.ts';

/** The chain of an image; at its end, what decides afterwards, where that is something else. */
export function chainOf({ before, after }: Pick<ReportedImage, 'before' | 'after'>): readonly string[] {
  const [was, is] = [before.source[0]?.where, after.source[0]?.where];
  return [...siblingsTogether(wheres(before)), ...(is === undefined || is === was ? [] : [`now ${is}`])];
}

/** Each once, and none that others lie in: they say more. */
function wheres({ source }: EffectiveImage): readonly string[] {
  const all = [...new Set(source.map(({ where }) => where))];
  return all.filter((where) => !all.some((other) => other.startsWith(`${where}.`)));
}

/** A link, cut where its siblings differ. */
interface Sibling {
  readonly family: string;
  readonly member: string;
  readonly told: (members: readonly string[]) => string;
}

function siblingsTogether(links: readonly string[]): readonly string[] {
  const families: { readonly sibling: Sibling; readonly members: string[] }[] = [];
  for (const link of links) {
    const sibling = asSibling(link);
    const last = families.at(-1);
    if (last?.sibling.family === sibling.family) last.members.push(sibling.member);
    else families.push({ sibling, members: [sibling.member] });
  }
  return families.map(({ sibling, members }) => sibling.told(members));
}

function asSibling(link: string): Sibling {
  const [, part, code] = /^(\w+), (hard-coded in .*)$/.exec(link) ?? [];
  if (part !== undefined && code !== undefined) {
    return { family: code, member: part, told: (parts) => `${listed(parts)}, ${code}` };
  }
  const [, struct, key] = /^(.+)\.(\w+)$/.exec(link) ?? [];
  if (struct === undefined || key === undefined) return { family: link, member: '', told: () => link };
  return {
    family: `${struct}.`,
    member: key,
    told: (keys) => (keys.length === 1 ? link : `${struct}.{${keys.join(', ')}}`),
  };
}

function listed(parts: readonly string[]): string {
  return parts.length < 2 ? parts.join('') : `${parts.slice(0, -1).join(', ')} and ${parts.at(-1)}`;
}
