/** The ways to write one image into the parts of a v1beta2 entry. */
import type { Reference } from '../../../../reference/reference.ts';
import type { OperatorRules } from '../../../releases/image-config-rules.ts';
import type { Entry, SharedSettings } from '../../read/decode-v1beta2.ts';
import { merged, printVersion } from '../../read/v1beta2.ts';
import type { ImageGoal } from '../image-goals.ts';
import { before, behind, parentOf, repositoryOf, splitFirst, versionOf } from './paths.ts';

/**
 * Entries that may print what is wanted, those that keep more of the present one first. Whether they do is for the
 * caller to see.
 */
export function spellings<Written extends Entry>(
  entry: Written,
  goal: ImageGoal,
  shared: SharedSettings,
  rules: OperatorRules,
): readonly Written[] {
  const now = merged(shared, entry);
  const full = repositoryOf(goal.wanted);
  const version = goal.query.kind === 'image' ? versionParts(entry, goal, rules) : {};
  return registries(now, full, shared).flatMap((registry) => {
    const below = behind(full, registry);
    if (below === undefined) return [];
    return repositories(now, below, shared).flatMap((repository) => {
      const name = behind(below, repository);
      if (name === undefined) return [];
      return [
        {
          ...entry,
          ...version,
          ...(registry === now.registry ? {} : { registry }),
          ...(repository === now.repository ? {} : { repository }),
          name,
        },
      ];
    });
  });
}

type EntryParts = Pick<Entry, 'registry' | 'repository' | 'name'>;

/** None is no choice: a host at the start of the repository works, but nobody would look for it there. */
function registries(now: EntryParts, full: string, { overrides }: SharedSettings): readonly string[] {
  const alone = before(full, now.repository === '' ? now.name : `${now.repository}/${now.name}`) ?? '';
  const choices = overrides.registry === undefined ? [now.registry, alone, splitFirst(full)[0]] : [overrides.registry];
  return choices.filter((registry) => registry !== '');
}

function repositories(now: EntryParts, below: string, { overrides }: SharedSettings): readonly string[] {
  if (overrides.repository !== undefined) return [overrides.repository];
  return [now.repository, before(below, now.name) ?? parentOf(below), parentOf(below), ''];
}

/**
 * Tag and digest that print the version that is wanted. Both together stand in the tag, which every release prints;
 * a digest alone has a field of its own, and the tag beside it is only for people and for Reaper's release check.
 */
function versionParts(entry: Entry, { wanted, outcome }: ImageGoal, rules: OperatorRules): Partial<Entry> {
  const { tag, digest } = wanted;
  if (versionOf(wanted) === printVersion(entry, rules)) return {};
  if (tag !== undefined) return { tag: digest === undefined ? tag : `${tag}@${digest}`, digest: '' };
  if (digest === undefined) return {};
  const asked: Reference = outcome.status === 'mirrored' ? outcome.reference : wanted;
  return { digest, ...(asked.tag === undefined ? {} : { tag: asked.tag }) };
}
