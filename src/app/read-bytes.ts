/**
 * Reads what a descriptor has, up to a limit: of a file, its kind and its size are looked at before the first byte, and of
 * a pipe or a device no more is read than there may be.
 */
import { closeSync, fstatSync, openSync, readSync, type Stats } from 'node:fs';
import { checkSize, enlarged, InputError, longestText } from './streams.ts';

/** Bytes: what nearly every pipe holds. */
const usualSize = 1024 * 1024;

export interface ReadBytes {
  /** With room for more. */
  readonly bytes: Buffer;
  readonly size: number;
  /** `later`: the descriptor does not wait, and there may be more. */
  readonly ended: 'end' | 'later';
}

/**
 * The content of a file, a device or a pipe.
 *
 * @param maxInput bytes
 * @throws InputError for a folder, and for more bytes than that
 */
export function readFileBytes(path: string, maxInput: number): Buffer {
  const descriptor = openSync(path, 'r');
  try {
    const { bytes, size } = readDescriptor(descriptor, maxInput);
    return bytes.subarray(0, size);
  } finally {
    closeSync(descriptor);
  }
}

/** @throws InputError as `readFileBytes` */
export function readDescriptor(descriptor: number, mostInput: number): ReadBytes {
  const maxInput = Math.min(mostInput, longestText);
  let bytes: Buffer = Buffer.allocUnsafeSlow(firstSize(fstatSync(descriptor), maxInput));
  let size = 0;
  try {
    for (;;) {
      // By leaps, up to one byte more than there should be: the read behind the last finds the end.
      if (size === bytes.length) bytes = enlarged(bytes, Math.min(Math.max(usualSize, 4 * bytes.length), maxInput + 1));
      const count = readSync(descriptor, bytes, size, bytes.length - size, null);
      if (count === 0) break;
      size += count;
      checkSize(size, maxInput);
    }
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? error.code : undefined;
    if (code === 'EAGAIN') return { bytes, size, ended: 'later' };
    // So Windows says that a pipe has been closed.
    if (code !== 'EOF') throw error;
  }
  return { bytes, size, ended: 'end' };
}

function firstSize(stats: Stats, maxInput: number): number {
  if (stats.isDirectory()) throw new InputError('a folder can not be read as a file: give it as an argument');
  if (!stats.isFile()) return Math.min(usualSize, maxInput) + 1;
  checkSize(stats.size, maxInput);
  return stats.size + 1;
}
