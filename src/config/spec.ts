/**
 * The functionConfig as users write it: `ImageMirror`, its `spec`, and what that holds. What the keys are for stands beside
 * their schemas (schema.ts).
 */
import type { Layout } from '../mirror/rules.ts';

export const apiVersion = 'k8ssandra-image-mirror.dev/v1alpha1';
export const kind = 'ImageMirror';
/** Of a lock file. */
export const lockKind = 'ImageLock';

/** The functionConfig as users write it, its shape checked. */
export interface ImageMirror {
  readonly apiVersion: typeof apiVersion;
  readonly kind: typeof kind;
  readonly metadata?: Readonly<Record<string, unknown>> | undefined;
  readonly spec: Spec;
}

export interface Spec {
  readonly registry?: string | undefined;
  readonly layout?: Layout | undefined;
  readonly mirrors?: readonly MirrorSpec[] | undefined;
  readonly exclude?: readonly string[] | undefined;
  readonly images?: readonly PinSpec[] | undefined;
  readonly pullPolicy?: PullPolicy | undefined;
  readonly pullSecrets?: readonly string[] | undefined;
  readonly imageConfig?: ImageConfigSpec | undefined;
  readonly context?: readonly ContextSpec[] | undefined;
  readonly release?: ReleaseSpec | undefined;
  readonly mode?: Mode | undefined;
  readonly overlay?: OverlaySpec | undefined;
  readonly generate?: GenerateSpec | undefined;
  readonly fields?: readonly FieldSpec[] | undefined;
  readonly onEscape?: OnEscape | undefined;
  readonly guard?: 'admission' | undefined;
  readonly strict?: boolean | undefined;
  readonly fix?: boolean | undefined;
  readonly crdDefaults?: CrdDefaults | undefined;
  readonly rollout?: RolloutSpec | undefined;
  readonly lock?: LockSpec | undefined;
  readonly ignore?: readonly string[] | undefined;
  readonly scopes?: readonly (string | ScopeSpec)[] | undefined;
}

export type PullPolicy = 'Always' | 'IfNotPresent' | 'Never';
export type Strategy = 'auto' | 'global' | 'entries';
export type OnEscape = 'error' | 'warn';
export type Mode = 'transform' | 'check' | 'overlay' | 'generate';
/** How a generated object meets one that is there: kustomize's words. */
export type Behavior = 'merge' | 'replace';
export type OverlayKind = 'Kustomization' | 'Component';
export type CrdDefaults = 'leave' | 'rewrite';
export type UpdateDatacenters = 'never' | 'always' | 'task';

export interface MirrorSpec {
  readonly source: string;
  readonly target: string;
  readonly layout?: Layout | undefined;
}

export interface PinSpec {
  readonly name: string;
  readonly tag?: string | undefined;
  readonly newName?: string | undefined;
  readonly newTag?: string | undefined;
  readonly digest?: string | undefined;
}

export interface ImageConfigSpec {
  readonly strategy?: Strategy | undefined;
  readonly selector?: SelectorSpec | undefined;
}

export interface SelectorSpec {
  readonly name?: string | undefined;
  readonly namespace?: string | undefined;
  readonly key?: string | undefined;
}

export interface ReleaseSpec {
  readonly cassOperator?: string | undefined;
  readonly k8ssandraOperator?: string | undefined;
}

export interface RolloutSpec {
  readonly restartOperator?: boolean | undefined;
  readonly updateDatacenters?: UpdateDatacenters | undefined;
}

export interface OverlaySpec {
  readonly path?: string | undefined;
  readonly resources?: readonly string[] | undefined;
  readonly kind?: OverlayKind | undefined;
  readonly guard?: boolean | undefined;
}

/** Empty texts say what absent ones do. */
export interface GenerateSpec {
  readonly from?: 'release' | Readonly<Record<string, unknown>> | undefined;
  readonly behavior?: Behavior | '' | undefined;
  readonly name?: string | undefined;
  readonly namespace?: string | undefined;
  readonly format?: 'v1beta1' | 'v1beta2' | '' | undefined;
}

/** The content of a lock file; on the command line also its path. */
export type LockSpec = string | Readonly<Record<string, unknown>>;

/** A resource; or the resources of another Kubernetes cluster, under `k8sContext`. */
export type ContextSpec = Readonly<Record<string, unknown>>;

/** What one Kubernetes cluster gets; a text alone is a glob whose every folder is a scope. */
export interface ScopeSpec {
  readonly name: string;
  readonly paths: readonly string[];
}

export interface FieldSpec {
  readonly group: string;
  readonly kind: string;
  readonly path: string;
  readonly shape: 'reference' | 'repository' | 'parts';
}
