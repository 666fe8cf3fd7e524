/**
 * The ImageConfig that comes with a release, as its kustomization installs it. k8ssandra-operator of 1.3 to 1.15 and from
 * 1.27 on brings one of its own along; the others have that of the cass-operator which is installed beside it.
 */
import type { JsonObject } from '../../../yaml/json.ts';
import { type Format, rulesOf } from '../../releases/image-config-rules.ts';
import { isBefore } from '../../releases/release-order.ts';
import { completeReleases, type KnownReleases } from '../../releases/releases.ts';
import { imageConfigLabel } from '../read/detect.ts';
import { cassOperatorV1beta1, cassOperatorV1beta2 } from './documents/cass-operator.ts';
import { type DocumentFields, fieldsIn } from './documents/fields.ts';
import { k8ssandraOperatorV1beta1, k8ssandraOperatorV1beta2 } from './documents/k8ssandra-operator.ts';

/** A ConfigMap's place and labels. */
export interface ConfigMapHead {
  readonly name: string;
  readonly namespace: string;
  readonly labels: Readonly<Record<string, string>>;
}

export interface ReleaseDocument {
  /** `k8ssandra-operator 1.32.5` */
  readonly release: string;
  readonly document: JsonObject;
}

/** The formats that the cass-operator of a release reads, the one it prefers first. */
export function formatsOf(releases: KnownReleases): readonly Format[] {
  return rulesOf(completeReleases(releases, new Set()).cassOperator).formats;
}

/** @param releases - one of them at least */
export function releaseDocument(releases: KnownReleases, format: Format): ReleaseDocument {
  const { cassOperator } = completeReleases(releases, new Set());
  const own = ownTable(releases.k8ssandraOperator, format);
  const { table, operator, release } = own ?? { ...cassOperatorTables[format], release: cassOperator };
  const head = { apiVersion: `config.k8ssandra.io/${format}`, kind: 'ImageConfig' };
  return { release: `${operator} ${release}`, document: { ...head, ...fieldsIn(table, release) } };
}

/** Where the kustomizations of the operators have their ImageConfig. */
export function configMapHead({ k8ssandraOperator }: KnownReleases, format: Format): ConfigMapHead {
  const namespace = k8ssandraOperator === undefined ? 'cass-operator' : 'k8ssandra-operator';
  return { namespace, ...heads[format] };
}

const heads: { readonly [format in Format]: Omit<ConfigMapHead, 'namespace'> } = {
  v1beta1: { name: 'cass-operator-manager-config', labels: {} },
  v1beta2: { name: 'cass-operator-image-config', labels: { [imageConfigLabel.key]: imageConfigLabel.value } },
};

interface Table {
  readonly operator: string;
  readonly table: DocumentFields;
}

const cassOperatorTables: { readonly [format in Format]: Table } = {
  v1beta1: { operator: 'cass-operator', table: cassOperatorV1beta1 },
  v1beta2: { operator: 'cass-operator', table: cassOperatorV1beta2 },
};

function ownTable(release: string | undefined, format: Format): (Table & { readonly release: string }) | undefined {
  if (release === undefined) return undefined;
  const operator = 'k8ssandra-operator';
  if (format === 'v1beta2') return { operator, table: k8ssandraOperatorV1beta2, release };
  const hasOwn = !isBefore(release, '1.3.0') && isBefore(release, '1.16.0');
  return hasOwn ? { operator, table: k8ssandraOperatorV1beta1, release } : undefined;
}
