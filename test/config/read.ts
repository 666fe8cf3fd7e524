import { type MirrorConfig, readConfig } from '../../src/config/normalise.ts';
import { ConfigError } from '../../src/config/problem.ts';
import { formatPath, type Json, type JsonObject } from '../../src/yaml/json.ts';

/** An ImageMirror with this spec, as a pipeline hands it over. */
export function resource(spec: Json): JsonObject {
  return {
    apiVersion: 'k8ssandra-image-mirror.dev/v1alpha1',
    kind: 'ImageMirror',
    metadata: { name: 'mirror', annotations: { 'config.kubernetes.io/local-config': 'true' } },
    spec,
  };
}

/** A ConfigMap with this data, as kpt makes it of words. */
export function configMap(data: Json): JsonObject {
  return { apiVersion: 'v1', kind: 'ConfigMap', metadata: { name: 'function-input' }, data };
}

export function readSpec(spec: Json): MirrorConfig {
  return readConfig(resource(spec));
}

/** What `readConfig` complains about, `path: message` each. */
export function problemsOf(functionConfig: Json | undefined): readonly string[] {
  try {
    readConfig(functionConfig);
    return [];
  } catch (error) {
    if (!(error instanceof ConfigError)) throw error;
    return error.problems.map(({ path, message, lines = [] }) =>
      [`${formatPath(path)}: ${message}`, ...lines].join('\n'),
    );
  }
}
