/** Remarks about places for images: what is wrong there, said with the place. */
import { formatPath, type Json, type Path } from '../../yaml/json.ts';
import type { SiteRemark } from './site.ts';

/** Something that the API server refuses. */
export function malformed(path: Path, currentValue: Json, problem: string): SiteRemark {
  return { code: 'malformed-field', path, currentValue, message: `${formatPath(path)} ${problem}` };
}

/** Something that no operator reads. */
export function ineffective(path: Path, currentValue: Json, reason: string): SiteRemark {
  return { code: 'ineffective-field', path, currentValue, message: `${formatPath(path)} has no effect: ${reason}` };
}
