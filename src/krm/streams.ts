/** Standard input and output as whole texts. */
import { isAscii, isUtf8 } from 'node:buffer';

/** An input that can't be used at all. `message` is what the user reads. */
export class InputError extends Error {
  override readonly name = 'InputError';
}

const mebibyte = 1024 * 1024;

/** Bytes: what a pipeline hands over is far smaller, and a mistake shouldn't fill the memory. */
export const defaultMaxInput: number = 256 * mebibyte;

/**
 * @param maxInput bytes
 * @throws InputError for more bytes than that, or bytes that are no UTF-8
 */
export async function readAll(stream: NodeJS.ReadableStream, maxInput: number): Promise<string> {
  let bytes: Buffer = Buffer.allocUnsafeSlow(mebibyte);
  let size = 0;
  for await (const chunk of stream) {
    const added = typeof chunk === 'string' ? Buffer.from(chunk) : chunk;
    checkSize(size + added.length, maxInput);
    if (size + added.length > bytes.length) bytes = enlarged(bytes, size + added.length);
    size += added.copy(bytes, size);
  }
  return decode(bytes.subarray(0, size), maxInput);
}

/** By leaps: pages that nothing is written to take no memory, and chunks that wait to be joined would. */
function enlarged(bytes: Buffer, needed: number): Buffer {
  const larger = Buffer.allocUnsafeSlow(Math.max(needed, 4 * bytes.length));
  bytes.copy(larger);
  return larger;
}

/** @throws InputError as `readAll` does */
export function decode(bytes: Buffer, maxInput: number): string {
  checkSize(bytes.length, maxInput);
  // Decoding would put U+FFFD in the place of such bytes, and the output would carry it.
  if (!isUtf8(bytes)) throw new InputError('the input is not UTF-8: convert it first');
  // The same text, made by a mere copy.
  return isAscii(bytes) ? bytes.toString('latin1') : bytes.toString('utf8');
}

function checkSize(size: number, maxInput: number): void {
  if (size <= maxInput) return;
  const limit = maxInput % mebibyte === 0 ? `${maxInput / mebibyte} MiB` : `${maxInput} bytes`;
  throw new InputError(`the input is larger than ${limit}: split it, or raise the limit with --max-input`);
}

/** The reader of the output has gone, as `head` does: there is nobody to tell. */
export class ClosedPipeError extends Error {
  override readonly name = 'ClosedPipeError';
}

/** Characters: enough for system calls not to count, and little beside the input. */
const chunkSize = 256 * 1024;

/** Writes a text that comes in pieces, each chunk when the one before it has been taken: the whole is nowhere. */
export async function writePieces(stream: NodeJS.WritableStream, pieces: Iterable<string>): Promise<void> {
  let chunk = '';
  for (const piece of pieces) {
    for (let done = 0; done < piece.length; ) {
      const end = wholeCharacters(piece, done + chunkSize - chunk.length);
      chunk += piece.slice(done, end);
      done = end;
      if (chunk.length < chunkSize) continue;
      await writeAll(stream, chunk);
      chunk = '';
    }
  }
  await writeAll(stream, chunk);
}

/** The offset, or the one behind it where a character would be cut in two. */
function wholeCharacters(text: string, offset: number): number {
  const code = text.charCodeAt(offset - 1);
  return code >= 0xd800 && code <= 0xdbff ? offset + 1 : offset;
}

/**
 * Resolves when the text has been handed to the operating system: exiting earlier would cut it off.
 *
 * @throws ClosedPipeError where nobody reads
 */
export function writeAll(stream: NodeJS.WritableStream, text: string): Promise<void> {
  if (text === '') return Promise.resolve();
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
