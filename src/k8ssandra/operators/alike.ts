/** ImageConfigs that say the same: which of them an operator reads makes no difference. */
import { recalled } from '../../yaml/grouped.ts';
import { ImageConfigError } from '../image-config/read/errors.ts';
import type { Candidate } from './in-force.ts';

/** An ImageConfig, and the number that all have which say the same. */
export interface NumberedCandidate {
  readonly candidate: Candidate;
  readonly number: number;
}

export interface Alike {
  /** The first of each number, as far as the limit. Asked for one list again, the answer is there. */
  readonly different: (candidates: readonly Candidate[]) => readonly NumberedCandidate[];
  /** A number for an object: another for each. */
  readonly numberOf: (object: object) => number;
}

/** @param limit how many different ones are told apart at most */
export function alikeCandidates(limit: number): Alike {
  const known = new Map<readonly Candidate[], readonly NumberedCandidate[]>();
  const numbers = new Map<unknown, number>();
  const number = (key: unknown): number => recalled(numbers, key, () => numbers.size + 1);
  const ofCandidate = new Map<Candidate, number>();
  const find = (candidates: readonly Candidate[]): readonly NumberedCandidate[] => {
    const found = new Map<number, NumberedCandidate>();
    for (const candidate of candidates) {
      const own = recalled(ofCandidate, candidate, () => number(contentOf(candidate)));
      if (!found.has(own)) found.set(own, { candidate, number: own });
      if (found.size >= limit) break;
    }
    return [...found.values()];
  };
  return { different: (candidates) => recalled(known, candidates, () => find(candidates)), numberOf: number };
}

/** As decoded: comments and quotes do not count. */
export function contentOf({ format, document }: Pick<Candidate, 'format' | 'document'>): string {
  return `${format} ${document instanceof ImageConfigError ? document.message : JSON.stringify(document)}`;
}
