/** The Dockerfile as its instructions. */
import { readFileSync } from 'node:fs';
import path from 'node:path';

export interface Instruction {
  readonly keyword: string;
  /** On one line. */
  readonly rest: string;
}

export const dockerfile: string = readFileSync(path.join(__dirname, '..', '..', 'Dockerfile'), 'utf8');

export function instructions(): readonly Instruction[] {
  return dockerfile
    .replaceAll(/^\s*#.*\n/gm, '')
    .replaceAll(/\\\n\s*/g, '')
    .split('\n')
    .filter((line) => line.trim() !== '')
    .map((line) => {
      const [, keyword = '', rest = ''] = /^(\S+)\s+(.*)$/.exec(line) ?? [];
      return { keyword, rest };
    });
}

/** The base that is used unless another one is given. */
export function defaultBase(): string {
  const declared = instructions().find(({ keyword, rest }) => keyword === 'ARG' && rest.startsWith('BASE_IMAGE='));
  return declared?.rest.slice('BASE_IMAGE='.length) ?? '';
}
