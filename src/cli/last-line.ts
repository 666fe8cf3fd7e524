/** The last line of what a command says: how many errors and warnings there were, and what was done. */

import type { Result } from '../app/results.ts';
import type { Severity } from '../finding/codes.ts';
import { counted } from '../report/use-counts.ts';

/** `2 errors, 5 warnings: nothing was written`; where there are none, what was done. */
export function lastLine(results: readonly Result[], done: string): string {
  const found = [...numberOf(results, 'error'), ...numberOf(results, 'warning')].join(', ');
  return found === '' ? done : `${found}: ${done}`;
}

/** `ok: 27 images in 14 resources; 5 warnings` */
export function okLine(results: readonly Result[], checked: string): string {
  return [`ok: ${checked}`, ...numberOf(results, 'warning')].join('; ');
}

function numberOf(results: readonly Result[], severity: Severity): readonly string[] {
  const { length } = results.filter((result) => result.severity === severity);
  return length === 0 ? [] : [counted(length, severity)];
}
