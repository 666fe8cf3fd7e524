import type { Json, Path } from '../yaml/json.ts';
import { type FindingCode, findingCodes, type Severity } from './codes.ts';

/** A place in the input: a value of a resource, or of the YAML document inside one of its strings. */
export interface Location {
  /** Index into the resources given to the planner. */
  readonly resource: number;
  readonly path: Path;
  /** The path inside the YAML document that stands in the string at `path`. */
  readonly inner?: Path;
}

/** What the program has to say about the input or its result. `message` says what, where and what to do. */
export interface Finding {
  readonly code: FindingCode;
  /** Only where it is not the code's own. */
  readonly severity?: Severity;
  /** One line; results show it made visible. */
  readonly message: string;
  /** The lines of the input that it is about, made visible, to be shown below it. */
  readonly excerpt?: string;
  readonly at?: Location;
  readonly currentValue?: Json;
  readonly proposedValue?: Json;
}

export function severityOf(finding: Finding): Severity {
  return finding.severity ?? findingCodes[finding.code];
}

/** Whether there is an error among findings: then nothing is to be written. */
export function hasError(findings: readonly Finding[]): boolean {
  return findings.some((finding) => severityOf(finding) === 'error');
}
