/**
 * A normalised image reference, as Docker means it: `nginx:1` is
 * `{registry: 'docker.io', repository: 'library/nginx', tag: '1'}`.
 */
export interface Reference {
  /** Host with optional port; `docker.io` is never left out, `index.docker.io` is `docker.io`. */
  readonly registry: string;
  /** The path below the registry, `library/` included. */
  readonly repository: string;
  readonly tag?: string;
  /** With its algorithm: `sha256:...`. */
  readonly digest?: string;
}
