/** The configuration of a command: a file, with the flags on top of what it says. */

import path from 'node:path';
import { withInputErrors } from '../app/input-errors.ts';
import { InputError } from '../app/streams.ts';
import { specOfConfigMap } from '../config/config-map.ts';
import { readConfigDocument } from '../config/distinct-keys.ts';
import { specFlags, withField } from '../config/flags.ts';
import { type MirrorConfig, readConfig } from '../config/normalise.ts';
import { ConfigError } from '../config/problem.ts';
import { apiVersion, kind, lockKind, type ScopeSpec } from '../config/spec.ts';
import { at, isList, isObject, type Json, type JsonObject } from '../yaml/json.ts';
import { locate } from '../yaml/read/items.ts';
import { readDocument } from '../yaml/read/read.ts';
import { toJson } from '../yaml/typing.ts';
import { type Arguments, type ConfigFile, readFile } from './arguments.ts';
import type { ContextFile } from './context-files.ts';
import { problemLines } from './flag-problems.ts';

/**
 * @param input a functionConfig that came with the input, for when there is no file
 * @throws InputError
 */
export function configure(
  { configFile, contextFiles, lockFile, scopes, spec }: Arguments,
  input: Json | undefined,
): MirrorConfig {
  const context = contextFiles.flatMap(readContextFile);
  const flags = {
    ...spec,
    ...(context.length === 0 ? {} : { context }),
    ...(lockFile === undefined ? {} : { lock: readLockFile(lockFile) }),
    ...(scopes.length === 0 ? {} : { scopes: scopes.map(asJson) }),
  };
  const given = withInputErrors(configFile?.path, () =>
    configFile === undefined ? input : readConfigDocument(configFile.text),
  );
  const written = lockFile === undefined ? withLockOfPath(given, configFile) : given;
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

/** The content of a lock file. */
function readLockFile({ path, text }: ConfigFile): Json {
  return withInputErrors(path, () => {
    const content = toJson(readDocument(text));
    if (isObject(content) && content.kind === lockKind) return content;
    throw new InputError(`is no lock file: it has to be of the kind ${lockKind}, as the command lock writes it`);
  });
}

/** A path in the place of a lock is relative to the configuration that names it. */
function withLockOfPath(written: Json | undefined, configFile: ConfigFile | undefined): Json | undefined {
  if (!isObject(written) || written.kind !== kind || !isObject(written.spec)) return written;
  const { lock } = written.spec;
  if (typeof lock !== 'string') return written;
  const file = path.join(path.dirname(configFile?.path ?? '.'), lock);
  return { ...written, spec: { ...written.spec, lock: readLockFile(readFile('lock', file)) } };
}

function withFlags(written: Json | undefined, flags: JsonObject): Json {
  const base = specOf(written);
  if (!isObject(base)) return written ?? null;
  const spec = specFlags().reduce(
    (merged, { path }) => {
      const value = at(flags, path);
      return value === undefined ? merged : withField(merged, path, value);
    },
    withScopes(withLock(withContext(base, flags), flags), flags),
  );
  return { apiVersion, kind, ...(isObject(written) && written.kind === kind ? written : {}), spec };
}

/** Context adds up: what a file says and what flags bring are both there. */
function withContext(base: JsonObject, { context }: JsonObject): JsonObject {
  if (!isList(context)) return base;
  return { ...base, context: [...(isList(base.context) ? base.context : []), ...context] };
}

function withLock(base: JsonObject, { lock }: JsonObject): JsonObject {
  return lock === undefined ? base : { ...base, lock };
}

function withScopes(base: JsonObject, { scopes }: JsonObject): JsonObject {
  return scopes === undefined ? base : { ...base, scopes };
}

function asJson(scope: string | ScopeSpec): Json {
  return typeof scope === 'string' ? scope : { name: scope.name, paths: scope.paths };
}

function specOf(written: Json | undefined): Json | undefined {
  if (written === undefined || written === null) return {};
  if (!isObject(written) || !isOurs(written)) return undefined;
  return written.kind === 'ConfigMap' ? specOfConfigMap(written).spec : (written.spec ?? {});
}

function isOurs(written: Json | undefined): boolean {
  return isObject(written) && (written.kind === kind || written.kind === 'ConfigMap');
}
