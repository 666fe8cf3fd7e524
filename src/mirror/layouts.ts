/**
 * Where a layout puts a repository below its target.
 *
 * | layout          | prefix                     | rest                |
 * |-----------------|----------------------------|---------------------|
 * | `path`          | target                     | the whole path      |
 * | `registry-path` | target / source's registry | the whole path      |
 * | `name`          | target                     | the last component  |
 *
 * The whole path is the normalised one, `library/` included; what a mirror's source matched of it is not cut off. The
 * source's registry is put in lower case, as a path has to be.
 */
import { repositoryProblem } from '../reference/grammar.ts';
import { dockerHub } from '../reference/normalise.ts';
import { formatPlace, joinPath } from './places.ts';
import type { Layout, Repository, Target } from './rules.ts';

/** A repository in two parts, `prefix/rest`: see `Mirrored` in rules.ts. */
export interface Placement {
  readonly repository: Repository;
  readonly prefix: string;
  readonly rest: string;
}

/** Puts `source` below `target`; a text says why the layout cannot. */
export function arrange(layout: Layout, target: Target, source: Repository): Placement | string {
  const problem = layout === 'registry-path' ? registryInPathProblem(source.registry) : undefined;
  if (problem !== undefined) return problem;
  const path = joinPath(target.path, layout === 'registry-path' ? source.registry.toLowerCase() : '');
  const rest = layout === 'name' ? source.repository.slice(source.repository.lastIndexOf('/') + 1) : source.repository;
  const repository = { registry: target.registry, repository: joinPath(path, rest) };
  return unreachable(repository) ?? { repository, prefix: formatPlace({ registry: target.registry, path }), rest };
}

/** Why a registry cannot be a component of a path, if it cannot. */
export function registryInPathProblem(registry: string): string | undefined {
  if (!/[:[]/.test(registry)) return undefined;
  return `layout registry-path cannot write ${registry} into a path: give it an entry of its own under mirrors, with layout path or name`;
}

function unreachable({ registry, repository }: Repository): string | undefined {
  if (registry === dockerHub && !repository.includes('/')) {
    return `docker.io has no repository ${repository} outside library/: give the target a path`;
  }
  const problem = repositoryProblem(repository);
  return problem === undefined ? undefined : `${registry}/${repository} cannot be pulled: ${problem}`;
}
