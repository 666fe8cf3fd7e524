/**
 * Versions of the database, as the operators read and compare them.
 *
 * k8ssandra-operator prints what it has read: `4.1` becomes `4.1.0` (github.com/Masterminds/semver). cass-operator
 * compares without complaint, and what is no version is less than every version (golang.org/x/mod/semver).
 */

const semver =
  /^v?(\d+)(?:\.(\d+))?(?:\.(\d+))?(-[0-9A-Za-z-]+(?:\.[0-9A-Za-z-]+)*)?(\+[0-9A-Za-z-]+(?:\.[0-9A-Za-z-]+)*)?$/;

/** A version as k8ssandra-operator writes it into a CassandraDatacenter; `undefined` where it panics. */
export function canonicalVersion(version: string): string | undefined {
  const match = semver.exec(version);
  if (match === null) return undefined;
  const [, major = '0', minor = '0', patch = '0', prerelease = '', build = ''] = match;
  return `${[major, minor, patch].map(Number).join('.')}${prerelease}${build}`;
}

/** Whether cass-operator takes a version for the bound, `major.minor.patch`, or later. */
export function isAtLeast(version: string, bound: string): boolean {
  const numbers = strict.exec(version);
  if (numbers === null) return false;
  const [, major = '0', minor = '0', patch = '0', prerelease] = numbers;
  const own = [major, minor, patch].map(Number);
  const wanted = bound.split('.').map(Number);
  const different = own.findIndex((number, index) => number !== wanted[index]);
  return different === -1 ? prerelease === undefined : (own[different] ?? 0) > (wanted[different] ?? 0);
}

/** No leading zeros; a pre-release only behind all three numbers. */
const strict = /^(0|[1-9]\d*)(?:\.(0|[1-9]\d*)(?:\.(0|[1-9]\d*)(-[0-9A-Za-z.-]+)?(?:\+[0-9A-Za-z.-]+)?)?)?$/;
