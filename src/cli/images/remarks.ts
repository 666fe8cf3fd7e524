/** What is said about a copy list: what it lacks. */

import type { LeftOut } from '../../copy-list/copy-list.ts';
import { copyFormats, isCopyFormat, type Scope } from '../../copy-list/formats/formats.ts';
import type { Finding } from '../../finding/finding.ts';
import { findOperators } from '../../k8ssandra/operators/operator-deployments.ts';
import { asksForImages } from '../../report/pulled-images.ts';
import { counted } from '../../report/use-counts.ts';
import { groupedBy } from '../../yaml/grouped.ts';
import type { JsonObject } from '../../yaml/json.ts';

/** So many images are named. */
const named = 3;

/** One for each reason. */
export function leftOutFindings(leftOut: readonly LeftOut[]): readonly Finding[] {
  const byReason = groupedBy(leftOut, ({ reason }) => reason);
  return [...byReason].map(([reason, images]) => {
    const names = images.slice(0, named).map(({ image }) => image);
    const others = images.length - names.length;
    const list = `${names.join(', ')}${others > 0 ? ` and ${others} more` : ''}`;
    return {
      code: 'source-unknown',
      message: `${counted(images.length, 'image')} on the mirror not in the copy list: ${reason} (${list})`,
    };
  });
}

export function referrerFindings(format: string, scope: Scope): readonly Finding[] {
  if (scope === 'images' || !isCopyFormat(format) || copyFormats[format].referrers !== 'never') return [];
  return [
    {
      code: 'referrers-not-copied',
      message: `-o ${format} has no way to copy signatures and attestations along: they stay behind. -o regsync, regctl and oras have one`,
    },
  ];
}

/** Operators alone say little: most of what will be pulled depends on clusters. */
export function missingClusters(resources: readonly JsonObject[]): readonly Finding[] {
  const operators = findOperators(resources);
  if (operators.length === 0 || resources.some(asksForImages)) return [];
  return [
    {
      code: 'clusters-missing',
      message:
        'there are operators, and no K8ssandraCluster or CassandraDatacenter: what their pods pull is not in the list. Give the clusters as well, or say what they will run: --server cassandra:4.1.8 --component medusa --component reaper',
    },
  ];
}
