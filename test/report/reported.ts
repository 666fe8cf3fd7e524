import { readConfig } from '../../src/config/normalise.ts';
import { type Plan, plan } from '../../src/plan/plan.ts';
import { type ImageReport, reportImages } from '../../src/report/image-report.ts';
import type { JsonObject } from '../../src/yaml/json.ts';

export interface Reported {
  readonly resources: readonly JsonObject[];
  readonly plan: Plan;
  readonly report: ImageReport;
}

/** Plans resources as one and reports on them, with `spec` as configuration. */
export function reported(resources: readonly JsonObject[], spec: JsonObject = {}): Reported {
  const config = readConfig({
    apiVersion: 'k8ssandra-image-mirror.dev/v1alpha1',
    kind: 'ImageMirror',
    spec: { ...('mirrors' in spec ? {} : { registry: 'm.io/k' }), ...spec },
  });
  const made = plan(resources, config);
  return { resources, plan: made, report: reportImages(resources, made, config) };
}

/** `container: status image → mirrored` of every image. */
export function told({ report }: Reported): readonly string[] {
  return report.images.map(
    ({ before, status, image, mirrored }) => `${before.container}: ${status} ${image} → ${mirrored ?? 'nowhere'}`,
  );
}

/** An operator's Deployment that tells its release. */
export function operator(name: 'cass-operator' | 'k8ssandra-operator', release: string): JsonObject {
  return {
    apiVersion: 'apps/v1',
    kind: 'Deployment',
    metadata: { name, namespace: 'k8ssandra-operator' },
    spec: { template: { spec: { containers: [{ name: 'manager', image: `m.io/k/k8ssandra/${name}:v${release}` }] } } },
  };
}
