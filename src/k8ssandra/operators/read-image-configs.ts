/** Which ImageConfigs an operator may read, and the images by each. */

import type { Operator } from '../api-group.ts';
import { unknownImages } from '../origins/image-source.ts';
import { type Format, type OperatorRules, rulesOf } from '../releases/image-config-rules.ts';
import { k8ssandraOperatorRules } from '../releases/pod-rules.ts';
import { assumedImageConfig } from './assumed-image-config.ts';
import { assumedDocument, assumedRelease, withoutImageConfig } from './doubts.ts';
import { imagesBy } from './image-config-source.ts';
import type { Candidate } from './in-force.ts';
import type { OperatorDeployment } from './operator-deployments.ts';
import type { CassOperator } from './operators.ts';
import type { Circumstances } from './survey.ts';

/** Each ImageConfig that may be in force, of those that read alike one; without a candidate where there is none. */
export function imageConfigsOf(
  read: readonly Candidate[],
  { alike }: Circumstances,
): readonly { readonly candidate?: Candidate; readonly number: number }[] {
  return read.length === 0 ? [{ number: 0 }] : alike.different(read);
}

export function readByCassOperator(
  deployment: OperatorDeployment | undefined,
  circumstances: Circumstances,
): readonly Candidate[] {
  return readBy('cassOperator', deployment, rulesOf(circumstances.releases.cassOperator).formats, circumstances);
}

export function readByK8ssandraOperator(
  deployment: OperatorDeployment | undefined,
  circumstances: Circumstances,
): readonly Candidate[] {
  const { images } = k8ssandraOperatorRules(circumstances.releases.k8ssandraOperator.replace(/^v/, ''));
  return images === 'hard-coded' ? [] : readBy('k8ssandraOperator', deployment, ['v1beta2'], circumstances);
}

/** The ImageConfigs that an operator may read. One that is not there may be in any namespace without one. */
function readBy(
  operator: Operator,
  deployment: OperatorDeployment | undefined,
  formats: readonly Format[],
  { inForce, taken }: Circumstances,
): readonly Candidate[] {
  if (deployment === undefined) return inForce({ formats, taken: nowhere });
  return inForce({ formats, taken: taken[operator], operator: deployment });
}

const nowhere: ReadonlySet<string> = new Set();

/** The images by an ImageConfig that may be in force, and what is assumed about them. */
export function imagesFor(
  operator: Operator,
  read: Candidate | undefined,
  rules: OperatorRules,
  { cluster, known, releases, configuredReleases }: Circumstances,
): Pick<CassOperator, 'images' | 'assumptions'> {
  const { k8sContext, prepare } = cluster;
  const assumptions = assumedRelease(k8sContext, operator, known, releases);
  if (read !== undefined) {
    const { document, format, resource, path } = read;
    const place = k8sContext === undefined ? { resource, path } : { path };
    return { images: imagesBy(document, format, rules, place), assumptions };
  }
  const [format] = operator === 'cassOperator' ? rules.formats : formatsOfK8ssandraOperator(rules);
  const assumed = format && assumedImageConfig(operator, configuredReleases, format);
  if (assumed === undefined || prepare === undefined) {
    return { images: unknownImages(withoutImageConfig(k8sContext, operator, known), rules), assumptions };
  }
  const { release } = assumed;
  return {
    images: imagesBy(prepare(assumed), assumed.format, rules, { path: [], assumedOf: release }),
    assumptions: [...assumptions, assumedDocument(k8sContext, release)],
  };
}

/** It reads none before 1.27, and then v1beta2 alone. */
function formatsOfK8ssandraOperator({ formats }: OperatorRules): readonly Format[] {
  return formats.filter((format) => format === 'v1beta2');
}
