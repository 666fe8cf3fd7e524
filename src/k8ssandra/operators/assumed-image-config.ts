/**
 * The ImageConfig that is assumed where the input has none: the one that comes with a release which the user names. One
 * whose operator is merely in the input may have been changed by whoever installed it, and nothing is assumed.
 */
import type { JsonObject } from '../../yaml/json.ts';
import type { Operator } from '../api-group.ts';
import { releaseDocument } from '../image-config/shipped/release-document.ts';
import type { Format } from '../releases/image-config-rules.ts';
import { strangerReason } from '../releases/known-releases.ts';
import type { KnownReleases } from '../releases/releases.ts';

export interface AssumedImageConfig {
  /** `k8ssandra-operator 1.32.5` */
  readonly release: string;
  readonly document: JsonObject;
  readonly format: Format;
}

/** What becomes of an assumed ImageConfig before it is installed. */
export type PrepareImageConfig = (assumed: AssumedImageConfig) => JsonObject;

/**
 * @param configured the releases that the user names
 * @param format that the operator reads
 * @returns undefined where the user names no release, or one whose ImageConfig is not known
 */
export function assumedImageConfig(
  operator: Operator,
  { cassOperator, k8ssandraOperator }: KnownReleases,
  format: Format,
): AssumedImageConfig | undefined {
  const named = { cassOperator, k8ssandraOperator };
  const strangers = (['cassOperator', 'k8ssandraOperator'] as const).flatMap(
    (one) => strangerReason(one, named[one]) ?? [],
  );
  const readers = operator === 'cassOperator' ? [cassOperator, k8ssandraOperator] : [k8ssandraOperator];
  if (strangers.length > 0 || readers.every((release) => release === undefined)) return undefined;
  const releases = {
    cassOperator: cassOperator?.replace(/^v/, ''),
    k8ssandraOperator: k8ssandraOperator?.replace(/^v/, ''),
  };
  const { document, release } = releaseDocument(releases, format);
  return { document, release, format };
}
