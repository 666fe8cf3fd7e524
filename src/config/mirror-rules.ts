/**
 * From what a user wrote to the rules that the program follows: every name parsed, defaults filled in, contradictions
 * refused.
 *
 * - `registry` is short for a mirror with source `*`, and stands before the mirrors that are listed;
 * - a mirror without a layout has the layout of the spec, which is `path` where none is given.
 */
import { contradictions } from '../mirror/contradictions.ts';
import { InvalidPlaceError, parsePlace, parseRepository } from '../mirror/places.ts';
import type { Mirror, MirrorRules, Pin } from '../mirror/rules.ts';
import { digestProblem, InvalidReferenceError, tagProblem } from '../reference/grammar.ts';
import type { Path } from '../yaml/json.ts';
import { defined } from './defined.ts';
import { readLock } from './lock.ts';
import { ConfigError, type ConfigProblem } from './problem.ts';
import type { MirrorSpec, PinSpec, Spec } from './spec.ts';

/**
 * The rules of a spec.
 *
 * @throws ConfigError
 */
export function readRules(spec: Spec): MirrorRules {
  if ((spec.registry ?? spec.mirrors?.[0] ?? spec.images?.[0]) === undefined) {
    throw new ConfigError([{ path: ['spec'], message: nothingToMirror }]);
  }
  const problems: ConfigProblem[] = [];
  const written = writtenMirrors(spec);
  const rules = {
    mirrors: written.flatMap((mirror) => readMirror(mirror, spec, problems) ?? []),
    exclude: (spec.exclude ?? []).flatMap(
      (text, index) => attempt(problems, ['spec', 'exclude', index], () => parsePlace(text)) ?? [],
    ),
    pins: (spec.images ?? []).flatMap((pin, index) => readPin(pin, ['spec', 'images', index], problems) ?? []),
  };
  if (problems.length > 0) throw new ConfigError(problems);
  for (const { list, index, message } of contradictions(rules)) {
    const path = list === 'pins' ? ['spec', 'images', index] : (written[index]?.path ?? ['spec', list]);
    problems.push({ path, message });
  }
  if (problems.length > 0) throw new ConfigError(problems);
  const lock = readLock(spec.lock);
  return lock === undefined ? rules : { ...rules, lock };
}

const nothingToMirror =
  'names no mirror: give it a registry, like mirror.example.com/k8ssandra, or mirrors, or images to pin';

interface WrittenMirror {
  readonly path: Path;
  readonly targetPath: Path;
  readonly mirror: MirrorSpec;
}

function writtenMirrors(spec: Spec): readonly WrittenMirror[] {
  const listed = (spec.mirrors ?? []).map((mirror, index) => {
    const path = ['spec', 'mirrors', index];
    return { path, targetPath: [...path, 'target'], mirror };
  });
  if (spec.registry === undefined) return listed;
  const path = ['spec', 'registry'];
  return [{ path, targetPath: path, mirror: { source: '*', target: spec.registry } }, ...listed];
}

function readMirror(written: WrittenMirror, spec: Spec, problems: ConfigProblem[]): Mirror | undefined {
  const { path, targetPath, mirror } = written;
  const source = mirror.source === '*' ? '*' : attempt(problems, [...path, 'source'], () => parsePlace(mirror.source));
  const target = attempt(problems, targetPath, () => parsePlace(mirror.target));
  if (source === undefined || target === undefined) return undefined;
  return { source, target, layout: mirror.layout ?? spec.layout ?? 'path' };
}

function readPin(pin: PinSpec, path: Path, problems: ConfigProblem[]): Pin | undefined {
  const { name, tag, newName, newTag, digest } = pin;
  const source = attempt(problems, [...path, 'name'], () => parseRepository(name));
  const moved =
    newName === undefined ? undefined : attempt(problems, [...path, 'newName'], () => parseRepository(newName));
  const wrong = {
    tag: tag === undefined ? undefined : tagProblem(tag),
    newTag: newTag === undefined ? undefined : tagProblem(newTag),
    digest: digest === undefined ? undefined : digestProblem(digest),
  };
  for (const [key, message] of Object.entries(defined(wrong))) problems.push({ path: [...path, key], message });
  if ((newName ?? newTag ?? digest) === undefined) {
    problems.push({ path, message: 'changes nothing: give it newName, newTag or digest' });
  }
  return source === undefined ? undefined : { name: source, ...defined({ tag, newName: moved, newTag, digest }) };
}

/** What `read` makes of a name; what is wrong with the name becomes a problem. */
function attempt<T>(problems: ConfigProblem[], path: Path, read: () => T): T | undefined {
  try {
    return read();
  } catch (error) {
    if (!(error instanceof InvalidPlaceError || error instanceof InvalidReferenceError)) throw error;
    problems.push({ path, message: error.message });
    return undefined;
  }
}
