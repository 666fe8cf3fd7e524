/**
 * What a file of a folder is. Folders hold more than manifests; what is none is passed over, unless it names one of
 * K8ssandra's kinds and cannot be read: then its images would be missed.
 *
 * | the file                                             | is                                          |
 * |------------------------------------------------------|---------------------------------------------|
 * | readable, with an object that has apiVersion and kind | a manifest                                  |
 * | readable, without one                                | passed over                                 |
 * | unreadable, with the marks of a template              | passed over                                 |
 * | unreadable, and names a kind of K8ssandra             | an error                                    |
 * | readable to kubectl, if not to all readers, or in part | an error                                    |
 * | unreadable, and does not                               | passed over                                 |
 */
import { isUtf8 } from 'node:buffer';
import { locateInput, withInputErrors, withItemErrors } from '../../app/input-errors.ts';
import { decode, InputError } from '../../app/streams.ts';
import { looksLikeTemplate } from '../../app/template.ts';
import { hidesWords } from '../../yaml/hiding.ts';
import { isList, isObject, type Json } from '../../yaml/json.ts';
import type { Input, Item } from '../../yaml/read/items.ts';
import { documentsIn } from '../../yaml/read/whole-input.ts';
import { toJson } from '../../yaml/typing.ts';
import { asciiIn, holdsK8ssandra, isOfK8ssandra, namesK8ssandra } from './names-k8ssandra.ts';
import type { SkippedFile } from './skipped-file.ts';

export type Judgement =
  | { readonly is: 'manifest'; readonly input: Input }
  | { readonly is: 'passed'; readonly file: SkippedFile }
  | { readonly is: 'broken'; readonly problem: InputError };

/** How a file is read: how much of it, and which of its items. */
export interface Reading {
  /** Bytes. */
  readonly maxInput: number;
  /** Items that are passed through unread may be broken. */
  readonly isRelevant: (item: Item) => boolean;
  /** Where it is shown how far the reading of a folder is. */
  readonly progressOn?: NodeJS.WriteStream;
}

export function judge(path: string, bytes: Buffer, { maxInput, isRelevant }: Reading): Judgement {
  try {
    const text = withInputErrors(path, () => decode(bytes, maxInput));
    const input = locateInput(path, text);
    const isRead = looksLikeTemplate(text) ? () => true : isRelevant;
    for (const item of input.items) {
      withItemErrors(path, text, item, () => {
        if (isRead(item)) item.read();
      });
    }
    if (input.form === 'resource-list' || input.items.some(hasType)) return { is: 'manifest', input };
    const names = input.items.some((item) => holdsK8ssandra(item.json()));
    return passed({ path, reason: 'no-objects', namesK8ssandra: names });
  } catch (error) {
    if (!(error instanceof InputError)) throw error;
    if (error.fault === 'contested') return { is: 'broken', problem: error };
    return judgeUnreadable(path, bytes, error);
  }
}

function judgeUnreadable(path: string, bytes: Buffer, problem: InputError): Judgement {
  const text = asciiIn(bytes);
  const names = namesK8ssandra(text);
  if (looksLikeTemplate(text)) return passed({ path, reason: 'template', namesK8ssandra: names });
  const values = valuesIn(bytes);
  if (values !== undefined) {
    if (values.some((value) => isTyped(value) || (isList(value) && value.some(isOfK8ssandra))))
      return { is: 'broken', problem };
    return passed({ path, reason: 'no-objects', namesK8ssandra: values.some(holdsK8ssandra) });
  }
  const looksTyped = typeKeys.every((key) => key.test(text));
  if (names || (problem.fault === 'lenient' && (looksTyped || hidesWords(text)))) return { is: 'broken', problem };
  return passed({ path, reason: looksTyped ? 'broken' : 'no-yaml' });
}

const typeKeys = [/^ *(?:- )?["']?apiVersion["']?\s*:/m, /^ *(?:- )?["']?kind["']?\s*:/m];

/** Whether kubectl would go on to it, whatever else is in its file. */
function isTyped(value: Json): boolean {
  return isObject(value) && typeof value.apiVersion === 'string' && typeof value.kind === 'string';
}

function hasType({ apiVersion, kind }: Item): boolean {
  return apiVersion !== undefined && kind !== undefined;
}

function passed(file: SkippedFile): Judgement {
  return { is: 'passed', file };
}

/** What the documents of a file are, whether objects or not; nothing where it is neither YAML nor JSON in UTF-8. */
function valuesIn(bytes: Buffer): readonly Json[] | undefined {
  if (!isUtf8(bytes)) return undefined;
  try {
    return documentsIn(bytes.toString('utf8')).map(toJson);
  } catch {
    return undefined;
  }
}
