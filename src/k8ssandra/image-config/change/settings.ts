import type { Change } from './changes.ts';
import { type ImageGoal, isOnMirror } from './image-goals.ts';
import { typeOf } from './image-queries.ts';
import type { ImageConfigRemark } from './remark.ts';

/** What the user asks for besides images. */
export interface PullSettings {
  readonly pullPolicy?: string | undefined;
  readonly pullSecrets: readonly string[];
  /** What the pods of the input make of it; absent: there are none. */
  readonly pods?: PodUse;
}

/** What the pods of the input take from an ImageConfig. */
export interface PodUse {
  /**
   * By server type or name of an image, what runs with its pull policy: images that are to come from the mirror, images
   * that are not, or both. Names that no pod asks for have none.
   */
  readonly policies: ReadonlyMap<string, 'moved' | 'kept' | 'both'>;
  /** Whether some pod that gets its pull secrets pulls from the mirror. */
  readonly pullsFromMirror: boolean;
}

/** Changes, and what is to be said about them. */
export interface SettingsPlan {
  readonly changes: readonly Change[];
  readonly remarks: readonly ImageConfigRemark[];
}

/** The names whose policy is to be set, and those whose policy is to stay. */
export interface PolicyTargets {
  readonly wanted: readonly string[];
  readonly kept: readonly string[];
}

/**
 * Where pods say it, their images decide: an entry can be moved while a cluster names an excluded image in its place, and
 * the other way round. Else the images of the ImageConfig itself.
 */
export function policyTargets(goals: readonly ImageGoal[], { pods }: PullSettings): PolicyTargets {
  const byName = new Map<string, boolean>();
  for (const goal of goals) {
    const name = typeOf(goal.query);
    byName.set(name, (byName.get(name) ?? true) && isOnMirror(goal));
  }
  for (const [name, use] of pods?.policies ?? []) byName.set(name, use === 'moved');
  const names = [...byName.keys()].filter((name) => name !== '');
  return { wanted: names.filter((name) => byName.get(name)), kept: names.filter((name) => !byName.get(name)) };
}
