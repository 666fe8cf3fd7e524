/**
 * How many resources one text may hold. Each takes memory beside its bytes, so that megabytes of tiny ones would take
 * gigabytes; an input of the usual largest size, full of real ones, holds fewer.
 */
import { SourceError } from '../error.ts';

export const mostResources = 250_000;

/**
 * @param count - of those up to `offset`
 * @throws SourceError where they are too many
 */
export function limitResources(count: number, text: string, offset: number): void {
  if (count <= mostResources) return;
  throw new SourceError(`more than ${mostResources} resources in one text: split it`, text, offset);
}
