/**
 * The fields of `spec` as single words: flags of the command line, and keys of the ConfigMap form.
 *
 * Words are kebab case, nested names joined by `-`: `imageConfig.strategy` is `image-config-strategy`. Fields that hold
 * mappings in lists (`mirrors`, `images`, `fields`) have no word.
 */
import { isObject, type Json, type JsonObject, type Path } from '../yaml/json.ts';
import { wholeSchema } from './schema.ts';
import { type Leaf, leavesOf, schemaAt } from './schema-tree.ts';

/** A field of `spec` that one word can set. */
export interface SpecFlag extends Leaf {
  /** Without dashes in front. */
  readonly flag: string;
}

let known: readonly SpecFlag[] | undefined;

/** In the order of the schema. The paths start below `spec`. Made when they are asked for: most functions never do. */
export function specFlags(): readonly SpecFlag[] {
  known ??= leavesOf(schemaAt(wholeSchema(), ['spec'])).map((leaf) => ({
    flag: leaf.path.map(kebabCase).join('-'),
    ...leaf,
  }));
  return known;
}

/** `spec` with one field set; mappings on the way are made. */
export function withField(spec: JsonObject, [key, ...rest]: Path, value: Json): JsonObject {
  if (key === undefined) return spec;
  const child = spec[key];
  return { ...spec, [key]: rest.length === 0 ? value : withField(isObject(child) ? child : {}, rest, value) };
}

function kebabCase(name: string): string {
  return name.replaceAll(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`);
}
