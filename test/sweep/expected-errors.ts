/**
 * What the sweep may be refused, each with the reason. Everything else has to succeed; a row that nothing meets any more
 * is a failure too.
 */
import type { Mirror } from './images.ts';

export interface ExpectedError {
  /** `files`: each by itself; `installs`: a cluster behind an install, as "install cluster". */
  readonly sweep: 'files' | 'installs';
  /** Matches the name of the file. */
  readonly file: RegExp;
  readonly layouts: readonly Mirror['layout'][];
  readonly targets?: readonly string[];
  readonly code: string;
  readonly reason: string;
}

const everyLayout = ['path', 'registry-path', 'name'] as const;

export const expectedErrors: readonly ExpectedError[] = [
  {
    sweep: 'files',
    file: /^cass-operator-v1\.8\.0-/,
    layouts: ['name'],
    code: 'image-config-not-expressible',
    reason:
      'servers that are not listed have their repository from a constant, and only a registry can be put before it',
  },
  {
    sweep: 'files',
    file: /^cass-operator-v1\.8\.0-/,
    layouts: ['registry-path'],
    targets: ['mirror.example.com/k8ssandra'],
    code: 'image-config-not-expressible',
    reason: 'the same, where the servers of one type are excluded and those of the other are not',
  },
  {
    sweep: 'installs',
    file: /^k8ssandra-operator-v1\.16\.0-.* ko-v1\.20\.4-.*(medusa|multi-dc-cluster-scope)/,
    layouts: everyLayout,
    code: 'escaped',
    reason: 'the operator makes a job to purge backups, from an image that nothing but a newer release can change',
  },
  ...(['files', 'installs'] as const).map((sweep) => ({
    sweep,
    file: sweep === 'files' ? /^ko-v1\.4\.1-medusa-usage-block1\.yaml$/ : / ko-v1\.4\.1-medusa-usage-block1\.yaml$/,
    layouts: everyLayout,
    code: 'malformed-field',
    reason: 'a snippet of the documentation that says `cassandra: ...`',
  })),
];

export function expectedError(file: string, { layout, target }: Mirror, code: string): ExpectedError | undefined {
  return expectedErrors.find(
    (row) =>
      row.file.test(file) &&
      row.layouts.includes(layout) &&
      (row.targets === undefined || row.targets.includes(target)) &&
      row.code === code,
  );
}
