import type { Item, Span } from './item.ts';

/** What the program reads, taken apart. */
export type Input = ResourceListInput | StreamInput;

export interface StreamInput {
  readonly form: 'stream';
  readonly text: string;
  readonly items: readonly Item[];
}

export interface ResourceListInput {
  readonly form: 'resource-list';
  readonly text: string;
  readonly items: readonly Item[];
  readonly functionConfig: Item | undefined;
  readonly results: ResultsPlace;
}

/**
 * What an entry `results: [...]` replaces: the present one, or nothing at the place where one can stand. The text to put
 * there is `before`, then the entry, without a line end behind it.
 */
export interface ResultsPlace extends Span {
  /** `block`: an entry of a block map, on lines of its own. `flow`: one of a JSON object, its key in quotes. */
  readonly syntax: 'block' | 'flow';
  readonly before: string;
  /** What the second and further lines of a block entry begin with: empty but for a list that is indented as a whole. */
  readonly indent: string;
  /** The line end that the text uses. */
  readonly lineEnd: '\n' | '\r\n';
}
