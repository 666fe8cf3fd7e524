/**
 * The image of an operator's own container, as its kustomization has it: config/deployments and config/default of every
 * tag of github.com/k8ssandra/cass-operator and github.com/k8ssandra/k8ssandra-operator.
 */
import { type Operator, operatorNames } from '../api-group.ts';
import { type Since, valueAt } from './since.ts';

const registries: { readonly [operator in Operator]: Since<string> } = {
  cassOperator: [
    ['1.8.0', 'docker.io'],
    ['1.18.0', 'cr.k8ssandra.io'],
    ['1.27.1', 'docker.io'],
  ],
  k8ssandraOperator: [
    ['1.0.0', 'docker.io'],
    ['1.10.2', 'cr.k8ssandra.io'],
    ['1.28.0', 'docker.io'],
  ],
};

/** @param release without a leading `v` */
export function operatorImage(operator: Operator, release: string): string {
  return `${valueAt(registries[operator], release)}/k8ssandra/${operatorNames[operator]}:v${release}`;
}
