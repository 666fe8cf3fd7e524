import path from 'node:path';

/** Windows reads both; what is compared, printed for programs or put into a patch has slashes. */
export function slashed(name: string): string {
  return name.replaceAll(path.sep, '/');
}
