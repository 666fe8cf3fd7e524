/**
 * How deep values may nest. All that walks them is recursive, and a stack that overflows inside a regular expression
 * ends the process (seen on Node 20), so depth is measured before anything walks.
 */

/** Levels of maps and lists. No manifest comes near it. */
export const maxDepth = 500;
