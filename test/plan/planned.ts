import { readConfig } from '../../src/config/normalise.ts';
import type { Finding } from '../../src/finding/finding.ts';
import { plan } from '../../src/plan/plan.ts';
import { editObject } from '../../src/yaml/edit/edit-object.ts';
import { editDocument } from '../../src/yaml/edit/edit-text.ts';
import { isObject, type Json, type JsonObject } from '../../src/yaml/json.ts';

export const mirror = 'mirror.example.com:5000/k8ssandra';

export interface Planned {
  /** The resources with their edits carried out. */
  readonly after: readonly JsonObject[];
  /** `code: message` of every finding that says more than which image was mirrored, or which rule meets nothing. */
  readonly said: readonly string[];
  readonly codes: readonly string[];
  /** The same findings. */
  readonly findings: readonly Finding[];
}

/** Plans resources as one, with `spec` on top of a registry of `mirror`. */
export function planned(resources: readonly JsonObject[], spec: JsonObject = {}): Planned {
  const config = readConfig({
    apiVersion: 'k8ssandra-image-mirror.dev/v1alpha1',
    kind: 'ImageMirror',
    spec: { ...('mirrors' in spec ? {} : { registry: mirror }), ...spec },
  });
  const { edits, findings } = plan(resources, config);
  const told = findings.filter(({ code }) => code !== 'image-mirrored' && code !== 'rule-unused');
  return {
    after: resources.map((resource, index) => asObject(editObject(resource, edits.get(index) ?? [], editDocument))),
    said: told.map(({ code, message }) => `${code}: ${message}`),
    codes: told.map(({ code }) => code),
    findings: told,
  };
}

function asObject(value: Json): JsonObject {
  if (!isObject(value)) throw new Error('an edited resource is no object');
  return value;
}

export function deployment(spec: JsonObject, metadata: JsonObject = {}): JsonObject {
  return {
    apiVersion: 'apps/v1',
    kind: 'Deployment',
    metadata: { name: 'app', namespace: 'demo', ...metadata },
    spec: { template: { spec } },
  };
}

export function cluster(spec: JsonObject): JsonObject {
  return {
    apiVersion: 'k8ssandra.io/v1alpha1',
    kind: 'K8ssandraCluster',
    metadata: { name: 'demo', namespace: 'k8ssandra-operator' },
    spec,
  };
}

/** A v1beta2 ImageConfig in the ConfigMap that operators look for. */
export function imageConfig(document: string): JsonObject {
  return {
    apiVersion: 'v1',
    kind: 'ConfigMap',
    metadata: {
      name: 'cass-operator-image-config',
      namespace: 'k8ssandra-operator',
      labels: { 'k8ssandra.io/config': 'image' },
    },
    data: { 'image_config.yaml': document },
  };
}
