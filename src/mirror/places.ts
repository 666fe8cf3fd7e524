/**
 * Registries and folders of registries: how a configuration writes them, and what they cover.
 *
 * ```
 * place = registry [ "/" path ]     ; grammar of both: reference/grammar.ts
 * ```
 *
 * The first component must be recognisable as a host: it has a `.` or a `:`, or is `localhost`. `mirror` alone is
 * refused, since `mirror/x` means `docker.io/mirror/x` to everything that pulls images.
 *
 * Hosts are compared without regard to case, and `registry-1.docker.io`, the host that serves Docker Hub, counts as
 * `docker.io`; what is printed keeps its spelling.
 */
import { parseReference, registryProblem, repositoryProblem } from '../reference/grammar.ts';
import { dockerHub, normaliseHost } from '../reference/normalise.ts';
import type { Place, Repository } from './rules.ts';

/** A text that names no place. The message quotes it, without credentials, and says what to write instead. */
export class InvalidPlaceError extends Error {
  override readonly name = 'InvalidPlaceError';

  constructor(text: string, problem: string) {
    super(`${JSON.stringify(text.replace(/^([a-z0-9+.-]*:\/\/)?[^/]*@/i, '$1...@'))} ${problem}`);
  }
}

/**
 * Reads a registry with an optional path: `mirror.example.com:5000/k8ssandra`.
 *
 * @throws InvalidPlaceError
 */
export function parsePlace(text: string): Place {
  const slash = text.indexOf('/');
  const host = slash === -1 ? text : text.slice(0, slash);
  const path = slash === -1 ? '' : text.slice(slash + 1);
  const problem = spellingProblem(text, host, path) ?? partsProblem(host, path);
  if (problem !== undefined) throw new InvalidPlaceError(text, problem);
  return { registry: normaliseHost(host), path };
}

/**
 * Reads the name of an image: `k8ssandra/medusa` is `{registry: 'docker.io', repository: 'k8ssandra/medusa'}`.
 *
 * @throws InvalidPlaceError, and InvalidReferenceError for what is no reference at all
 */
export function parseRepository(text: string): Repository {
  const { registry, repository, tag, digest } = parseReference(text);
  if (tag !== undefined) throw new InvalidPlaceError(text, 'has a tag: only a name belongs here');
  if (digest !== undefined) throw new InvalidPlaceError(text, 'has a digest: only a name belongs here');
  return { registry, repository };
}

/** `registry/path`, or the registry alone. */
export function formatPlace({ registry, path }: Place): string {
  return joinPath(registry, path);
}

/** Joins what is not empty with slashes. */
export function joinPath(...parts: readonly string[]): string {
  return parts.filter((part) => part !== '').join('/');
}

/** What two spellings of one registry have in common. */
export function matchingHost(registry: string): string {
  const host = registry.toLowerCase();
  return host === 'registry-1.docker.io' ? dockerHub : normaliseHost(host);
}

/** Registries that serve the images of Docker Hub. */
export const servingDockerHub: readonly string[] = ['cr.k8ssandra.io', 'cr.dtsx.io'];

/** Whether a registry is another that serves the images of Docker Hub: the same repository there is the same image. */
export function servesDockerHub(registry: string): boolean {
  return servingDockerHub.includes(matchingHost(registry));
}

/** What two spellings of one place have in common. */
export function placeKey({ registry, path }: Place): string {
  return joinPath(matchingHost(registry), path);
}

/** A repository as the place that holds it alone. */
export function placeOf({ registry, repository }: Repository): Place {
  return { registry, path: repository };
}

/** Whether two names mean one repository. */
export function sameRepository(one: Repository, other: Repository): boolean {
  return placeKey(placeOf(one)) === placeKey(placeOf(other));
}

/** Whether `inner` is `outer`, or a part of it. Whole components count: `m.io/ab` is not in `m.io/a`. */
export function liesIn(inner: Place, outer: Place): boolean {
  return `${placeKey(inner)}/`.startsWith(`${placeKey(outer)}/`);
}

/** The number of components: 1 for a registry alone. */
export function depthOf(place: Place): number {
  return formatPlace(place).split('/').length;
}

function spellingProblem(text: string, host: string, path: string): string | undefined {
  const [scheme] = /^[a-z][a-z0-9+.-]*:\/\//i.exec(text) ?? [];
  if (text === '') return 'is empty: write a registry, like mirror.example.com:5000/k8ssandra';
  if (scheme !== undefined) return `has a scheme: leave out "${scheme}"`;
  if (host.includes('@')) return 'has credentials: leave them out, they belong into a pull secret';
  if (path.includes('@')) return 'has a digest: only a registry and a path belong here';
  if (path.includes(':')) return 'has a tag: only a registry and a path belong here';
  if (text.endsWith('/')) return 'ends with a slash: leave it out';
  return undefined;
}

function partsProblem(host: string, path: string): string | undefined {
  if (!/[.:]/.test(host) && host !== 'localhost') {
    return `starts with no registry host: write ${joinPath(dockerHub, host, path)} or ${joinPath(`${host}:5000`, path)}`;
  }
  const problem = registryProblem(host) ?? (path === '' ? undefined : repositoryProblem(path));
  return problem === undefined ? undefined : `cannot be used: ${problem}`;
}
