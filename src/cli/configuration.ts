/** The configuration of a command: a file, with the flags on top of what it says. */

import { withInputErrors } from '../app/input-errors.ts';
import { InputError } from '../app/streams.ts';
import { specOfConfigMap } from '../config/config-map.ts';
import { specFlags, withField } from '../config/flags.ts';
import { type MirrorConfig, readConfig } from '../config/normalise.ts';
import { ConfigError } from '../config/problem.ts';
import { apiVersion, kind } from '../config/spec.ts';
import { at, isList, isObject, type Json, type JsonObject } from '../yaml/json.ts';
import { locate } from '../yaml/read/items.ts';
import { readDocument } from '../yaml/read/read.ts';
import { toJson } from '../yaml/typing.ts';
import type { Arguments, ContextFile } from './arguments.ts';
import { problemLines } from './flag-problems.ts';

/**
 * @param input a functionConfig that came with the input, for when there is no file
 * @throws InputError
 */
export function configure({ configFile, contextFiles, spec }: Arguments, input: Json | undefined): MirrorConfig {
  const context = contextFiles.flatMap(readContextFile);
  const flags = context.length === 0 ? spec : { ...spec, context };
  const written = withInputErrors(configFile?.path, () =>
    configFile === undefined ? input : toJson(readDocument(configFile.text)),
  );
  if (written === undefined && Object.keys(flags).length === 0) throw new InputError(noConfiguration);
  return tellingFlags({ configFile, spec: flags }, () => {
    if (Object.keys(flags).length === 0) return readConfig(written);
    // A list that was captured from another function's input holds that one's configuration.
    return readConfig(withFlags(configFile === undefined && !isOurs(written) ? undefined : written, flags));
  });
}

/**
 * Runs what may find something wrong with a configuration.
 *
 * @throws InputError for what is wrong with it
 */
export function tellingFlags<T>({ configFile, spec }: Pick<Arguments, 'configFile' | 'spec'>, read: () => T): T {
  try {
    return read();
  } catch (error) {
    if (!(error instanceof ConfigError)) throw error;
    const [first = '', ...lines] = error.problems.flatMap((problem) => problemLines(problem, spec, configFile?.path));
    throw new InputError(first, lines);
  }
}

const noConfiguration = 'there is no configuration: say --registry REGISTRY, or --config FILE';

/** Entries of `context` in a configuration. */
function readContextFile({ path, text, k8sContext }: ContextFile): readonly JsonObject[] {
  const resources = withInputErrors(path, () => locate(text).items.map((item) => item.json()));
  return k8sContext === undefined ? resources : [{ k8sContext, resources }];
}

function withFlags(written: Json | undefined, flags: JsonObject): Json {
  const base = specOf(written);
  if (!isObject(base)) return written ?? null;
  const spec = specFlags().reduce(
    (merged, { path }) => {
      const value = at(flags, path);
      return value === undefined ? merged : withField(merged, path, value);
    },
    withContext(base, flags),
  );
  return { apiVersion, kind, ...(isObject(written) && written.kind === kind ? written : {}), spec };
}

/** Context adds up: what a file says and what flags bring are both there. */
function withContext(base: JsonObject, { context }: JsonObject): JsonObject {
  if (!isList(context)) return base;
  return { ...base, context: [...(isList(base.context) ? base.context : []), ...context] };
}

function specOf(written: Json | undefined): Json | undefined {
  if (written === undefined || written === null) return {};
  if (!isObject(written) || !isOurs(written)) return undefined;
  return written.kind === 'ConfigMap' ? specOfConfigMap(written).spec : (written.spec ?? {});
}

function isOurs(written: Json | undefined): boolean {
  return isObject(written) && (written.kind === kind || written.kind === 'ConfigMap');
}
