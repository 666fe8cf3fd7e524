import type { FindingCode } from '../../../finding/codes.ts';
import type { Json, Path } from '../../../yaml/json.ts';

/** What is to be said about an ImageConfig: a finding without the place of the document it is in. */
export interface ImageConfigRemark {
  readonly code: FindingCode;
  readonly message: string;
  /** In the ImageConfig. */
  readonly path?: Path;
  readonly currentValue?: Json;
  readonly proposedValue?: Json;
}
