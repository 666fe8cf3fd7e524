/**
 * The content of a lock file, as the command `lock` writes it. In a configuration for a function it stands itself; the
 * command line also takes the path of the file, and puts its content in the place before it comes here.
 *
 * ```yaml
 * apiVersion: k8ssandra-image-mirror.dev/v1alpha1
 * kind: ImageLock
 * images:
 *   - image: docker.io/k8ssandra/medusa:0.29.1
 *     mirrored: mirror.example.com/k8ssandra/medusa:0.29.1
 *     digest: sha256:...
 *     platforms: [linux/amd64, linux/arm64]     # what was looked at: for people
 *     sourceDigest: sha256:...                  # with --compare
 * ```
 */
import { type Lock, type LockedTag, lockOf } from '../mirror/lock.ts';
import { digestProblem, formatReference, InvalidReferenceError, parseReference } from '../reference/grammar.ts';
import { isList, isObject, type JsonObject, type Path } from '../yaml/json.ts';
import { mustBe, unknownKey } from './issues.ts';
import { ConfigError, type ConfigProblem } from './problem.ts';
import { apiVersion, type LockSpec, lockKind } from './spec.ts';

const keys = ['apiVersion', 'kind', 'images'];
const imageKeys = ['image', 'mirrored', 'digest', 'platforms', 'sourceDigest'];

/** @throws ConfigError */
export function readLock(lock: LockSpec | undefined): Lock | undefined {
  if (lock === undefined) return undefined;
  if (typeof lock === 'string') throw new ConfigError([{ path: ['spec', 'lock'], message: isPath }]);
  if (!isObject(lock)) return undefined;
  const problems = [...headProblems(lock)];
  const images = isList(lock.images) ? lock.images : [];
  const tags = images.flatMap((image, index) => {
    const path = ['spec', 'lock', 'images', index];
    if (isObject(image)) return readImage(image, path, problems);
    problems.push({ path, message: mustBe('a mapping', image) });
    return [];
  });
  problems.push(...contradictions(tags));
  if (problems.length > 0) throw new ConfigError(problems);
  return lockOf(tags);
}

const isPath = 'is a path, which only the command line can follow: put the content of the file here';

function headProblems(lock: JsonObject): readonly ConfigProblem[] {
  const path = ['spec', 'lock'];
  return [
    ...unknownKeys(lock, keys, path),
    ...expected(lock, 'apiVersion', apiVersion, path),
    ...expected(lock, 'kind', lockKind, path),
    ...(isList(lock.images) ? [] : [{ path: [...path, 'images'], message: mustBe('a list', lock.images) }]),
  ];
}

/** One tag is one image. */
function contradictions(tags: readonly LockedTag[]): readonly ConfigProblem[] {
  const known = new Map<string, string>();
  return tags.flatMap(({ mirrored, digest }) => {
    const name = formatReference(mirrored);
    const other = known.get(name) ?? digest;
    known.set(name, digest);
    const message = `has two digests for ${name}: make the lock again`;
    return other === digest ? [] : [{ path: ['spec', 'lock', 'images'], message }];
  });
}

function expected(lock: JsonObject, key: string, value: string, path: Path): readonly ConfigProblem[] {
  const given = lock[key];
  return given === undefined || given === value ? [] : [{ path: [...path, key], message: mustBe(value, given) }];
}

function unknownKeys(object: JsonObject, known: readonly string[], path: Path): readonly ConfigProblem[] {
  return Object.keys(object)
    .filter((key) => !known.includes(key))
    .map((key) => ({ path: [...path, key], message: unknownKey(key, known) }));
}

function readImage(image: JsonObject, path: Path, problems: ConfigProblem[]): readonly LockedTag[] {
  problems.push(...unknownKeys(image, imageKeys, path));
  const { mirrored, digest } = image;
  for (const [key, value] of Object.entries({ mirrored, digest })) {
    if (typeof value !== 'string') problems.push({ path: [...path, key], message: mustBe('a text', value) });
  }
  if (typeof mirrored !== 'string' || typeof digest !== 'string') return [];
  const wrong = digestProblem(digest);
  if (wrong !== undefined) problems.push({ path: [...path, 'digest'], message: wrong });
  try {
    const { registry, repository, tag } = parseReference(mirrored);
    return tag === undefined ? [] : [{ mirrored: { registry, repository, tag }, digest }];
  } catch (error) {
    if (!(error instanceof InvalidReferenceError)) throw error;
    problems.push({ path: [...path, 'mirrored'], message: error.message });
    return [];
  }
}
