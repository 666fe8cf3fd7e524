/**
 * What the fast readers throw where a text leaves the subset they know. One value, made once: it is no failure and
 * nobody reads its stack.
 */
export const outsideSubset: Error = new Error('outside the subset of YAML that the fast readers know');
