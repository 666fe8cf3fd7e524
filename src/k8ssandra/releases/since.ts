/** Tables of what changed with which release, and how they are read. */
import { isBefore } from './release-order.ts';

/** Rows in the order of releases: from this release on, until the next row, this value holds. */
export type Since<T> = readonly (readonly [release: string, value: T])[];

/** The value that holds for a release; `undefined` before the first row. */
export function valueAt<T>(rows: Since<T>, release: string): T | undefined {
  return rows.findLast(([since]) => !isBefore(release, since))?.[1];
}

/** What rows of changes add up to for a release. */
export function accumulate<T extends object>(first: T, rows: Since<Partial<T>>, release: string): T {
  let rules = first;
  for (const [since, change] of rows) {
    if (!isBefore(release, since)) rules = { ...rules, ...change };
  }
  return rules;
}
