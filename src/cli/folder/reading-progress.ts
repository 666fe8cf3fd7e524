/** How many files of a folder are read: one line on a terminal, from the first second on, gone when done. */

export interface ReadingProgress {
  readonly read: () => void;
  /** Takes the line away. */
  readonly end: () => void;
}

const clearLine = '\r\x1b[K';

/** Milliseconds. */
const patience = 1000;
const interval = 100;

/** @param now milliseconds, from any start */
export function readingProgress(
  stream: Pick<NodeJS.WriteStream, 'isTTY' | 'write'>,
  total: number,
  now: () => number = () => performance.now(),
): ReadingProgress {
  if (!stream.isTTY) return { read: () => undefined, end: () => undefined };
  let done = 0;
  let isShown = false;
  let nextAt = now() + patience;
  return {
    read: () => {
      done++;
      if (now() < nextAt) return;
      nextAt = now() + interval;
      isShown = true;
      stream.write(`${clearLine}${done} of ${total} files read`);
    },
    end: () => {
      if (isShown) stream.write(clearLine);
    },
  };
}
