export type Severity = 'info' | 'warning' | 'error';

/**
 * Every code that a result can carry in its tags, with its severity. The set is closed and stable: pipelines match on
 * these words. Alphabetical.
 */
export const findingCodes = {
  'image-mirrored': 'info',
} as const;

export type FindingCode = keyof typeof findingCodes;
