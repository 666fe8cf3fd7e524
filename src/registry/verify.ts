/** Whether images are where the mirror rules say, whole, and the same that a lock or their source has. */
import type { Hosts } from './host.ts';
import { type Child, childrenOf, type Head, headManifest, missing, nameOf, type Place } from './manifest.ts';
import { type Reason, RegistryError, type Status, statusOf } from './reasons.ts';

export interface Wanted {
  /** Where the image is from, in full; the mirrored one where that is not known. */
  readonly image: string;
  /** In full. */
  readonly mirrored: string;
  readonly place: WantedPlace;
  /** Where the source is asked, for comparison. */
  readonly source?: WantedPlace;
  /** The digest that the mirror has to answer. Null: there is a lock, and it does not have the image. */
  readonly locked?: string | null;
}

export interface WantedPlace extends Place {
  readonly tag?: string | undefined;
  /** Decides where both are there, as for everything that pulls. */
  readonly digest?: string | undefined;
}

export interface Verified {
  readonly image: string;
  readonly mirrored: string;
  readonly status: Status;
  readonly reason?: Reason;
  /** What the mirror answers. */
  readonly digest?: string;
  /** Of an index; those that were asked for. */
  readonly platforms?: readonly string[];
  readonly sourceDigest?: string;
}

export interface Questions {
  /** Platforms that an index has to have; empty: all that it lists. */
  readonly platforms: readonly string[];
}

/** Never throws for what a registry answers. */
export async function verifyImage(hosts: Hosts, wanted: Wanted, { platforms }: Questions): Promise<Verified> {
  const { image, mirrored } = wanted;
  const found: { digest?: string; platforms?: readonly string[]; sourceDigest?: string } = {};
  try {
    const head = await headOf(hosts, wanted.place);
    found.digest = head.digest;
    if (head.isIndex) {
      const children = await childrenOf(hosts, wanted.place, head.digest);
      const asked = chosen(children, platforms, wanted);
      const names = new Set(asked.map(({ platform }) => platform).filter((platform) => platform !== ''));
      found.platforms = [...names].sort();
      await checkChildren(hosts, wanted, asked, platforms);
    }
    checkLock(wanted, head.digest);
    if (wanted.source !== undefined) {
      found.sourceDigest = await sourceDigest(hosts, wanted.source, image);
      checkSource(wanted, head.digest, found.sourceDigest);
    }
    return { image, mirrored, status: 'present', ...found };
  } catch (error) {
    if (!(error instanceof RegistryError)) throw error;
    const reason = { code: error.code, message: error.message };
    return { image, mirrored, status: statusOf[error.code], reason, ...found };
  }
}

async function headOf(hosts: Hosts, place: WantedPlace): Promise<Head> {
  const tagOrDigest = place.digest ?? place.tag ?? 'latest';
  const head = await headManifest(hosts, place, tagOrDigest);
  if (head === undefined) throw await missing(hosts, place, tagOrDigest);
  return head;
}

/** @throws RegistryError for a platform that the index does not list */
function chosen(children: readonly Child[], platforms: readonly string[], { mirrored }: Wanted): readonly Child[] {
  if (platforms.length === 0) return children;
  const absent = platforms.filter((wanted) => !children.some((child) => covers(wanted, child.platform)));
  if (absent.length === 0)
    return children.filter(({ platform }) => platforms.some((wanted) => covers(wanted, platform)));
  const there = [...new Set(children.map(({ platform }) => platform))].filter((name) => name !== '').join(', ');
  throw new RegistryError(
    'platform-missing',
    `${mirrored} is not there for ${absent.join(', ')}, only for ${there || 'none'}`,
  );
}

/** `linux/arm64` asks for any variant of it. */
function covers(wanted: string, platform: string): boolean {
  return `${platform}/`.startsWith(`${wanted}/`);
}

async function checkChildren(
  hosts: Hosts,
  { mirrored, place }: Wanted,
  children: readonly Child[],
  platforms: readonly string[],
  depth = 0,
): Promise<void> {
  for (const { digest, platform } of children) {
    const head = await headManifest(hosts, place, digest);
    if (head === undefined) {
      const what = platform === '' ? 'a part of no platform' : `its image for ${platform}`;
      throw new RegistryError(
        'child-missing',
        `${mirrored} is there, but ${what} is gone (${nameOf(place, digest)}): most tools take such a copy for complete; regsync copies it again with forceRecursive, others after the tag is deleted`,
      );
    }
    if (head.isIndex && depth < deepest) {
      const below = await childrenOf(hosts, place, digest);
      await checkChildren(hosts, { mirrored, place, image: mirrored }, below, platforms, depth + 1);
    }
  }
}

/** An index in an index is allowed, and rare. */
const deepest = 2;

function checkLock({ mirrored, locked }: Wanted, digest: string): void {
  if (locked === undefined || locked === digest) return;
  if (locked === null) {
    throw new RegistryError('lock-lacks', `${mirrored} is not in the lock: make the lock again`);
  }
  throw new RegistryError(
    'lock-differs',
    `${mirrored} is ${digest} on the mirror, and ${locked} in the lock: somebody has copied another image there, or the lock is old`,
  );
}

async function sourceDigest(hosts: Hosts, source: WantedPlace, image: string): Promise<string> {
  try {
    return (await headOf(hosts, source)).digest;
  } catch (error) {
    if (!(error instanceof RegistryError)) throw error;
    throw new RegistryError('source-unknown', `${image} cannot be compared: ${error.message}`);
  }
}

function checkSource({ image, mirrored }: Wanted, digest: string, source: string): void {
  if (digest === source) return;
  throw new RegistryError(
    'source-differs',
    `${mirrored} is ${digest}, and ${image} is ${source}: the source has moved, or copying has changed it`,
  );
}
