/** The overlay that is asked for: where it lies, and what it stands on. */
import { ConfigError, type ConfigProblem } from './problem.ts';
import type { OverlayKind, OverlaySpec } from './schema.ts';

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
  path,
  resources = [],
  kind = 'Kustomization',
  guard = true,
}: OverlaySpec): OverlayConfig {
  const problems: ConfigProblem[] = [];
  const folder = path?.replace(/^(\.\/+)+/, '').replace(/\/+$/, '');
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
