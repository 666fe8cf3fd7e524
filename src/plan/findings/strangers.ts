/**
 * Operators of a release that is not known here: their images are computed as those of the nearest release that is. One
 * that is older does things that nobody looked at; one that is newer most likely does what the last did.
 */
import type { MirrorConfig } from '../../config/normalise.ts';
import type { Finding } from '../../finding/finding.ts';
import type { Operator } from '../../k8ssandra/api-group.ts';
import { findOperators } from '../../k8ssandra/operators/operator-deployments.ts';
import { knownReleases, strangerReason } from '../../k8ssandra/releases/known-releases.ts';
import { isBefore } from '../../k8ssandra/releases/release-order.ts';
import type { JsonObject } from '../../yaml/json.ts';

/** One for each operator and release, set or found. */
export function strangerFindings(
  resources: readonly JsonObject[],
  { release: configured, context }: MirrorConfig,
): readonly Finding[] {
  const set = (['cassOperator', 'k8ssandraOperator'] as const).flatMap((operator): readonly Sighted[] => {
    const release = configured[operator];
    return release === undefined ? [] : [{ operator, release }];
  });
  const found = findOperators([...resources, ...context.resources]).flatMap(
    ({ operator, release, resource }): readonly Sighted[] => {
      if (release === undefined || configured[operator] !== undefined) return [];
      return [{ operator, release, ...(resource < resources.length ? { resource } : {}) }];
    },
  );
  const distinct = new Map([...set, ...found].map((one) => [`${one.operator} ${one.release}`, one]));
  return [...distinct.values()].flatMap(findingFor);
}

interface Sighted {
  readonly operator: Operator;
  readonly release: string;
  readonly resource?: number;
}

function findingFor({ operator, release, resource }: Sighted): readonly Finding[] {
  const reason = strangerReason(operator, release);
  if (reason === undefined) return [];
  const isOlder = isBefore(release, knownReleases[operator][0] ?? '');
  const advice = isOlder ? 'check each of its images, or upgrade it' : 'check what is said about its images';
  return [
    {
      code: 'release-unknown',
      ...(isOlder ? {} : { severity: 'info' }),
      message: `${reason}: what it runs is computed as for the nearest one that is; ${advice}`,
      ...(resource === undefined ? {} : { at: { resource, path: [] } }),
    },
  ];
}
