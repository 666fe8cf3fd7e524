/**
 * Vector, which ships logs and metrics, wherever telemetry enables it.
 *
 * | in        | release    | container             | image                                                            |
 * |-----------|------------|-----------------------|------------------------------------------------------------------|
 * | Cassandra | 1.5        | vector-agent          | telemetry.vector.image, else timberio/vector                     |
 * | Cassandra | from 1.6   | server-system-logger  | telemetry.vector.image; else left to cass-operator, but from 1.6 |
 * |           |            |                       | to 1.16 without what is listed for that container                |
 * | Reaper    | from 1.5   | reaper-vector-agent   | telemetry.vector.image, else timberio/vector; from 1.30          |
 * | Stargate  |            | stargate-vector-agent | `system-logger` of the ImageConfig                               |
 *
 * Source: pkg/telemetry/vector.go, pkg/reaper/vector.go, pkg/stargate/vector.go of k8ssandra-operator.
 */

import type { Override, Traced } from '../origins/effective-image.ts';
import type { ImageSource } from '../origins/image-source.ts';
import { below, type Found, type Levels, pick, pickFlag } from '../origins/levels.ts';
import { builtInVector } from '../releases/built-in.ts';
import type { K8ssandraOperatorRules } from '../releases/pod-rules.ts';
import { openContainer, type PodImage, type PodTemplate, tracedField, upsert } from './pod.ts';

interface Vector {
  readonly image: Found | undefined;
  /** Where its image is, or would be, written with the most effect. */
  readonly field: Override;
}

/** Vector as the owners of `telemetry` set it, the strongest first; `undefined` where it is not enabled. */
function enabledVector(owners: Levels): Vector | undefined {
  const levels = below(below(owners, 'telemetry'), 'vector');
  const [strongest] = levels;
  if (strongest === undefined || pickFlag(levels, 'enabled') !== true) return undefined;
  const field: Override = {
    resource: strongest.resource.index,
    path: [...strongest.path, 'image'],
    shape: 'reference',
  };
  return { image: pick(levels, 'image'), field };
}

const logger = 'server-system-logger';

/** @param levels of the datacenter and its cluster */
export function withCassandraVector(template: PodTemplate, levels: Levels, rules: K8ssandraOperatorRules): PodTemplate {
  if (rules.cassandraVector === 'none') return template;
  const vector = enabledVector(rules.vectorTelemetry === 'cluster' ? levels.slice(-1) : levels);
  if (vector === undefined) return template;
  const { containers } = template;
  if (rules.cassandraVector === 'container') {
    const agent = {
      ...openContainer('vector-agent'),
      image: tracedVector(vector, builtIn),
      pullPolicy: 'IfNotPresent',
    };
    return { ...template, containers: upsert(containers, agent) };
  }
  const listed = containers.find(({ name }) => name === logger);
  const before = rules.cassandraVector === 'replaces-logger' || listed === undefined ? openContainer(logger) : listed;
  const after = vector.image === undefined ? before : { ...before, image: tracedField(vector.image) };
  return { ...template, containers: upsert(containers, after) };
}

/** The agent beside Reaper or Stargate, where there is one. */
export function vectorAgent(
  name: string,
  owners: Levels,
  source: ImageSource,
  rules: K8ssandraOperatorRules,
): readonly PodImage[] {
  const vector = rules.cassandraVector === 'none' ? undefined : enabledVector(owners);
  if (vector === undefined) return [];
  const implicit = rules.agentsFromImageConfig ? source.named('system-logger') : builtIn;
  return [{ kind: 'container', name, traced: tracedVector(vector, implicit), pullPolicy: 'IfNotPresent' }];
}

const builtIn: Traced = {
  image: builtInVector,
  status: 'resolved',
  source: [{ origin: 'hard-coded', where: 'hard-coded in k8ssandra-operator', value: builtInVector }],
};

function tracedVector({ image, field }: Vector, implicit: Traced): Traced {
  return image === undefined ? { ...implicit, override: field } : tracedField(image);
}
