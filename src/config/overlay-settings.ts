/** The overlay that is asked for: where it lies, and what it stands on. */
import path from 'node:path/posix';
import { ConfigError, type ConfigProblem } from './problem.ts';
import type { OverlayKind, OverlaySpec } from './spec.ts';

export interface OverlayConfig {
  /** A folder below the one that it counts from, without `.` and `..` in it; undefined where none was given. */
  readonly path: string | undefined;
  /** As the overlay writes them. */
  readonly resources: readonly string[];
  readonly kind: OverlayKind;
  readonly guard: boolean;
}

/** @throws ConfigError */
export function readOverlay({
  path: given,
  resources = [],
  kind = 'Kustomization',
  guard = true,
}: OverlaySpec): OverlayConfig {
  const problems: ConfigProblem[] = [];
  const folder = given?.replace(/^(\.\/+)+/, '').replace(/\/+$/, '');
  if (folder !== undefined && !isBelow(folder)) {
    problems.push({ path: ['spec', 'overlay', 'path'], message: 'must be a folder below, like overlays/mirror' });
  }
  if (kind === 'Component' && resources.length > 0) {
    const message = 'must be left out: a Component is applied to the resources of the kustomization that lists it';
    problems.push({ path: ['spec', 'overlay', 'resources'], message });
  }
  if (problems.length > 0) throw new ConfigError(problems);
  return { path: folder, resources, kind, guard };
}

function isBelow(folder: string): boolean {
  const parts = folder.split('/');
  return !/[\\\p{Cc}]|^[A-Za-z]:/u.test(folder) && parts.every((part) => part !== '' && part !== '..' && part !== '.');
}

/**
 * What is wrong with what an overlay in a folder stands on, as far as the paths alone tell. kustomize takes neither a
 * folder around the overlay, as a base cannot hold what stands on it, nor an absolute path (both seen by running).
 *
 * @param folder with slashes
 * @param resources relative to the folder, or URLs
 * @throws ConfigError
 */
export function checkResources(folder: string, resources: readonly string[]): void {
  const problems = resources.flatMap((resource, index) => {
    const message = problemOf(folder, resource);
    return message === undefined ? [] : [{ path: ['spec', 'overlay', 'resources', index], message }];
  });
  if (problems.length > 0) throw new ConfigError(problems);
}

function problemOf(folder: string, resource: string): string | undefined {
  if (resource === '') return 'must name a folder with a kustomization, like ../../base';
  if (path.isAbsolute(resource))
    return `must be relative to the overlay's folder ${folder}: kustomize takes no absolute path`;
  if (!isAround(path.join(folder, resource), path.join(folder))) return undefined;
  return `must not be a folder around the overlay in ${folder}, which kustomize refuses as a cycle: move the base to a folder beside it, like ../../base`;
}

/** Of normalised paths that count from one folder. */
function isAround(outer: string, inner: string): boolean {
  const folder = outer.replace(/\/$/, '');
  return folder === '.' || /^\.\.(?:\/\.\.)*$/.test(folder) || folder === inner || inner.startsWith(`${folder}/`);
}
