/**
 * Files of a folder that look like manifests and are none: parts that kustomize or Helm make something of. Editing a
 * patch or a template cannot be done safely, as what it becomes is not known; the function does it behind them.
 *
 * | beside                      | not read                                                              |
 * |-----------------------------|-----------------------------------------------------------------------|
 * | `kustomization.yaml`        | itself, the files of its patches, replacements and Helm values         |
 * | `Chart.yaml`                | the chart: itself, `values*.yaml`, everything in `templates/`          |
 */
import { posix as path } from 'node:path';
import { isList, isObject, type Json } from '../../yaml/json.ts';
import { readDocument } from '../../yaml/read/read.ts';
import { toJson } from '../../yaml/typing.ts';
import type { SkippedFile } from './skipped-file.ts';

/** A part, and whether it is text that Helm renders. */
export interface PartFile extends SkippedFile {
  readonly isTemplate: boolean;
}

const kustomizationName = /^kustomization(\.ya?ml)?$/i;
const chartName = /^Chart\.ya?ml$/;

/** Whether kustomize would read a file of that name as a kustomization. */
export function isKustomization(file: string): boolean {
  return kustomizationName.test(path.basename(file));
}

/** Those of the files that are parts. `read` gives a file's bytes, or nothing where it cannot be read. */
export function partsAmong(files: readonly string[], read: (file: string) => Buffer | undefined): readonly PartFile[] {
  const parts = new Map<string, Omit<PartFile, 'path'>>();
  const charts: string[] = [];
  for (const file of files) {
    if (chartName.test(path.basename(file))) charts.push(path.dirname(file));
    if (!isKustomization(file)) continue;
    const kustomization = documentIn(read(file));
    parts.set(file, { reason: 'kustomization', isTemplate: false, ...bringing(kustomization, 'Kustomization') });
    for (const named of namedIn(kustomization)) {
      const detail = `${named.role} of ${file}`;
      parts.set(path.join(path.dirname(file), named.path), { reason: 'kustomization-part', detail, isTemplate: false });
    }
  }
  for (const chart of charts) {
    for (const file of files) {
      const relative = path.relative(chart, file);
      if (!belongsToChart(relative)) continue;
      const detail = `part of the Helm chart ${chart}`;
      const brings = chartName.test(relative) ? bringing(documentIn(read(file)), 'Chart') : {};
      parts.set(file, { reason: 'chart', detail, isTemplate: relative.startsWith('templates/'), ...brings });
    }
  }
  return files.flatMap((file) => {
    const part = parts.get(file);
    return part === undefined ? [] : [{ path: file, ...part }];
  });
}

/** Nothing where it cannot be read: what it is for could not read it either. */
function documentIn(bytes: Buffer | undefined): Json {
  try {
    return bytes === undefined ? null : toJson(readDocument(bytes.toString('utf8')));
  } catch {
    return null;
  }
}

/** A chart brings those that it depends on; a kustomization, what is not in files beside it. */
function bringing(document: Json, kind: 'Kustomization' | 'Chart'): Pick<PartFile, 'brings'> {
  if (!isObject(document)) return {};
  if (kind === 'Kustomization') return { brings: { ...document, kind } };
  const { dependencies } = document;
  return dependencies === undefined ? {} : { brings: { kind: 'Kustomization', helmCharts: dependencies } };
}

interface Named {
  readonly path: string;
  readonly role: string;
}

function namedIn(kustomization: Json): readonly Named[] {
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
