/**
 * JSON Pointers (RFC 6901): each step behind a slash, with `~` written `~0` and `/` written `~1`. `-` stands for the
 * place behind the last item of a list.
 */
import type { Path } from '../yaml/json.ts';

export function jsonPointer(path: Path): string {
  return path.map((step) => `/${String(step).replaceAll('~', '~0').replaceAll('/', '~1')}`).join('');
}
