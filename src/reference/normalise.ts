/**
 * What Docker fills in where a reference names no registry: the rules of `splitDockerDomain` in
 * github.com/distribution/reference, normalize.go.
 *
 * | first component           | registry    | repository                                    |
 * |---------------------------|-------------|-----------------------------------------------|
 * | none: `busybox:1`         | `docker.io` | `library/` + the text                         |
 * | `localhost`               | itself      | the rest                                      |
 * | has `.` or `:`            | itself      | the rest                                      |
 * | has an upper-case letter  | itself      | the rest (a path never has one)               |
 * | anything else: `k8ssandra`| `docker.io` | the text                                      |
 *
 * `index.docker.io` becomes `docker.io`, and one component alone on `docker.io` gets `library/`.
 */

/** Where images come from that name no registry. */
export const dockerHub = 'docker.io';

const legacyDockerHub = 'index.docker.io';
const officialImages = 'library/';

/** Splits a reference into its registry and the rest: repository, tag and digest, all of them still unchecked. */
export function splitRegistry(text: string): { registry: string; remainder: string } {
  const slash = text.indexOf('/');
  const first = text.slice(0, Math.max(slash, 0));
  if (!namesRegistry(first)) return onDockerHub(text);
  const rest = text.slice(slash + 1);
  const registry = normaliseHost(first);
  return registry === dockerHub ? onDockerHub(rest) : { registry, remainder: rest };
}

/** The one spelling of a registry host: Docker Hub has two. */
export function normaliseHost(host: string): string {
  return host === legacyDockerHub ? dockerHub : host;
}

function namesRegistry(component: string): boolean {
  return component === 'localhost' || /[.:A-Z]/.test(component);
}

function onDockerHub(remainder: string): { registry: string; remainder: string } {
  return { registry: dockerHub, remainder: remainder.includes('/') ? remainder : officialImages + remainder };
}
