/** The order of releases: `v1.4.1` < `1.10.0`. What stands behind the third number (`-rc.1`) does not count. */

/** Whether `release` comes before `bound`. Missing numbers are zero. */
export function isBefore(release: string, bound: string): boolean {
  const [left, right] = [numbersOf(release), numbersOf(bound)];
  const different = left.findIndex((number, index) => number !== right[index]);
  return different !== -1 && (left[different] ?? 0) < (right[different] ?? 0);
}

function numbersOf(release: string): readonly number[] {
  const [, major, minor, patch] = /^v?(\d+)(?:\.(\d+))?(?:\.(\d+))?/.exec(release) ?? [];
  return [Number(major ?? 0), Number(minor ?? 0), Number(patch ?? 0)];
}
