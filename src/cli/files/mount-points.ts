/** Files that are mounted by themselves, as containers do: nothing can be renamed onto them (EBUSY). */
import { readFileSync } from 'node:fs';

/** The mount points of this process, from `/proc/self/mountinfo` (proc(5)); empty where the system has no such file. */
export function mountPoints(): ReadonlySet<string> {
  try {
    return parseMountPoints(readFileSync('/proc/self/mountinfo', 'utf8'));
  } catch {
    return new Set();
  }
}

/** The fifth field of each line; blanks and backslashes in it are written in octal. */
export function parseMountPoints(text: string): ReadonlySet<string> {
  const fields = text.split('\n').flatMap((line) => line.split(' ')[4] ?? []);
  const decode = (_: string, octal: string): string => String.fromCharCode(Number.parseInt(octal, 8));
  return new Set(fields.map((field) => field.replace(/\\([0-7]{3})/g, decode)));
}
