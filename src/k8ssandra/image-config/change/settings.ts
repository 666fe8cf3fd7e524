import type { Change } from './changes.ts';
import type { ImageConfigRemark } from './remark.ts';

/** What the user asks for besides images. */
export interface PullSettings {
  readonly pullPolicy?: string | undefined;
  readonly pullSecrets: readonly string[];
}

/** Changes, and what is to be said about them. */
export interface SettingsPlan {
  readonly changes: readonly Change[];
  readonly remarks: readonly ImageConfigRemark[];
}
