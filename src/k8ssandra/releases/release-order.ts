/** The order of releases: `v1.4.1` < `1.10.0`. What stands behind the third number (`-rc.1`) does not count. */

/** Whether `release` comes before `bound`. Missing numbers are zero. */
export function isBefore(release: string, bound: string): boolean {
  const [left, right] = [numbersOf(release), numbersOf(bound)];
  const different = left.findIndex((number, index) => number !== right[index]);
  return different !== -1 && (left[different] ?? 0) < (right[different] ?? 0);
}

/** By text: the tables of releases are gone through again and again. */
const known = new Map<string, readonly number[]>();

function numbersOf(release: string): readonly number[] {
  const numbers = known.get(release) ?? parse(release);
  known.set(release, numbers);
  return numbers;
}

function parse(release: string): readonly number[] {
  const [, major, minor, patch] = /^v?(\d+)(?:\.(\d+))?(?:\.(\d+))?/.exec(release) ?? [];
  return [Number(major ?? 0), Number(minor ?? 0), Number(patch ?? 0)];
}
