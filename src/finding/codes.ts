export type Severity = 'info' | 'warning' | 'error';

/**
 * Every code that a result can carry in its tags, with its severity. The set is closed and stable: pipelines match on
 * these words. Alphabetical.
 */
export const findingCodes = {
  collision: 'error',
  'config-invalid': 'error',
  'crd-default-unsafe': 'warning',
  'datacenter-restart': 'info',
  'duplicate-key': 'error',
  'edit-refused': 'error',
  escaped: 'error',
  'file-skipped': 'info',
  'image-config-entry-added': 'info',
  'image-config-in-force': 'info',
  'image-config-invalid': 'error',
  'image-config-missing-entry': 'warning',
  'image-config-not-expressible': 'error',
  'image-excluded': 'info',
  'image-mirrored': 'info',
  'image-unknown': 'warning',
  'image-unresolvable': 'warning',
  'immutable-config-map': 'warning',
  'implicit-frozen': 'warning',
  'ineffective-field': 'warning',
  'invalid-reference': 'error',
  'layout-not-expressible': 'error',
  'malformed-field': 'error',
  'not-applied': 'error',
  'not-mirrored': 'error',
  'on-mirror-host': 'warning',
  'operator-made': 'info',
  'operator-restart-needed': 'info',
  'overlay-addition': 'error',
  'overlay-occupied': 'error',
  'overlay-target': 'error',
  'overlay-unguarded': 'error',
  'pin-not-expressible': 'error',
  'pull-secret-ineffective': 'warning',
  'pull-secret-limit': 'error',
  'pull-secrets-needed': 'info',
  'refresh-task-added': 'info',
  'release-assumed': 'info',
  'rendered-elsewhere': 'warning',
  'resolution-changed': 'error',
  'rollout-not-possible': 'warning',
  'shared-repository': 'warning',
  'tag-made-explicit': 'warning',
  'unreadable-input': 'error',
} as const;

export type FindingCode = keyof typeof findingCodes;
