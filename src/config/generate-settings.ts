/** The ImageConfig that is asked for: what it is made of, and the ConfigMap that it becomes. */
import { isObject, type JsonObject } from '../yaml/json.ts';
import { defined } from './defined.ts';
import { ConfigError } from './problem.ts';
import type { Behavior, GenerateSpec } from './spec.ts';

export interface GenerateConfig {
  /** An ImageConfig; undefined: that of the release that the configuration names. */
  readonly document: JsonObject | undefined;
  /** These are absent where the format and the release decide. */
  readonly format?: 'v1beta1' | 'v1beta2';
  readonly behavior?: Behavior;
  readonly name?: string;
  readonly namespace?: string;
}

const apiVersion = /^config\.k8ssandra\.io\/(v1beta1|v1beta2)$/;

/** @throws ConfigError */
export function readGenerate({ from = 'release', behavior, name, namespace, format }: GenerateSpec): GenerateConfig {
  const document = isObject(from) ? from : undefined;
  const written = document === undefined ? undefined : formatOf(document);
  if (written !== undefined && format && format !== written) {
    throw new ConfigError([
      { path: ['spec', 'generate', 'format'], message: `is not that of from, which is ${written}` },
    ]);
  }
  checkName('name', name, /^[a-z0-9]([a-z0-9.-]{0,251}[a-z0-9])?$/);
  checkName('namespace', namespace, /^[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?$/);
  const chosen = written ?? (format || undefined);
  const given = {
    format: chosen,
    behavior: behavior || undefined,
    name: name || undefined,
    namespace: namespace || undefined,
  };
  return { document, ...defined(given) };
}

/**
 * What the API server takes as the name of a ConfigMap, or of a namespace.
 *
 * @throws ConfigError
 */
function checkName(key: 'name' | 'namespace', name: string | undefined, form: RegExp): void {
  if (!name || form.test(name)) return;
  const message = `cannot be ${JSON.stringify(name)}: a ${key} is made of a-z, 0-9 and "-"${key === 'name' ? ', and "."' : ''}`;
  throw new ConfigError([{ path: ['spec', 'generate', key], message }]);
}

/** @throws ConfigError */
function formatOf(document: JsonObject): 'v1beta1' | 'v1beta2' {
  const [, format] = apiVersion.exec(String(document.apiVersion)) ?? [];
  if ((format === 'v1beta1' || format === 'v1beta2') && document.kind === 'ImageConfig') return format;
  const message = 'must be an ImageConfig: apiVersion config.k8ssandra.io/v1beta1 or v1beta2, kind ImageConfig';
  throw new ConfigError([{ path: ['spec', 'generate', 'from'], message }]);
}
