/**
 * What stands under a tag or a digest. Facts: distribution's docs/content/spec/api.md; OCI image-spec manifest.md,
 * image-index.md; Docker's manifest-v2-2.md.
 */
import { createHash } from 'node:crypto';
import type { Hosts } from './host.ts';
import { RegistryError } from './reasons.ts';
import type { Answer } from './transport/send.ts';

/** An index lists manifests, one for each platform; the others are for one platform. */
const indexTypes = [
  'application/vnd.oci.image.index.v1+json',
  'application/vnd.docker.distribution.manifest.list.v2+json',
];
const manifestTypes = [
  'application/vnd.oci.image.manifest.v1+json',
  'application/vnd.docker.distribution.manifest.v2+json',
];

/** All four: without them, distribution 2.8 knows no OCI index, and answers with manifests that it has converted. */
const accept = [...indexTypes, ...manifestTypes].join(', ');

/** Distribution takes no larger one either. */
const largestManifest = 4 * 1024 * 1024;

/** More than any index has, and fewer than would keep us busy for ever. */
const mostChildren = 1000;

export interface Place {
  readonly registry: string;
  readonly repository: string;
}

export interface Head {
  readonly digest: string;
  readonly isIndex: boolean;
}

export interface Child {
  readonly digest: string;
  /** `linux/arm64/v8`; empty where it is for none, like an attestation. */
  readonly platform: string;
}

/** What there is, or undefined. @throws RegistryError for another answer than yes or no */
export async function headManifest(hosts: Hosts, place: Place, tagOrDigest: string): Promise<Head | undefined> {
  const path = `manifests/${tagOrDigest}`;
  const answer = await hosts.ask(place.registry, place.repository, {
    method: 'HEAD',
    path,
    accept,
    limit: largestManifest,
  });
  if (answer.status === 404) return undefined;
  const type = typeOf(answer, place, tagOrDigest);
  const digest = answer.headers['docker-content-digest'];
  const isIndex = indexTypes.includes(type);
  if (typeof digest === 'string' && isDigest(digest)) return { digest: checked(digest, place, tagOrDigest), isIndex };
  // Some registries do not say it: then the bytes do.
  const { body } = await getManifest(hosts, place, tagOrDigest);
  return { digest: checked(digestOf(body), place, tagOrDigest), isIndex };
}

/** The children of an index, by its digest. @throws RegistryError */
export async function childrenOf(hosts: Hosts, place: Place, digest: string): Promise<readonly Child[]> {
  const answer = await getManifest(hosts, place, digest);
  typeOf(answer, place, digest);
  if (digestOf(answer.body) !== digest) {
    throw new RegistryError('digest-mismatch', `${nameOf(place, digest)} is answered with other bytes: copy it again`);
  }
  const children = readChildren(answer.body);
  if (children !== undefined && children.length <= mostChildren) return children;
  throw new RegistryError('answer-broken', `the index ${nameOf(place, digest)} cannot be read: copy the image again`);
}

/** What the registry says about a 404. */
export async function missing(hosts: Hosts, place: Place, tagOrDigest: string): Promise<RegistryError> {
  const { body } = await ask(hosts, place, tagOrDigest);
  const repository = `${place.registry}/${place.repository}`;
  if (/"NAME_UNKNOWN"/.test(body.toString('utf8'))) {
    return new RegistryError('repository-missing', `there is no repository ${repository}: copy the image there`);
  }
  return new RegistryError('image-missing', `${repository} has no ${tagOrDigest}: copy the image there`);
}

async function getManifest(hosts: Hosts, place: Place, tagOrDigest: string): Promise<Answer> {
  const answer = await ask(hosts, place, tagOrDigest);
  if (answer.status !== 404) return answer;
  throw new RegistryError('image-missing', `${nameOf(place, tagOrDigest)} is gone while it is looked at: try again`);
}

function ask(hosts: Hosts, { registry, repository }: Place, tagOrDigest: string): Promise<Answer> {
  return hosts.ask(registry, repository, {
    method: 'GET',
    path: `manifests/${tagOrDigest}`,
    accept,
    limit: largestManifest,
  });
}

/** @throws RegistryError for what is no manifest */
function typeOf({ status, headers }: Answer, place: Place, tagOrDigest: string): string {
  if (status === 403) {
    throw new RegistryError(
      'denied',
      `${place.registry} does not let us see ${place.repository}: may this user pull it?`,
    );
  }
  const type = headers['content-type']?.split(';')[0]?.trim() ?? '';
  if (status === 200 && [...indexTypes, ...manifestTypes].includes(type)) return type;
  const what = status === 200 ? `content of the type ${JSON.stringify(type.slice(0, 80))}` : `status ${status}`;
  throw new RegistryError(
    'not-a-registry',
    `${place.registry} answers for ${place.repository}, ${tagOrDigest}, with ${what}, which is no image: is it a registry?`,
  );
}

function checked(digest: string, place: Place, tagOrDigest: string): string {
  if (!isDigest(tagOrDigest) || digest === tagOrDigest) return digest;
  throw new RegistryError('digest-mismatch', `${nameOf(place, tagOrDigest)} is answered with ${digest}: copy it again`);
}

export function isDigest(text: string): boolean {
  return /^sha256:[a-f0-9]{64}$/.test(text);
}

function digestOf(bytes: Buffer): string {
  return `sha256:${createHash('sha256').update(bytes).digest('hex')}`;
}

export function nameOf({ registry, repository }: Place, tagOrDigest: string): string {
  return `${registry}/${repository}${isDigest(tagOrDigest) ? '@' : ':'}${tagOrDigest}`;
}

/** Undefined for what is no index. */
function readChildren(body: Buffer): readonly Child[] | undefined {
  try {
    const { manifests } = JSON.parse(body.toString('utf8'));
    if (!Array.isArray(manifests)) return undefined;
    const children = manifests.map(({ digest, platform }) => ({
      digest: String(digest),
      platform: platformOf(platform),
    }));
    return children.every(({ digest }) => isDigest(digest)) ? children : undefined;
  } catch {
    return undefined;
  }
}

function platformOf(platform: unknown): string {
  if (typeof platform !== 'object' || platform === null) return '';
  const { os = '', architecture = '', variant = '' } = Object.fromEntries(Object.entries(platform));
  const name = [os, architecture, variant].filter((part) => part !== '').join('/');
  return name.startsWith('unknown/') ? '' : name;
}
