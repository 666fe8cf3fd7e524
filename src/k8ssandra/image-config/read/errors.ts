import type { SourceError } from '../../../yaml/error.ts';
import type { Path } from '../../../yaml/json.ts';

/** Where in the ImageConfig an error lies. */
export interface ImageConfigErrorPlace {
  /** The value at fault, in the document. */
  readonly path?: Path;
  /** Why the text could not be read; has offset, line and excerpt. */
  readonly source?: SourceError;
}

/** The operator that reads this ImageConfig rejects it, or crashes, while it loads it. */
export class ImageConfigError extends Error {
  override readonly name = 'ImageConfigError';
  readonly path: Path | undefined;
  readonly source: SourceError | undefined;

  constructor(message: string, { path, source }: ImageConfigErrorPlace = {}) {
    super(message, source === undefined ? undefined : { cause: source });
    this.path = path;
    this.source = source;
  }
}

/** The operator loads the ImageConfig, but fails or crashes when it asks for this image. */
export class UnresolvableImageError extends Error {
  override readonly name = 'UnresolvableImageError';
}
