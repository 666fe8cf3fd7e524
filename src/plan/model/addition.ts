import type { JsonObject } from '../../yaml/json.ts';

/** A whole new resource. Writers put it where the resource stands that it is for. */
export interface Addition {
  readonly object: JsonObject;
  /** Index of the resource that it is for. */
  readonly beside: number;
}
