/** A JSON value: what a YAML node of a Kubernetes manifest decodes to. */
export type Json = null | boolean | number | string | readonly Json[] | JsonObject;

export interface JsonObject {
  readonly [key: string]: Json;
}

/** Keys and indices from the root of a document to a value. Joined to text only where it is printed. */
export type Path = readonly (string | number)[];

/** Narrows to a mapping. `undefined` is let in so that look-ups can be chained. */
export function isObject(value: unknown): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** Narrows to a list; `Array.isArray` alone loses the readonly element type. */
export function isList(value: unknown): value is readonly Json[] {
  return Array.isArray(value);
}

/** The value at a path, `undefined` where the path leaves the document. */
export function at(root: Json | undefined, path: Path): Json | undefined {
  let value: Json | undefined = root;
  for (const step of path) {
    if (isList(value)) value = typeof step === 'number' ? value[step] : undefined;
    else if (isObject(value)) value = Object.hasOwn(value, step) ? value[step] : undefined;
    else return undefined;
  }
  return value;
}

/** The text at a path; empty where there is none. */
export function textAt(root: Json | undefined, path: Path): string {
  const value = at(root, path);
  return typeof value === 'string' ? value : '';
}

/** A path as people write it: `spec.containers[0].image`; keys that are not words are quoted: `data["image_config.yaml"]`. */
export function formatPath(path: Path): string {
  let text = '';
  for (const step of path) {
    if (typeof step === 'number') text += `[${step}]`;
    else if (!/^[\w-]+$/.test(step)) text += `[${JSON.stringify(step)}]`;
    else text += text === '' ? step : `.${step}`;
  }
  return text;
}
