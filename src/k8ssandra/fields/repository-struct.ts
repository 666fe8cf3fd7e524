/**
 * The struct that charts and many operators name images with: `{registry, repository, tag, digest}`, of which all but the
 * repository may be absent. Where there is no registry, the repository holds it, or Docker Hub is meant.
 */
import type { Json, JsonObject } from '../../yaml/json.ts';

/** The reference that a struct makes; empty where it has no repository. */
export function imageOfRepository({ registry, repository, tag, digest }: JsonObject): string {
  const [host, path, version, sum] = [registry, repository, tag, digest].map(textOf);
  if (path === undefined || path === '') return '';
  const name = host === '' ? path : `${host}/${path}`;
  return name + (version === '' ? '' : `:${version}`) + (sum === '' ? '' : `@${sum}`);
}

/** Tags that YAML takes for numbers are met too. */
export function textOf(value: Json | undefined): string {
  return typeof value === 'string' || typeof value === 'number' ? String(value) : '';
}
