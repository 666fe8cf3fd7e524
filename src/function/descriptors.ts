/**
 * Standard input and output by their descriptors. The streams that Node has for them are loaded when somebody asks, which
 * takes about as long as a small input does; and each chunk that a stream hands over is a buffer of its own.
 *
 * Where a descriptor was set not to wait, by whoever shares it, the stream takes over.
 */
import { writeSync } from 'node:fs';
import { readDescriptor } from '../app/read-bytes.ts';
import { appendAll, ClosedPipeError, decode, InputError, writeAll } from '../app/streams.ts';
import { reasonOf } from '../yaml/error.ts';

/**
 * Reads standard input to its end.
 *
 * @param maxInput bytes
 * @throws InputError for a folder, more bytes than that, or bytes that are no UTF-8
 */
export async function readInput(maxInput: number): Promise<string> {
  try {
    const { bytes, size, ended } = readDescriptor(0, maxInput);
    if (ended === 'later') return await appendAll(process.stdin, bytes, size, maxInput);
    return decode(bytes.subarray(0, size), maxInput);
  } catch (error) {
    throw error instanceof InputError ? error : new InputError(`standard input: ${reasonOf(error)}`);
  }
}

/** Characters: enough for system calls not to count, and little beside the input. No piece ends within one. */
const chunkSize = 256 * 1024;
/** Of a UTF-16 code unit, in UTF-8. */
const mostBytes = 3;

/**
 * Writes a text that comes in pieces: the whole is nowhere.
 *
 * @throws ClosedPipeError where nobody reads
 */
export async function writeOutput(descriptor: 1 | 2, pieces: Iterable<string>): Promise<void> {
  let room: Buffer | undefined;
  let filled = 0;
  for (const part of partsOf(pieces)) {
    room ??= Buffer.allocUnsafeSlow(mostBytes * (chunkSize + 1));
    if (filled + mostBytes * part.length > room.length) {
      await writeBytes(descriptor, room.subarray(0, filled));
      filled = 0;
    }
    // One by one: a text that is joined from hundreds of pieces takes longer to be taken apart.
    filled += room.write(part, filled);
  }
  if (room !== undefined) await writeBytes(descriptor, room.subarray(0, filled));
}

async function writeBytes(descriptor: 1 | 2, bytes: Buffer): Promise<void> {
  const done = writeNow(descriptor, bytes);
  if (done < bytes.length) await writeAll(descriptor === 1 ? process.stdout : process.stderr, bytes.subarray(done));
}

/** The number of bytes that could be written without waiting, which usually is all. */
function writeNow(descriptor: number, bytes: Buffer): number {
  let done = 0;
  try {
    while (done < bytes.length) done += writeSync(descriptor, bytes, done);
  } catch (error) {
    if (codeOf(error) === 'EPIPE') throw new ClosedPipeError();
    if (codeOf(error) !== 'EAGAIN') throw error;
  }
  return done;
}

/** Pieces, the large ones in parts of a chunk. */
function* partsOf(pieces: Iterable<string>): Generator<string, undefined> {
  for (const piece of pieces) {
    for (let done = 0; done < piece.length; ) {
      const end = wholeCharacters(piece, done + chunkSize);
      yield piece.slice(done, end);
      done = end;
    }
  }
  return undefined;
}

/** The offset, or the one behind it where a character would be cut in two. */
function wholeCharacters(text: string, offset: number): number {
  const code = text.charCodeAt(offset - 1);
  return code >= 0xd800 && code <= 0xdbff ? offset + 1 : offset;
}

function codeOf(error: unknown): string | undefined {
  return error instanceof Error && 'code' in error ? String(error.code) : undefined;
}
