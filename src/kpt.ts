/**
 * The function for pipelines built on the kpt functions SDK (`kpt-functions`, an optional peer): the same planner over
 * the SDK's objects. The SDK itself drops comments and sorts what it writes; where bytes matter, use the executable.
 *
 * @example
 * ```ts
 * import { run } from 'kpt-functions';
 * import { imageMirror } from 'k8ssandra-image-mirror/kpt';
 *
 * run(imageMirror);
 * ```
 */
import type { Configs, KptFunc, KubernetesObject, Result as SdkResult } from 'kpt-functions';
import { placedByAnnotation, planPlaced, withScopes } from './app/plan-sources.ts';
import { type Result, toResults } from './app/results.ts';
import { readConfig } from './config/normalise.ts';
import { ConfigError } from './config/problem.ts';
import { editObject } from './yaml/edit/edit-object.ts';
import { editDocument } from './yaml/edit/edit-text.ts';
import { isObject, type Json, type JsonObject } from './yaml/json.ts';

/**
 * Points every image at the mirror, as the functionConfig says. Objects stay as they are when an error is among the
 * results.
 *
 * @throws ConfigError for a functionConfig that cannot be used, or that asks for another mode than `transform`
 */
export const imageMirror: KptFunc = Object.assign(
  async (configs: Configs): Promise<void> => {
    const config = readConfig(asJson(configs.getFunctionConfig()));
    if (config.mode !== 'transform') {
      const message = `must be transform in a pipeline of the SDK: for mode ${config.mode} use the executable`;
      throw new ConfigError([{ path: ['spec', 'mode'], message }]);
    }
    const objects = configs.getAll();
    const resources = objects.map(asObject);
    const { plan } = planPlaced(resources.map(placedByAnnotation), config);
    const { edits, additions, findings } = plan;
    const subjects = resources.map((object) => ({ object }));
    const results = toResults(findings, withScopes(subjects, plan));
    configs.addResults(...results.map(toSdk));
    if (results.some(({ severity }) => severity === 'error')) return;
    for (const [index, own] of edits) {
      const edited = editObject(resources[index] ?? null, own, editDocument);
      if (isKubernetesObject(edited)) configs.insert(edited);
    }
    for (const { object } of additions) if (isKubernetesObject(object)) configs.insert(object);
  },
  {
    usage: `Points every image of a K8ssandra installation at a private mirror: workloads, cass-operator's ImageConfig,
custom resources. Configure it with an ImageMirror (apiVersion k8ssandra-image-mirror.dev/v1alpha1), or with a ConfigMap:

data:
  registry: mirror.example.com/k8ssandra`,
  },
);

/** The SDK's objects are plain data, whatever their classes say. */
function asObject(object: KubernetesObject): JsonObject {
  const value = asJson(object);
  return isObject(value) ? value : {};
}

function asJson(value: KubernetesObject | undefined): Json | undefined {
  return value === undefined ? undefined : JSON.parse(JSON.stringify(value));
}

function isKubernetesObject(value: Json): value is JsonObject & KubernetesObject {
  return (
    isObject(value) &&
    typeof value.apiVersion === 'string' &&
    typeof value.kind === 'string' &&
    isObject(value.metadata)
  );
}

/** The SDK speaks an older version of the specification. */
function toSdk({ severity, message, resourceRef, field, file, tags }: Result): SdkResult {
  const { proposedValue, ...seen } = field ?? { path: '' };
  return {
    severity: severity === 'warning' ? 'warn' : severity,
    message,
    tags,
    ...(resourceRef === undefined ? {} : { resourceRef: { namespace: '', ...resourceRef } }),
    ...(file === undefined ? {} : { file }),
    ...(field === undefined
      ? {}
      : { field: { ...seen, ...(proposedValue === undefined ? {} : { suggestedValue: proposedValue }) } }),
  } as SdkResult;
}
