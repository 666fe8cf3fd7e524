/** The known releases of the operators, those that pull the same by themselves told together. */
import type { Operator } from '../k8ssandra/api-group.ts';
import { type Format, rulesOf } from '../k8ssandra/releases/image-config-rules.ts';
import { knownReleases } from '../k8ssandra/releases/known-releases.ts';
import { k8ssandraOperatorRules } from '../k8ssandra/releases/pod-rules.ts';
import { completeReleases } from '../k8ssandra/releases/releases.ts';
import { type ImplicitImage, implicitImages } from './implicit-images.ts';

/** Releases that follow each other, and have this in common. */
export interface ReleaseRange {
  readonly operator: Operator;
  readonly releases: readonly string[];
  /** The formats of ImageConfig that it reads, the preferred one first. */
  readonly imageConfig: readonly Format[];
  /** The cass-operator that k8ssandra-operator's own manifests install along with it. */
  readonly installs: string | undefined;
  readonly images: readonly ImplicitImage[];
}

export function releaseRanges(operator: Operator): readonly ReleaseRange[] {
  const ranges: ReleaseRange[] = [];
  for (const release of knownReleases[operator]) {
    const range = describeRelease(operator, release);
    const last = ranges.at(-1);
    if (last !== undefined && isAlike(last, range)) {
      ranges[ranges.length - 1] = { ...last, releases: [...last.releases, release] };
    } else ranges.push(range);
  }
  return ranges;
}

function describeRelease(operator: Operator, release: string): ReleaseRange {
  const about = { operator, releases: [release], images: implicitImages(operator, release) };
  if (operator === 'cassOperator') return { ...about, imageConfig: rulesOf(release).formats, installs: undefined };
  const reads = k8ssandraOperatorRules(release).images === 'image-config';
  const { cassOperator } = completeReleases({ k8ssandraOperator: release }, new Set());
  return { ...about, imageConfig: reads ? ['v1beta2'] : [], installs: cassOperator };
}

function isAlike(one: ReleaseRange, other: ReleaseRange): boolean {
  const essence = ({ releases: _, ...rest }: ReleaseRange): string => JSON.stringify(rest);
  return essence(one) === essence(other);
}
