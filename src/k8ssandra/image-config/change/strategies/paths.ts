/** Cutting of image paths, in whole components. */
import type { Reference } from '../../../../reference/reference.ts';

/** Registry and repository, without tag and digest. */
export function repositoryOf({ registry, repository }: Reference): string {
  return `${registry}/${repository}`;
}

/** Tag and digest as they stand behind the repository. */
export function versionOf({ tag, digest }: Pick<Reference, 'tag' | 'digest'>): string {
  return (tag === undefined ? '' : `:${tag}`) + (digest === undefined ? '' : `@${digest}`);
}

/** An image without its tag and digest. */
export function withoutVersion(image: string): string {
  const nameAt = image.lastIndexOf('/') + 1;
  return image.slice(0, nameAt) + image.slice(nameAt).replace(/[:@].*$/s, '');
}

/** What stands before the components `end`; `undefined` when the path ends otherwise, or is nothing else. */
export function before(path: string, end: string): string | undefined {
  return path.endsWith(`/${end}`) ? path.slice(0, -end.length - 1) : undefined;
}

/** What stands behind the components `start`; `undefined` when the path starts otherwise, or is nothing else. */
export function behind(path: string, start: string): string | undefined {
  if (start === '') return path;
  return path.startsWith(`${start}/`) ? path.slice(start.length + 1) : undefined;
}

/** The first component and the rest, which is empty for a single component. */
export function splitFirst(path: string): readonly [first: string, rest: string] {
  const slash = path.indexOf('/');
  return slash === -1 ? [path, ''] : [path.slice(0, slash), path.slice(slash + 1)];
}

/** All but the last component; empty for a single component. */
export function parentOf(path: string): string {
  return path.slice(0, Math.max(path.lastIndexOf('/'), 0));
}
