/**
 * How a change takes effect, for those who ask for it. The operators read the ImageConfig when they start, and
 * running datacenters keep their images until something lets them update.
 *
 * | asked for                    | edit                                                                              |
 * |------------------------------|-----------------------------------------------------------------------------------|
 * | `restartOperator`            | the checksum of the ImageConfig on the pod templates of its operators             |
 * | `updateDatacenters: always`  | an annotation on clusters (k8ssandra-operator 1.19) and datacenters (cass-operator |
 * |                              | 1.20); older releases: a warning                                                  |
 * | `updateDatacenters: task`    | see refresh-tasks.ts                                                              |
 *
 * Source: cass-operator apis/cassandra/v1beta1/cassandradatacenter_types.go (`UpdateAllowedAnnotation`),
 * k8ssandra-operator apis/k8ssandra/v1alpha1/constants.go (`AutomatedUpdateAnnotation`).
 */
import type { Finding } from '../../finding/finding.ts';
import { type Operator, operatorNames } from '../../k8ssandra/api-group.ts';
import { findOperators } from '../../k8ssandra/operators/operator-deployments.ts';
import { isMadeByPeople } from '../../k8ssandra/operators/operator-made.ts';
import { isBefore } from '../../k8ssandra/releases/release-order.ts';
import type { Edit } from '../../yaml/edit/edit.ts';
import { at, type JsonObject, type Path } from '../../yaml/json.ts';
import { groupKindOf } from '../model/resource.ts';
import type { Round } from '../model/round.ts';
import { checksum, imageConfigTexts, readersOf } from './image-config-checksum.ts';
import { setDeep } from './set-deep.ts';

/** The annotation on an operator's pods. Its value changes with the ImageConfig, and so restarts them. */
export const checksumAnnotation = 'k8ssandra-image-mirror.dev/image-config';

/** Lets the change take effect, as far as that is asked for. */
export const rollOut: Round = (
  { resources },
  { config: { rollout, imageConfig, release: configured }, found: { releases } },
) => {
  const edits = new Map<number, readonly Edit[]>();
  const findings: Finding[] = [];
  if (rollout.restartOperator) {
    const isRead = readersOf(resources, configured);
    for (const { resource, namespace, operator, release } of findOperators(resources)) {
      if (!readsImageConfig(operator, configured[operator] ?? release)) continue;
      const texts = imageConfigTexts(resources, imageConfig.selector, namespace, isRead);
      const path = ['spec', 'template', 'metadata', 'annotations', checksumAnnotation];
      if (texts.length > 0) edits.set(resource, annotate(resources[resource] ?? {}, path, `sha256:${checksum(texts)}`));
    }
  }
  if (rollout.updateDatacenters === 'always') {
    for (const [index, resource] of resources.entries()) {
      const update = isMadeByPeople(resource) ? updatable(resource) : undefined;
      if (update === undefined) continue;
      const release = releases[update.operator];
      if (release !== undefined && isBefore(release, update.since)) {
        findings.push(tooOld(index, update, release));
      } else edits.set(index, annotate(resource, ['metadata', 'annotations', update.annotation], 'always'));
    }
  }
  return { edits, findings };
};

/** k8ssandra-operator does from 1.27 on. */
function readsImageConfig(operator: Operator, release: string | undefined): boolean {
  return operator === 'cassOperator' || release === undefined || !isBefore(release, '1.27.0');
}

interface Updatable {
  readonly operator: Operator;
  readonly since: string;
  readonly annotation: string;
}

const updatables: { readonly [groupKind: string]: Updatable } = {
  'k8ssandra.io/K8ssandraCluster': {
    operator: 'k8ssandraOperator',
    since: '1.19.0',
    annotation: 'k8ssandra.io/autoupdate-spec',
  },
  'cassandra.datastax.com/CassandraDatacenter': {
    operator: 'cassOperator',
    since: '1.20.0',
    annotation: 'cassandra.datastax.com/autoupdate-spec',
  },
};

function updatable(resource: JsonObject): Updatable | undefined {
  return updatables[groupKindOf(resource)];
}

function annotate(resource: JsonObject, path: Path, value: string): readonly Edit[] {
  return at(resource, path) === value ? [] : [setDeep(resource, path, value)];
}

function tooOld(index: number, { operator, since }: Updatable, release: string): Finding {
  return {
    code: 'rollout-not-possible',
    message: `${operatorNames[operator]} ${release} cannot update running datacenters by an annotation (${since} is the first that can): they keep their images until they are deleted and created again`,
    at: { resource: index, path: ['metadata', 'annotations'] },
  };
}
