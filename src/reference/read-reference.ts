/** References in texts that may be none: where that is no error, but something to report. */
import { InvalidReferenceError, parseReference } from './grammar.ts';
import type { Reference } from './reference.ts';

/** The reference that a text is; undefined where it is none. */
export function readReference(text: string): Reference | undefined {
  try {
    return parseReference(text);
  } catch (error) {
    if (error instanceof InvalidReferenceError) return undefined;
    throw error;
  }
}

/** What is wrong with a text that is no reference. */
export function referenceProblem(text: string): string {
  try {
    parseReference(text);
    return '';
  } catch (error) {
    if (error instanceof InvalidReferenceError) return error.message;
    throw error;
  }
}
