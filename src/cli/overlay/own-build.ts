/**
 * An overlay that is made of its own build would be empty: all that its patches do is done there already. So an input that
 * holds what the patches of the present overlay make is refused.
 */
import path from 'node:path';
import type { Source } from '../../app/sources.ts';
import { InputError } from '../../app/streams.ts';
import { isOurs } from '../../overlay/header.ts';
import { at, isList, isObject, type Json, type JsonObject, type Path, textAt } from '../../yaml/json.ts';
import { readDocument } from '../../yaml/read/read.ts';
import { toJson } from '../../yaml/typing.ts';
import { shellWords } from '../shell.ts';
import { slashed } from '../slashed.ts';
import { buildCommand } from './build-command.ts';

/**
 * @param present the kustomization in the folder, if there is one
 * @param command the one that is run, from `overlay` on
 * @throws InputError where the sources are the build of it
 */
export function refuseOwnBuild(
  present: string | undefined,
  sources: readonly Source[],
  folder: string,
  command: readonly string[],
): void {
  if (present === undefined || !isOurs(present)) return;
  const kustomization = toJson(readDocument(present));
  const replacements = replacementsIn(kustomization);
  if (replacements.length === 0) return;
  const objects = sources.flatMap(({ input }) =>
    input.items.filter((item) => replacements.some(({ kind }) => item.kind === kind)).map((item) => item.json()),
  );
  if (!replacements.every((replacement) => objects.some((object) => isDone(replacement, object)))) return;
  const bases = at(kustomization, ['resources']);
  const [base = 'BASE'] = (isList(bases) ? bases : []).map((one) => slashed(path.join(folder, String(one))));
  const build = buildCommand(base);
  throw new InputError(
    `the input is the build of ${folder} itself: what its patches make is in it already. Build what it stands on: ${build} | ${shellWords(command)}; if the base itself was mirrored, remove ${folder}, or give --force`,
  );
}

/** A value that a patch puts into an object. */
interface Replacement {
  readonly kind: string;
  readonly name: RegExp;
  readonly path: Path;
  readonly value: Json;
}

function replacementsIn(kustomization: Json): readonly Replacement[] {
  const patches = at(kustomization, ['patches']);
  return (isList(patches) ? patches : []).flatMap((patch): readonly Replacement[] => {
    const text = textAt(patch, ['patch']);
    const kind = textAt(patch, ['target', 'kind']);
    if (text === '' || kind === '') return [];
    const operations = toJson(readDocument(text));
    const name = new RegExp(textAt(patch, ['target', 'name']));
    return (isList(operations) ? operations : []).flatMap((operation) =>
      isObject(operation) && operation.op === 'replace' && operation.value !== undefined
        ? [{ kind, name, path: stepsOf(textAt(operation, ['path'])), value: operation.value }]
        : [],
    );
  });
}

/** RFC 6901; a number leads into a list where there is one. */
function stepsOf(pointer: string): Path {
  const keys = pointer.split('/').slice(1);
  return keys.map((key) => key.replaceAll('~1', '/').replaceAll('~0', '~'));
}

function isDone({ kind, name, path: steps, value }: Replacement, object: JsonObject): boolean {
  if (object.kind !== kind || !name.test(textAt(object, ['metadata', 'name']))) return false;
  let found: Json | undefined = object;
  for (const step of steps) found = isList(found) ? found[Number(step)] : at(found, [step]);
  return JSON.stringify(found) === JSON.stringify(value);
}
