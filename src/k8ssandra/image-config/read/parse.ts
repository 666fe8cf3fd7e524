/**
 * From the text of an ImageConfig to the images that the operators make of it.
 *
 * The text is read as the decoders of Kubernetes read it: what begins with a brace is JSON and nothing else, all other
 * text is YAML 1.1, of which the first document counts. Source: k8s.io/apimachinery, pkg/runtime/serializer/recognizer.
 */
import { reasonOf, SourceError } from '../../../yaml/error.ts';
import { isObject, type Json } from '../../../yaml/json.ts';
import { readFirst } from '../../../yaml/read/read.ts';
import { DecodeError, toJson } from '../../../yaml/typing.ts';
import { type Format, lastRulesFor, type OperatorRules, rulesOf } from '../../releases/image-config-rules.ts';
import { ImageConfigError } from './errors.ts';
import { typeName } from './go-decoding.ts';
import { checkHeader, formatIn } from './header.ts';
import type { ImageConfig } from './image-config.ts';
import { rememberedByText } from './remembered.ts';
import { loadV1beta1 } from './v1beta1.ts';
import { loadV1beta2 } from './v1beta2.ts';

export interface ImageConfigOptions {
  /** Which of the operator's two readers loads it. Default: what its header, the release or its shape say. */
  readonly format?: Format | undefined;
  /** The release of cass-operator that reads it; a leading `v` is allowed. Default: the last one for the format. */
  readonly cassOperator?: string | undefined;
}

/**
 * Loads the text of an ImageConfig as the operator that reads it would.
 *
 * @throws ImageConfigError where that operator fails or crashes at start, or does not read this format at all
 */
export function parseImageConfig(yaml: string, options: ImageConfigOptions = {}): ImageConfig {
  return loadImageConfig(decodeText(yaml), options);
}

/**
 * The same for a document that is decoded already.
 *
 * @throws ImageConfigError as `parseImageConfig`
 */
export function loadImageConfig(document: Json, { format, cassOperator }: ImageConfigOptions = {}): ImageConfig {
  const loaded = format ?? formatFor(document, cassOperator);
  const rules = cassOperator === undefined ? lastRulesFor(loaded) : rulesOf(cassOperator);
  if (!rules.formats.includes(loaded)) {
    throw new ImageConfigError(`cass-operator ${cassOperator} reads no ${loaded} ImageConfig, only ${rules.formats}`);
  }
  return loadWithRules(document, loaded, rules);
}

/**
 * The same for given rules, whether or not their release reads the format.
 *
 * @throws ImageConfigError where the operator fails or crashes at start
 */
export function loadWithRules(document: Json, format: Format, rules: OperatorRules): ImageConfig {
  checkHeader(document, format);
  return format === 'v1beta1' ? loadV1beta1(document, rules) : loadV1beta2(document, rules);
}

/**
 * Decodes the text of an ImageConfig: a mapping, or null for a text with nothing in it.
 *
 * @throws ImageConfigError where the operator cannot read it
 */
export const decodeText: (text: string) => Json = rememberedByText(decode);

function decode(text: string): Json {
  const document = isJson(text) ? decodeJson(text) : decodeYaml(text);
  if (document !== null && !isObject(document)) {
    throw new ImageConfigError(
      `the ImageConfig is ${typeName(document)} instead of a mapping: the operator would not start`,
    );
  }
  return document;
}

function isJson(text: string): boolean {
  return /^[\t\n\v\f\r ]*\{/.test(text);
}

function decodeJson(text: string): Json {
  try {
    return JSON.parse(text);
  } catch (error) {
    throw new ImageConfigError(
      `the operator reads an ImageConfig that begins with a brace as JSON, and this one is not, so that it would not start: ${reasonOf(error)}`,
    );
  }
}

function decodeYaml(text: string): Json {
  try {
    return toJson(readFirst(text));
  } catch (error) {
    const source =
      error instanceof DecodeError ? new SourceError(error.message, text, error.offset, error.fault) : error;
    if (!(source instanceof SourceError)) throw source;
    // What go-yaml may read, the operator may start with.
    const problem =
      source.fault === 'broken' ? 'cannot be read, and the operator would not start' : 'cannot be read here';
    throw new ImageConfigError(`the ImageConfig ${problem}: ${source.message}`, { source });
  }
}

function formatFor(document: Json, cassOperator: string | undefined): Format {
  const [only, ...others] = cassOperator === undefined ? [] : rulesOf(cassOperator).formats;
  return only !== undefined && others.length === 0 ? only : formatIn(document);
}
