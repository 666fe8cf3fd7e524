/** The operators, as far as they decide about images. */
import type { ImageEnvironment } from '../origins/built-image.ts';
import type { Assumption } from '../origins/effective-image.ts';
import type { Doubt, ImageSource } from '../origins/image-source.ts';
import type { CassOperatorRules, K8ssandraOperatorRules } from '../releases/pod-rules.ts';

/** The resources that an operator is told by, the first of those that read alike. */
export interface OperatorOrigin {
  readonly deployment: number | undefined;
  readonly imageConfig: number | undefined;
}

export interface CassOperator {
  readonly rules: CassOperatorRules;
  readonly images: ImageSource;
  /** What was taken for granted about it. */
  readonly assumptions: readonly Assumption[];
  readonly from: OperatorOrigin;
}

export interface K8ssandraOperator {
  readonly release: string;
  readonly rules: K8ssandraOperatorRules;
  /** For people: `k8ssandra-operator 1.26.0`. */
  readonly name: string;
  /** Why its release or its environment may be another: neither is in the input, nor said. */
  readonly uncertain?: Doubt;
  readonly images: ImageSource;
  readonly assumptions: readonly Assumption[];
  readonly environment: ImageEnvironment;
  /** Where its own Deployment is; absent where that is not known. */
  readonly namespace?: string;
  readonly from: OperatorOrigin;
}

/** The operators in one Kubernetes cluster that look after one namespace. */
export interface Operators {
  readonly cass: CassOperator;
  readonly k8ssandra: K8ssandraOperator;
}
