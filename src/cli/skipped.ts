/**
 * Files of a folder that look like manifests and are none: parts that kustomize or Helm make something of. Editing a
 * patch or a template can't be done safely, as what it becomes isn't known; the function does it behind them.
 *
 * | beside                      | not read                                                              |
 * |-----------------------------|-----------------------------------------------------------------------|
 * | `kustomization.yaml`        | itself, the files of its patches, replacements and Helm values         |
 * | `Chart.yaml`                | the chart: itself, `values*.yaml`, everything in `templates/`          |
 */
import { posix as path } from 'node:path';
import { withInputErrors } from '../app/input-errors.ts';
import { isList, isObject, type Json } from '../yaml/json.ts';
import { readDocument } from '../yaml/read/read.ts';
import { toJson } from '../yaml/typing.ts';

export interface SkippedFile {
  readonly path: string;
  /** What it is, to stand behind the path: "a patch of base/kustomization.yaml". */
  readonly reason: string;
}

const kustomizationName = /^kustomization(\.ya?ml)?$/i;
const chartName = /^Chart\.ya?ml$/;

/** Whether kustomize would read a file of that name as a kustomization. */
export function isKustomization(file: string): boolean {
  return kustomizationName.test(path.basename(file));
}

/**
 * Those of the files that are no manifests. `read` gives a file's text.
 *
 * @throws InputError for a kustomization that can't be read
 */
export function notManifests(files: readonly string[], read: (file: string) => string): readonly SkippedFile[] {
  const skipped = new Map<string, string>();
  for (const file of files) {
    const name = path.basename(file);
    if (isKustomization(file)) {
      skipped.set(file, 'a kustomization');
      const kustomization = withInputErrors(file, () => toJson(readDocument(read(file))));
      for (const part of partsOf(kustomization)) {
        skipped.set(path.join(path.dirname(file), part.path), `${part.role} of ${file}`);
      }
    } else if (chartName.test(name)) {
      const chart = path.dirname(file);
      for (const other of files)
        if (belongsToChart(path.relative(chart, other))) skipped.set(other, `part of the Helm chart ${chart}`);
    }
  }
  return files.flatMap((file) => {
    const reason = skipped.get(file);
    return reason === undefined ? [] : [{ path: file, reason }];
  });
}

interface Part {
  readonly path: string;
  readonly role: string;
}

function partsOf(kustomization: Json): readonly Part[] {
  if (!isObject(kustomization)) return [];
  const { patches, patchesStrategicMerge, patchesJson6902, replacements, helmCharts, configurations } = kustomization;
  return [
    ...paths(patches, 'path').map((file) => ({ path: file, role: 'a patch' })),
    ...texts(patchesStrategicMerge).map((file) => ({ path: file, role: 'a patch' })),
    ...paths(patchesJson6902, 'path').map((file) => ({ path: file, role: 'a patch' })),
    ...paths(replacements, 'path').map((file) => ({ path: file, role: 'a replacement' })),
    ...texts(configurations).map((file) => ({ path: file, role: 'a configuration' })),
    ...paths(helmCharts, 'valuesFile').map((file) => ({ path: file, role: 'Helm values' })),
    ...list(helmCharts)
      .flatMap((chart) => (isObject(chart) ? texts(chart.additionalValuesFiles) : []))
      .map((file) => ({ path: file, role: 'Helm values' })),
  ];
}

function belongsToChart(relative: string): boolean {
  return (
    /^templates\//.test(relative) ||
    /^(Chart|values[^/]*)\.(ya?ml|json)$/.test(relative) ||
    /^values\..*json$/.test(relative)
  );
}

function list(value: Json | undefined): readonly Json[] {
  return isList(value) ? value : [];
}

function texts(value: Json | undefined): readonly string[] {
  return list(value).filter((entry): entry is string => typeof entry === 'string');
}

function paths(value: Json | undefined, key: string): readonly string[] {
  return list(value).flatMap((entry) => (isObject(entry) && typeof entry[key] === 'string' ? [entry[key]] : []));
}
