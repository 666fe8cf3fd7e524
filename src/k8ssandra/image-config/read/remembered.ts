/**
 * What was made of a document is kept for as long as the document is: one ImageConfig is looked at by every round of a
 * plan, for each operator that reads it.
 */
import { isObject, type Json } from '../../../yaml/json.ts';
import type { OperatorRules } from '../../releases/image-config-rules.ts';

type Decode<T> = (document: Json, rules: OperatorRules) => T;

export function rememberedByDocument<T extends object>(decode: Decode<T>): Decode<T> {
  const known = new WeakMap<object, WeakMap<OperatorRules, T>>();
  return (document, rules) => {
    if (!isObject(document)) return decode(document, rules);
    const ofDocument = known.get(document) ?? new WeakMap<OperatorRules, T>();
    known.set(document, ofDocument);
    const decoded = ofDocument.get(rules) ?? decode(document, rules);
    ofDocument.set(rules, decoded);
    return decoded;
  };
}

const textsKept = 8;

/** The last few texts and what they decode to. An error is not kept. */
export function rememberedByText(decode: (text: string) => Json): (text: string) => Json {
  const known = new Map<string, Json>();
  return (text) => {
    const present = known.get(text);
    if (present !== undefined) return present;
    const document = decode(text);
    known.set(text, document);
    const [oldest] = known.keys();
    if (known.size > textsKept && oldest !== undefined) known.delete(oldest);
    return document;
  };
}
