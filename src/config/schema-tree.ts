/** Looking into a schema: which keys stand where, and which leaves there are. */
import * as z from 'zod/mini';
import type { Path } from '../yaml/json.ts';

type Schema = z.core.SomeType;

/** A value that is no mapping and holds none. */
export interface Leaf {
  readonly path: readonly string[];
  /** A list of texts, rather than one. */
  readonly list: boolean;
  /** True or false: a flag without a value. */
  readonly toggle: boolean;
  /** The only values that are allowed, where they can be listed. */
  readonly values?: readonly string[];
  readonly help: string;
}

/** The keys that a mapping at `path` may have; none where there is no mapping. */
export function keysAt(root: Schema | undefined, path: Path): readonly string[] {
  return Object.keys(shapeOf(schemaAt(root, path)));
}

/** What stands at `path`; an index stands for any item of its list. */
export function schemaAt(root: Schema | undefined, path: Path): Schema | undefined {
  return path.reduce<Schema | undefined>((outer, step) => {
    const schema = required(outer);
    return schema instanceof z.ZodMiniArray ? schema.def.element : shapeOf(schema)[step];
  }, root);
}

/** The leaves below a mapping, in its order. Lists of mappings have none, nor has what may be a mapping. */
export function leavesOf(root: Schema | undefined, path: readonly string[] = []): readonly Leaf[] {
  return Object.entries(shapeOf(root)).flatMap(([key, value]) => {
    const schema = required(value);
    const at = [...path, key];
    if (schema instanceof z.ZodMiniObject) return leavesOf(schema, at);
    const list = schema instanceof z.ZodMiniArray;
    const item = list ? schema.def.element : schema;
    if (item instanceof z.ZodMiniObject || item instanceof z.ZodMiniUnion) return [];
    const values =
      item instanceof z.ZodMiniEnum ? { values: item.options.map(String).filter((option) => option !== '') } : {};
    return [{ path: at, list, toggle: item instanceof z.ZodMiniBoolean, ...values, help: helpOf(value) }];
  });
}

function helpOf(schema: Schema): string {
  return (schema instanceof z.ZodMiniType ? z.globalRegistry.get(schema)?.description : undefined) ?? '';
}

function shapeOf(outer: Schema | undefined): Readonly<Record<string, Schema>> {
  const schema = required(outer);
  return schema instanceof z.ZodMiniObject ? schema.def.shape : {};
}

function required(schema: Schema | undefined): Schema | undefined {
  return schema instanceof z.ZodMiniOptional ? schema.def.innerType : schema;
}
