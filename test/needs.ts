/**
 * Tests that need what not every machine has. Where it is missing, they are named and left out; where a variable of the
 * environment says `1`, as in CI, its absence is a failure.
 */
export interface Needs {
  /** A phrase each: `zsh: apt-get install zsh`. */
  readonly missing: readonly string[];
  /** The variable that makes it a failure. */
  readonly requiredBy: string;
}

/** A `describe` that is left out where something is missing. */
export function describeIfAble(name: string, { missing, requiredBy }: Needs, define: () => void): void {
  const said = missing.join('; ');
  if (missing.length === 0) describe(name, define);
  else if (process.env[requiredBy] === '1') {
    test(name, () => {
      throw new Error(`${requiredBy}=1, but this is missing: ${said}`);
    });
  } else describe.skip(`${name} [left out, missing: ${said}]`, () => test.todo('needs what is missing'));
}
