import { type Transformed, transformListInPieces } from '../../src/function/transform.ts';

/** What the function makes of a ResourceList, its output as one text. */
export function transformList(input: string): Transformed {
  const { pieces, ...done } = transformListInPieces(input);
  return { ...done, output: [...pieces].join('') };
}
