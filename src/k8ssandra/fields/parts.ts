/**
 * The struct that k8ssandra-operator's resources name images with, `{registry, repository, name, tag}`, and the
 * reference that it makes.
 *
 * What is missing comes from the API server or the operator:
 *
 * | part        | absent                                            | empty, or not filled in by the API server        |
 * |-------------|---------------------------------------------------|--------------------------------------------------|
 * | registry    | CRD default `docker.io` up to 1.14                | the operator's                                   |
 * | repository  | -                                                 | the operator's                                   |
 * | name        | -                                                 | the operator's                                   |
 * | tag         | CRD default `latest`, in all releases             | the operator's                                   |
 *
 * The operator's is a hard-coded image, or (Medusa and Reaper from 1.27) their entry in the ImageConfig.
 *
 * | read by                                      | prints                                                             |
 * |----------------------------------------------|--------------------------------------------------------------------|
 * | Medusa, Reaper up to 1.26; Stargate; JMX init| `[registry/]repository/name:tag`                                   |
 * | Medusa, Reaper 1.27                          | `[registry/][repository/]name:tag`                                 |
 * | Medusa, Reaper from 1.28                     | the same, with `@` before a tag that is a digest, or a digest      |
 * | nobody: the legacy Medusa resource           | `registry/repository:tag`, from CRD defaults                       |
 *
 * Source: k8ssandra-operator pkg/images/images.go (`Image.String`, `ApplyDefaults`), cass-operator
 * apis/config/v1beta2/imageconfig_types.go (`Image.String`, `ApplyOverrides`), the CRDs.
 */
import type { JsonObject } from '../../yaml/json.ts';
import type { Releases } from '../api-group.ts';
import { isBefore } from '../releases/release-order.ts';
import type { Component } from './field.ts';
import type { PartKey, StructShape } from './shape.ts';

/** The parts of an image, as far as somebody says. `digest` is no key of the struct, but of an ImageConfig's entry. */
export type StructParts = { readonly [key in PartKey | 'digest']?: string };

/** What decides, besides a struct itself, what the struct means. */
export interface PartsContext {
  readonly shape: StructShape;
  readonly component: Component;
  readonly releases: Pick<Releases, 'k8ssandraOperator'>;
  /**
   * What the operator fills in: the hard-coded image with its `DEFAULT_REGISTRY`, or the ImageConfig's entry with its
   * defaults and overrides applied. Absent: not known.
   */
  readonly base?: StructParts;
}

/** How a struct is printed: see the table above. */
export type Printing = 'whole' | 'given' | 'given-or-digest' | 'medusa';

/** The printings that are possible; several where the release is not known, the newest first. */
export function printings({ shape, component, releases }: PartsContext): readonly [Printing, ...Printing[]] {
  if (shape === 'medusa-parts') return ['medusa'];
  if (component === 'custom') return ['given'];
  if (component !== 'medusa' && component !== 'reaper') return ['whole'];
  const release = releases.k8ssandraOperator;
  if (release === undefined) return ['given-or-digest', 'given', 'whole'];
  if (isBefore(release, '1.27.0')) return ['whole'];
  return [isBefore(release, '1.28.0') ? 'given' : 'given-or-digest'];
}

/** The part of a reference before its tag and digest. */
export function printPath(
  { registry, repository, name }: Record<'registry' | 'repository' | 'name', string>,
  printing: Printing,
): string {
  switch (printing) {
    case 'whole':
      return `${registry === '' ? '' : `${registry}/`}${repository}/${name}`;
    case 'medusa':
      return `${registry}/${repository}`;
    case 'given':
    case 'given-or-digest':
      return `${registry === '' ? '' : `${registry}/`}${repository === '' ? '' : `${repository}/`}${name}`;
  }
}

/** The part of a reference from its tag or digest on. */
export function printVersion({ tag, digest }: Record<'tag' | 'digest', string>, printing: Printing): string {
  if (printing !== 'given-or-digest') return `:${tag}`;
  if (digest !== '') return `@${digest}`;
  return isDigest(tag) ? `@${tag}` : `:${tag}`;
}

/** cass-operator's own test, which does not look at the length: `foo:bar` is a digest to it. */
function isDigest(tag: string): boolean {
  return /^[a-z0-9]+([._+-][a-z0-9]+)*:[a-zA-Z0-9=_-]+$/.test(tag);
}

/** The parts that a struct comes to; `undefined` where that depends on something that is not known. */
export type ResolvedParts = { readonly [key in PartKey | 'digest']: string | undefined };

/** What the API server and the operator make of a struct. */
export function resolveParts(written: JsonObject, context: PartsContext): ResolvedParts {
  const filledIn = operatorsParts(context);
  const part = (key: PartKey, absent: string | undefined): string | undefined => {
    const value = written[key] ?? undefined;
    if (value === undefined) return absent;
    return typeof value === 'string' && value !== '' ? value : filledIn[key];
  };
  return {
    registry: part('registry', registryIfAbsent(context, filledIn)),
    repository: part('repository', filledIn.repository),
    name: part('name', filledIn.name),
    tag: part('tag', 'latest'),
    digest: filledIn.digest,
  };
}

/** The reference that a struct makes. Where something is not known, upstream's own image is assumed. */
export function assembleParts(written: JsonObject, context: PartsContext): string {
  const { registry, repository, name, tag, digest } = resolveParts(written, context);
  const assumed = hardCoded[context.component]?.parts;
  const [printing] = printings(context);
  const path = {
    registry: registry ?? 'docker.io',
    repository: repository ?? assumed?.repository ?? '',
    name: name ?? assumed?.name ?? '',
  };
  return printPath(path, printing) + printVersion({ tag: tag ?? 'latest', digest: digest ?? '' }, printing);
}

/** Images in k8ssandra-operator's own code. Their tags change with every release: `base` brings them. */
const hardCoded: { readonly [component in Component]?: { readonly before?: string; readonly parts: StructParts } } = {
  medusa: { before: '1.27.0', parts: { repository: 'k8ssandra', name: 'medusa' } },
  reaper: { before: '1.27.0', parts: { repository: 'thelastpickle', name: 'cassandra-reaper' } },
  'reaper-init': { parts: { repository: 'thelastpickle', name: 'cassandra-reaper' } },
  // The name goes by the server: stargate-3_11, stargate-4_0, stargate-dse-68. All lie in one repository.
  stargate: { parts: { repository: 'stargateio', name: 'stargate-4_0' } },
  'jmx-init': { parts: { repository: 'library', name: 'busybox', tag: '1.34.1' } },
};

function operatorsParts({ shape, component, releases, base }: PartsContext): StructParts {
  if (shape === 'medusa-parts')
    return { registry: 'docker.io', repository: 'k8ssandra/medusa', name: '', tag: 'latest' };
  if (component === 'custom') return { registry: '', repository: '', name: '', tag: 'latest' };
  const own = hardCoded[component];
  const release = releases.k8ssandraOperator;
  const applies = own?.before === undefined || (release !== undefined && isBefore(release, own.before));
  const parts = applies ? (own?.parts ?? {}) : {};
  if (base === undefined) return parts;
  const unset = applies ? { registry: 'docker.io', tag: 'latest' } : { registry: '', tag: '' };
  return { repository: '', name: '', ...unset, ...parts, ...base };
}

function registryIfAbsent({ shape, component, releases }: PartsContext, filledIn: StructParts): string | undefined {
  if (shape === 'medusa-parts' || component === 'custom') return filledIn.registry;
  const release = releases.k8ssandraOperator;
  if (release === undefined) return undefined;
  return isBefore(release, '1.15.0') ? 'docker.io' : filledIn.registry;
}
