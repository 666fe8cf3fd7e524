/**
 * Which releases of the operators the images are computed for, where nobody says so.
 *
 * The two operators are released apart; one is taken for the other by what k8ssandra-operator's own kustomization
 * installs (config/cass-operator of every tag). Without either, the format of the ImageConfig bounds the release.
 */
import type { Format } from './image-config-rules.ts';
import { isBefore } from './release-order.ts';
import { type Since, valueAt } from './since.ts';

/** The releases that the images are computed for. */
export interface ReleasePair {
  readonly cassOperator: string;
  readonly k8ssandraOperator: string;
}

/** What is known of them. */
export type KnownReleases = { readonly [operator in keyof ReleasePair]?: string | undefined };

/** The cass-operator that is installed along with a release of k8ssandra-operator. */
const installedWith: Since<string> = [
  ['1.0.0', '1.10.0'],
  ['1.0.2', '1.10.3'],
  ['1.1.0', '1.11.0'],
  ['1.2.0', '1.12.0'],
  ['1.3.0', '1.13.0'],
  ['1.4.0', '1.13.1'],
  ['1.5.0', '1.14.0'],
  ['1.6.0', '1.15.0'],
  ['1.8.0', '1.16.0'],
  ['1.9.0', '1.17.1'],
  ['1.9.2', '1.17.2'],
  ['1.10.0', '1.18.1'],
  ['1.10.3', '1.18.2'],
  ['1.12.0', '1.19.0'],
  ['1.14.0', '1.19.1'],
  ['1.16.0', '1.20.0'],
  ['1.17.0', '1.21.0'],
  ['1.18.0', '1.22.0'],
  ['1.19.0', '1.22.1'],
  ['1.20.1', '1.22.4'],
  ['1.21.0', '1.23.0'],
  ['1.22.0', '1.23.2'],
  ['1.23.0', '1.24.1'],
  ['1.25.0', '1.26.0'],
  ['1.27.0', '1.27.1'],
  ['1.28.0', '1.28.0'],
  ['1.31.0', '1.30.0'],
  ['1.32.2', '1.30.2'],
];

const newest: ReleasePair = { cassOperator: '1.32.0', k8ssandraOperator: '1.32.5' };

/** The last release of each operator that makes do with a v1beta1 ImageConfig. */
const lastOfV1beta1: ReleasePair = { cassOperator: '1.28.1', k8ssandraOperator: '1.26.0' };

/** @param formats of the ImageConfigs that are there */
export function completeReleases(known: KnownReleases, formats: ReadonlySet<Format>): ReleasePair {
  const { cassOperator, k8ssandraOperator } = known;
  const assumed = formats.has('v1beta1') && !formats.has('v1beta2') ? lastOfV1beta1 : newest;
  if (k8ssandraOperator !== undefined) {
    return { k8ssandraOperator, cassOperator: cassOperator ?? valueAt(installedWith, k8ssandraOperator) ?? '1.10.0' };
  }
  return cassOperator === undefined ? assumed : { cassOperator, k8ssandraOperator: installerOf(cassOperator) };
}

/** The first release of k8ssandra-operator that installs this cass-operator, or else the next older one. */
function installerOf(cassOperator: string): string {
  const next = installedWith.findIndex(([, installed]) => isBefore(cassOperator, installed));
  if (next === -1) return newest.k8ssandraOperator;
  return installedWith[Math.max(next - 1, 0)]?.[0] ?? newest.k8ssandraOperator;
}
