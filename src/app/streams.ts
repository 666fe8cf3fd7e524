/** Standard input and output as whole texts. */
import { constants, isAscii, isUtf8 } from 'node:buffer';
import type { Fault } from '../yaml/error.ts';
import { visible } from '../yaml/visible.ts';

/** An input that cannot be used at all. `message` is what the user reads: one line, made visible, and the further lines. */
export class InputError extends Error {
  override readonly name = 'InputError';
  readonly fault: Fault;

  constructor(message: string, lines: readonly string[] = [], fault: Fault = 'broken') {
    super([message, ...lines].map(visible).join('\n'));
    this.fault = fault;
  }
}

const mebibyte = 1024 * 1024;
/** Bytes: of a longer text, there could be no string. */
export const longestText: number = Math.floor(constants.MAX_STRING_LENGTH / mebibyte) * mebibyte;

/** Bytes: what a pipeline hands over is far smaller, and a mistake shouldn't fill the memory. */
export const defaultMaxInput: number = 256 * mebibyte;

/**
 * @param maxInput bytes
 * @throws InputError for more bytes than that, or bytes that are no UTF-8
 */
export function readAll(stream: NodeJS.ReadableStream, maxInput: number): Promise<string> {
  return appendAll(stream, Buffer.allocUnsafeSlow(mebibyte), 0, maxInput);
}

/** As `readAll`, where the first `read` bytes are there already. */
export async function appendAll(
  stream: NodeJS.ReadableStream,
  buffer: Buffer,
  read: number,
  maxInput: number,
): Promise<string> {
  let bytes = buffer;
  let size = read;
  for await (const chunk of stream) {
    const added = typeof chunk === 'string' ? Buffer.from(chunk) : chunk;
    checkSize(size + added.length, maxInput);
    // By leaps: chunks that wait to be joined would take memory.
    if (size + added.length > bytes.length) bytes = enlarged(bytes, Math.max(size + added.length, 4 * bytes.length));
    size += added.copy(bytes, size);
  }
  return decode(bytes.subarray(0, size), maxInput);
}

/** The bytes with more room. It may be generous: pages that nothing is written to take no memory. */
export function enlarged(bytes: Buffer, size: number): Buffer {
  const larger = Buffer.allocUnsafeSlow(size);
  bytes.copy(larger);
  return larger;
}

/** @throws InputError as `readAll` does */
export function decode(bytes: Buffer, maxInput: number): string {
  checkSize(bytes.length, Math.min(maxInput, longestText));
  // ASCII is decoded by a mere copy, into half the memory. Else decoding would put U+FFFD in the place of such bytes, and the output would carry it.
  if (isAscii(bytes)) return bytes.toString('latin1');
  if (!isUtf8(bytes)) throw new InputError('the input is not UTF-8: convert it first');
  return bytes.toString('utf8');
}

export function checkSize(size: number, maxInput: number): void {
  if (size <= maxInput) return;
  const limit = maxInput % mebibyte === 0 ? `${maxInput / mebibyte} MiB` : `${maxInput} bytes`;
  const remedy = maxInput < longestText ? 'split it, or raise the limit with --max-input' : 'split it';
  throw new InputError(`the input is larger than ${limit}: ${remedy}`);
}

/** The reader of the output has gone, as `head` does: there is nobody to tell. */
export class ClosedPipeError extends Error {
  override readonly name = 'ClosedPipeError';
}

/**
 * Resolves when the text has been handed to the operating system: exiting earlier would cut it off.
 *
 * @throws ClosedPipeError where nobody reads
 */
export function writeAll(stream: NodeJS.WritableStream, text: string | Uint8Array): Promise<void> {
  if (text.length === 0) return Promise.resolve();
  return new Promise((resolve, reject) => {
    const fail = (error: NodeJS.ErrnoException): void => reject(error.code === 'EPIPE' ? new ClosedPipeError() : error);
    // Without a listener the event itself would end the program, with a stack trace.
    stream.once('error', fail);
    stream.write(text, (error) => {
      if (error !== null && error !== undefined) return fail(error);
      stream.removeListener('error', fail);
      resolve();
    });
  });
}
