/**
 * The one place where options are read. What comes out holds no raw spelling of the user's; nothing downstream looks at
 * a functionConfig again.
 *
 * Two forms say the same: the resource `ImageMirror`, and a ConfigMap (config-map.ts).
 */
import type { MirrorRules } from '../mirror/rules.ts';
import { isObject, type Json, type Path } from '../yaml/json.ts';
import { specOfConfigMap } from './config-map.ts';
import { type Context, readContext } from './context.ts';
import { defined } from './defined.ts';
import { type ImageField, readFields } from './fields.ts';
import { type GenerateConfig, readGenerate } from './generate-settings.ts';
import { readGlobs } from './glob.ts';
import { checkShape, mustBe } from './issues.ts';
import { readRules } from './mirror-rules.ts';
import { type OverlayConfig, readOverlay } from './overlay-settings.ts';
import { ConfigError } from './problem.ts';
import { readScopes, type ScopeRule } from './scopes.ts';
import {
  apiVersion,
  type CrdDefaults,
  kind,
  type Mode,
  type OnEscape,
  type PullPolicy,
  type Spec,
  type Strategy,
  type UpdateDatacenters,
} from './spec.ts';

export type { CrdDefaults, Mode, OnEscape, PullPolicy, Strategy, UpdateDatacenters } from './spec.ts';

/** Everything a user can ask for, with defaults filled in. */
export interface MirrorConfig {
  readonly rules: MirrorRules;
  /** Undefined: policies stay as they are. */
  readonly pullPolicy: PullPolicy | undefined;
  /** Names of Secrets, none twice. */
  readonly pullSecrets: readonly string[];
  readonly imageConfig: {
    readonly strategy: Strategy;
    readonly selector: { readonly name?: string; readonly namespace?: string; readonly key?: string };
  };
  /** What the input is deployed beside. */
  readonly context: Context;
  /** Without a leading `v`; absent where it is to be detected. */
  readonly release: { readonly cassOperator?: string; readonly k8ssandraOperator?: string };
  /** Image fields of further custom resources. */
  readonly fields: readonly ImageField[];
  /** What the function does; a command line says it by the command. */
  readonly mode: Mode;
  readonly onEscape: OnEscape;
  /** Images that cannot be determined from the input are errors. */
  /** Policies of the API server rewrite new pods: see plan/model/guard.ts. */
  readonly guard?: 'admission';
  readonly strict: boolean;
  /** Entries that an ImageConfig lacks are added. */
  readonly fix: boolean;
  readonly crdDefaults: CrdDefaults;
  readonly rollout: { readonly restartOperator: boolean; readonly updateDatacenters: UpdateDatacenters };
  readonly overlay: OverlayConfig;
  readonly generate: GenerateConfig;
  /** What is not read of a folder: paths from there that match one of these. */
  readonly ignore: readonly RegExp[];
  /** What goes to which Kubernetes cluster; empty: what the folders tell. */
  readonly scopes: readonly ScopeRule[];
}

/**
 * Reads a functionConfig, in either form.
 *
 * @throws ConfigError with every problem that was found
 */
export function readConfig(functionConfig: Json | undefined): MirrorConfig {
  const { resource, origin } = asResource(functionConfig);
  try {
    return configOf(checkShape(resource).spec);
  } catch (error) {
    if (!(error instanceof ConfigError)) throw error;
    throw new ConfigError(error.problems.map(({ path, message }) => ({ path: origin(path), message })));
  }
}

interface Written {
  /** In the resource form. */
  readonly resource: Json;
  /** Where the user wrote what is at a path of the resource form. */
  readonly origin: (path: Path) => Path;
}

function asResource(functionConfig: Json | undefined): Written {
  if (functionConfig === undefined || functionConfig === null) {
    throw new ConfigError([{ path: [], message: `is missing: it must be an ${kind} or a ConfigMap` }]);
  }
  if (!isObject(functionConfig)) throw new ConfigError([{ path: [], message: mustBe('a mapping', functionConfig) }]);
  if (functionConfig.kind === kind) return { resource: functionConfig, origin: (path) => path };
  if (functionConfig.kind === 'ConfigMap') {
    const { spec, origin } = specOfConfigMap(functionConfig);
    return { resource: { apiVersion, kind, spec }, origin };
  }
  const expected = `${kind} (apiVersion ${apiVersion}) or ConfigMap`;
  throw new ConfigError([{ path: ['kind'], message: mustBe(expected, functionConfig.kind) }]);
}

function configOf(spec: Spec): MirrorConfig {
  return {
    rules: readRules(spec),
    pullPolicy: spec.pullPolicy,
    pullSecrets: [...new Set(spec.pullSecrets)],
    imageConfig: {
      strategy: spec.imageConfig?.strategy ?? 'auto',
      selector: defined({ ...spec.imageConfig?.selector }),
    },
    context: readContext(spec.context ?? []),
    release: defined({
      cassOperator: withoutV(spec.release?.cassOperator),
      k8ssandraOperator: withoutV(spec.release?.k8ssandraOperator),
    }),
    fields: readFields(spec.fields ?? []),
    mode: spec.mode ?? 'transform',
    onEscape: spec.onEscape ?? 'error',
    ...(spec.guard === undefined ? {} : { guard: spec.guard }),
    strict: spec.strict ?? false,
    fix: spec.fix ?? false,
    crdDefaults: spec.crdDefaults ?? 'leave',
    rollout: {
      restartOperator: spec.rollout?.restartOperator ?? false,
      updateDatacenters: spec.rollout?.updateDatacenters ?? 'never',
    },
    overlay: readOverlay(spec.overlay ?? {}),
    generate: readGenerate(spec.generate ?? {}),
    ignore: readGlobs(spec.ignore ?? [], 'ignore'),
    scopes: readScopes(spec.scopes ?? []),
  };
}

function withoutV(release: string | undefined): string | undefined {
  return release?.replace(/^v/, '');
}
