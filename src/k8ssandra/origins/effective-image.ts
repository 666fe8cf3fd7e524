/** What the operators run, image by image, and how each reference came about. The types that the resolver answers in. */
import type { JsonObject, Path } from '../../yaml/json.ts';
import type { StructParts } from '../fields/parts.ts';
import type { PartKey, StructShape } from '../fields/shape.ts';
import type { PlaceKind } from '../fields/workloads.ts';

/**
 * - `written`: stands in the input, at `resource`, `path` and perhaps `inner`, or in another cluster's resources.
 * - `assumed`: stands in the ImageConfig that comes with a release which the user names, as the input has none.
 * - `crd-default`: the API server fills it in; `path` is what would have to be written.
 * - `hard-coded`: stands in the code of an operator.
 * - `missing`: would stand in something that is not in the input.
 */
export type Origin = 'written' | 'assumed' | 'crd-default' | 'hard-coded' | 'missing';

/** One step on the way to a reference. */
export interface Link {
  readonly origin: Origin;
  /** For people only, never parsed: `spec.medusa.containerImage.registry`, `CRD default of ...`, `tag, hard-coded in k8ssandra-operator`. */
  readonly where: string;
  /** Index of the resource that holds the value. */
  readonly resource?: number;
  readonly path?: Path;
  /** The path inside the YAML document that stands in the string at `path`. */
  readonly inner?: Path;
  /** In an ImageConfig that lacks it: where the entry for the image would be. */
  readonly lacks?: Path;
  /** The variable in the environment of an operator that holds the value. */
  readonly variable?: string;
  /** Of a hard-coded value that is no whole reference: which part of one, and whose code holds it. */
  readonly builtIn?: { readonly part: PartKey; readonly code: string };
  readonly value: string;
}

/** The field that moves an image, and those that are made from the same field. It need not be written yet. */
export interface Override {
  readonly resource: number;
  /** To the reference or to the struct. */
  readonly path: Path;
  readonly shape: 'reference' | StructShape;
  /** For structs: what the operator fills in where the struct says nothing. Absent: not known. */
  readonly base?: StructParts;
  /**
   * The item that must be added to the list at `path.slice(0, -2)`, for containers that the operators add of their own
   * accord: a container that names its image gets nothing but that from them, so its command comes along.
   */
  readonly element?: JsonObject;
}

/**
 * - `resolved`: this reference will be pulled.
 * - `unknown`: it depends on something that is not in the input; `image` is what it would be by default, or empty.
 * - `unresolvable`: the operator fails, or crashes, before there is a pod.
 */
export type ImageStatus = 'resolved' | 'unknown' | 'unresolvable';

/** A reference as computed, and how. */
export interface Traced {
  readonly image: string;
  readonly status: ImageStatus;
  /** Why it is not resolved. */
  readonly reason?: string;
  /** What would make an unknown image known. */
  readonly remedy?: string;
  /** The first link decided about the registry: an edit starts there. Never empty. */
  readonly source: readonly Link[];
  readonly override?: Override;
  /** What of an ImageConfig in the input says when it is pulled; absent where nothing there does. */
  readonly policyEntry?: PolicyEntry;
}

/** The pull policy of a server type, or of an image by its name; without a name: of all. */
export interface PolicyEntry {
  readonly resource: number;
  /** To the string that holds the ImageConfig; empty where the resource is the document. */
  readonly path: Path;
  readonly name: string;
}

/** The pods of one workload. Ordinary workloads of the input are `Kind/name`. */
export type WorkloadName =
  | 'cassandra'
  | 'reaper'
  | 'stargate'
  | 'medusa-purge'
  | 'medusa-standalone'
  | `${string}/${string}`;

/** An image of a pod that runs, or will run. */
export interface EffectiveImage extends Traced {
  /** The name of the Kubernetes cluster of the input that it is computed for, where there are several. */
  readonly scope?: string;
  /** The Cassandra cluster, by the name of its resource. */
  readonly cluster?: string;
  /** Of the pod. */
  readonly namespace?: string;
  /** The Kubernetes cluster of the pod, where the K8ssandraCluster names another than its own. */
  readonly k8sContext?: string;
  readonly datacenter?: string;
  readonly workload: WorkloadName;
  readonly rack?: string;
  readonly kind: PlaceKind;
  /** The name of the container, or of the volume. */
  readonly container: string;
  /** As the operators set it; empty where Kubernetes chooses by the tag. */
  readonly pullPolicy: string;
  /** Of the whole pod, in order, repeats included: what the operators write. */
  readonly pullSecrets: readonly string[];
  /** Index of the resource that the pod is made from. */
  readonly resource: number;
}

/** Something that the input did not say and that was taken for granted. */
export interface Assumption {
  /** What was assumed, and what would settle it. */
  readonly message: string;
  /** It says nothing about pods none of whose images come from an assumed ImageConfig. */
  readonly unlessUnused?: 'image-config';
}
