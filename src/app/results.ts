/**
 * Results as the KRM functions specification has them (functions-spec.md of kustomize's API conventions), made from
 * findings. The code of a finding stands in `tags.code`, where pipelines can match on it. All but values of fields is made
 * visible: kpt prints it as it is.
 */
import type { Severity } from '../finding/codes.ts';
import { type Finding, type Location, severityOf } from '../finding/finding.ts';
import { annotationsOf, fileOf, formatPlacePath, identify } from '../plan/model/resource.ts';
import type { Json, JsonObject } from '../yaml/json.ts';
import { visible } from '../yaml/visible.ts';

export interface Result {
  readonly severity: Severity;
  readonly message: string;
  readonly resourceRef?: {
    readonly apiVersion: string;
    readonly kind: string;
    readonly namespace?: string;
    readonly name: string;
  };
  readonly field?: { readonly path: string; readonly currentValue?: Json; readonly proposedValue?: Json };
  readonly file?: { readonly path: string; readonly index?: number };
  /** `scope`: the Kubernetes cluster, where the input is that of several. */
  readonly tags: { readonly code: string; readonly scope?: string };
}

/** An object that findings are about, and the file it was read from: of a folder, or of a kpt package. */
export interface ResultSubject {
  readonly object: JsonObject;
  /** Absent, or without a path: kpt's annotations name the file. */
  readonly source?: { readonly path?: string };
  /** The position of its document in the file, from 0. */
  readonly position?: number;
  /** The name of its Kubernetes cluster, where there are several. */
  readonly scope?: string;
}

/**
 * Errors first.
 *
 * @param subjects what the findings' places count in
 */
export function toResults(findings: readonly Finding[], subjects: readonly ResultSubject[]): readonly Result[] {
  const results = findings.map((finding) => {
    const subject = finding.at === undefined ? undefined : subjects[finding.at.resource];
    return toResult(finding, subject);
  });
  return errorsFirst(results);
}

function toResult(finding: Finding, subject: ResultSubject | undefined): Result {
  const place = finding.at;
  const resource = subject?.object;
  const file = subject === undefined ? undefined : (fileOfSource(subject) ?? annotatedFile(subject.object));
  return {
    severity: severityOf(finding),
    message: visible(finding.message) + (finding.excerpt === undefined ? '' : `\n${finding.excerpt}`),
    ...(resource === undefined ? {} : { resourceRef: resourceRef(resource) }),
    ...(place === undefined || place.path.length === 0 ? {} : { field: field(finding, place) }),
    ...(file === undefined ? {} : { file: { ...file, path: visible(file.path) } }),
    tags: { code: finding.code, ...(subject?.scope === undefined ? {} : { scope: visible(subject.scope) }) },
  };
}

export function hasErrorResult(results: readonly Result[]): boolean {
  return results.some(({ severity }) => severity === 'error');
}

const severities: readonly Severity[] = ['error', 'warning', 'info'];

/** Errors first, then warnings, each by its code: whoever cuts the list off loses the least. */
export function errorsFirst(results: readonly Result[]): readonly Result[] {
  const rank = ({ severity }: Result): number => severities.indexOf(severity);
  return results.toSorted((a, b) => rank(a) - rank(b) || compare(a.tags.code, b.tags.code));
}

function compare(a: string, b: string): number {
  if (a === b) return 0;
  return a < b ? -1 : 1;
}

function resourceRef(resource: JsonObject): NonNullable<Result['resourceRef']> {
  const { apiVersion, kind, namespace, name } = identify(resource);
  return {
    apiVersion: visible(apiVersion),
    kind: visible(kind),
    ...(namespace === '' ? {} : { namespace: visible(namespace) }),
    name: visible(name),
  };
}

function field(finding: Finding, place: Location): NonNullable<Result['field']> {
  return {
    path: visible(formatPlacePath(place)),
    ...(finding.currentValue === undefined ? {} : { currentValue: finding.currentValue }),
    ...(finding.proposedValue === undefined ? {} : { proposedValue: finding.proposedValue }),
  };
}

function fileOfSource({ source, position }: ResultSubject): Result['file'] {
  if (source?.path === undefined) return undefined;
  return { path: source.path, ...(position === undefined ? {} : { index: position }) };
}

function annotatedFile(resource: JsonObject): Result['file'] {
  const annotations = annotationsOf(resource);
  const path = fileOf(resource);
  if (path === undefined) return undefined;
  const index = Number(annotations['internal.config.kubernetes.io/index'] ?? annotations['config.kubernetes.io/index']);
  return Number.isInteger(index) ? { path, index } : { path };
}
