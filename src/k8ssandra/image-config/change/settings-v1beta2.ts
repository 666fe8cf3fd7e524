/**
 * Pull policy and pull secrets of a v1beta2 ImageConfig: see the table in v1beta2.ts for what wins over what.
 *
 * Cassandra pods get the lists of overrides or defaults, never the secrets of single images. Of these, Reaper's alone
 * has an effect, and it takes the place of the list.
 */
import type { Path } from '../../../yaml/json.ts';
import type { ImageConfigV1beta2, ServerEntry } from '../read/decode-v1beta2.ts';
import { merged } from '../read/v1beta2.ts';
import type { Change } from './changes.ts';
import { type ImageGoal, isOnMirror } from './image-goals.ts';
import type { ImageConfigRemark } from './remark.ts';
import { type PolicyTargets, type PullSettings, policyTargets, type SettingsPlan } from './settings.ts';

export function pullSettingsV1beta2(
  config: ImageConfigV1beta2,
  goals: readonly ImageGoal[],
  wanted: PullSettings,
): SettingsPlan {
  const { pullPolicy, pullSecrets } = wanted;
  const policy = pullPolicy === undefined ? [] : policyChanges(config, policyTargets(goals, wanted), pullPolicy);
  const secrets = [...new Set(pullSecrets)];
  return {
    changes: [...policy, ...secretChanges(config, secrets)],
    remarks: reaperRemarks(config, goals, secrets),
  };
}

/** One key for all, where that reaches nothing which is to stay as it is; else each entry by itself. */
function policyChanges(config: ImageConfigV1beta2, { wanted, kept }: PolicyTargets, policy: string): readonly Change[] {
  const types = [...(config.types ?? [])];
  if (wanted.length === 0) return [];
  if (kept.every((name) => hasPolicy(config.types?.get(name)))) {
    const lacking = wanted.filter((name) => policyOf(config, name) !== policy);
    const own = types.filter(([type, entry]) => lacking.includes(type) && hasPolicy(entry));
    const isShared = lacking.length > own.length;
    const paths: readonly Path[] = [...(isShared ? [['overrides']] : []), ...own.map(([type]) => ['types', type])];
    return paths.map((path) => ({ path: [...path, 'pullPolicy'], value: policy }));
  }
  const shared = config.overrides.pullPolicy;
  const images = wanted.flatMap((name) => config.images.get(name) ?? []);
  const lacking = images.filter((entry) => merged(config, entry).pullPolicy !== policy);
  // Overrides go before the policies of images, not before those of types.
  const clears = shared !== '' && lacking.length > 0;
  const stays = clears ? keptEntries(config, kept) : [];
  const ofTypes = wanted.flatMap((name) => config.types?.get(name) ?? []);
  return [
    ...(clears ? [{ path: ['overrides', 'pullPolicy'], value: null }] : []),
    ...stays.map(({ path }) => ({ path: [...path, 'pullPolicy'], value: shared })),
    ...[...(clears ? images : lacking), ...ofTypes].map(({ path }) => ({
      path: [...path, 'pullPolicy'],
      value: policy,
    })),
  ];
}

/** What overrides decide about, and is to stay as it is. */
function keptEntries(
  { images, types }: ImageConfigV1beta2,
  kept: readonly string[],
): readonly { readonly path: Path }[] {
  const ofTypes = kept.flatMap((name) => types?.get(name) ?? []).filter((entry) => !hasPolicy(entry));
  return [...kept.flatMap((name) => images.get(name) ?? []), ...ofTypes];
}

/** What is pulled by now. */
function policyOf(config: ImageConfigV1beta2, name: string): string {
  const [type, image] = [config.types?.get(name), config.images.get(name)];
  if (type !== undefined && hasPolicy(type)) return type.pullPolicy;
  if (image !== undefined) return merged(config, image).pullPolicy;
  return config.overrides.pullPolicy || config.defaults.pullPolicy;
}

function hasPolicy(entry: ServerEntry | undefined): boolean {
  return entry !== undefined && entry.pullPolicy !== '';
}

function secretChanges({ defaults, overrides }: ImageConfigV1beta2, secrets: readonly string[]): readonly Change[] {
  const settings = overrides.pullSecrets === undefined ? 'defaults' : 'overrides';
  const present = (settings === 'overrides' ? overrides : defaults).pullSecrets ?? [];
  const missing = secrets.filter((secret) => !present.includes(secret));
  const path = [settings, 'pullSecrets'];
  if (missing.length === 0) return [];
  if (present.length === 0) return [{ path, value: missing }];
  return missing.map((value, index) => ({ path: [...path, present.length + index], value }));
}

function reaperRemarks(
  { images, overrides }: ImageConfigV1beta2,
  goals: readonly ImageGoal[],
  secrets: readonly string[],
): readonly ImageConfigRemark[] {
  const reaper = images.get('reaper');
  const mirrored = goals.some(
    (goal) => goal.query.kind === 'image' && goal.query.name === 'reaper' && isOnMirror(goal),
  );
  const lost = secrets.filter((secret) => secret !== reaper?.pullSecret);
  if (!reaper?.pullSecret || !mirrored || lost.length === 0 || overrides.pullSecrets !== undefined) return [];
  const path = [...reaper.path, 'pullSecret'];
  return [
    {
      code: 'pull-secret-ineffective',
      message: `Reaper is pulled with ${reaper.pullSecret} of images.reaper.pullSecret alone, not with ${lost.join(', ')}: let that secret hold the credentials of the mirror, or take the key away`,
      path,
      currentValue: reaper.pullSecret,
    },
  ];
}
