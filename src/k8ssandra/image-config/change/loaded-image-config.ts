/** What the planner has to know about a format: one interface over both. */
import type { SetEdit } from '../../../yaml/edit/edit.ts';
import { editObject } from '../../../yaml/edit/edit-object.ts';
import type { JsonObject } from '../../../yaml/json.ts';
import type { Format, OperatorRules } from '../../releases/image-config-rules.ts';
import { decodeV1beta1 } from '../read/decode-v1beta1.ts';
import { decodeV1beta2 } from '../read/decode-v1beta2.ts';
import { ImageConfigError } from '../read/errors.ts';
import type { ImageConfig } from '../read/image-config.ts';
import { loadWithRules } from '../read/parse.ts';
import type { ImageGoal } from './image-goals.ts';
import { type ImageQuery, queriesV1beta1, queriesV1beta2, type ServerVersion } from './image-queries.ts';
import type { PullSettings, SettingsPlan } from './settings.ts';
import { pullSettingsV1beta1 } from './settings-v1beta1.ts';
import { pullSettingsV1beta2 } from './settings-v1beta2.ts';
import type { Strategies } from './strategies/strategy.ts';
import { strategiesV1beta1 } from './strategies/v1beta1.ts';
import { strategiesV1beta2 } from './strategies/v1beta2.ts';

/** An ImageConfig as the operator of one release sees it, and what can be done to it. */
export interface LoadedImageConfig {
  readonly format: Format;
  readonly rules: OperatorRules;
  readonly root: JsonObject;
  /** As it is. */
  readonly config: ImageConfig;
  /** As edits would make it; `undefined` when the operator could not load that. */
  readonly after: (edits: readonly SetEdit[]) => ImageConfig | undefined;
  /**
   * What it yields, for the versions of servers that are asked for and all others.
   *
   * @param asked names of images that clusters ask for besides those that every cluster needs
   */
  readonly queries: (servers: readonly ServerVersion[], asked: readonly string[]) => readonly ImageQuery[];
  readonly strategies: Strategies;
  /** Pull policy and pull secrets. */
  readonly settings: (goals: readonly ImageGoal[], wanted: PullSettings) => SettingsPlan;
}

/** @throws ImageConfigError where the operator cannot load the document */
export function loadImageConfig(root: JsonObject, format: Format, rules: OperatorRules): LoadedImageConfig {
  const config = loadWithRules(root, format, rules);
  const after = afterEdits(root, format, rules);
  return {
    format,
    rules,
    root,
    config,
    after,
    ...(format === 'v1beta1' ? v1beta1(root, rules) : v1beta2(root, rules)),
  };
}

type OfFormat = Pick<LoadedImageConfig, 'queries' | 'strategies' | 'settings'>;

function v1beta1(root: JsonObject, rules: OperatorRules): OfFormat {
  const config = decodeV1beta1(root, rules);
  return {
    queries: (servers) => queriesV1beta1(config, rules, servers),
    strategies: strategiesV1beta1(config, rules),
    settings: (goals, wanted) => pullSettingsV1beta1(config, rules, goals, wanted),
  };
}

function v1beta2(root: JsonObject, rules: OperatorRules): OfFormat {
  const config = decodeV1beta2(root, rules);
  return {
    queries: (servers, asked) => queriesV1beta2(config, servers, asked),
    strategies: strategiesV1beta2(config, rules),
    settings: (goals, wanted) => pullSettingsV1beta2(config, goals, wanted),
  };
}

function afterEdits(root: JsonObject, format: Format, rules: OperatorRules): LoadedImageConfig['after'] {
  return (edits) => {
    try {
      // No value of an ImageConfig is a document again.
      return loadWithRules(
        editObject(root, edits, (text) => text),
        format,
        rules,
      );
    } catch (error) {
      if (error instanceof ImageConfigError) return undefined;
      throw error;
    }
  };
}
