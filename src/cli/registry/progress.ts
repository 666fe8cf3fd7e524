/** How far it is: one line that is written over on a terminal; elsewhere a line now and then. */

export interface Progress {
  readonly looked: (image: { readonly status: string }) => void;
  /** Takes the line away. */
  readonly end: () => void;
}

export const silent: Progress = { looked: () => undefined, end: () => undefined };

const clearLine = '\r\x1b[K';

/** Milliseconds between two lines. */
const pace = { terminal: 100, elsewhere: 10_000 } as const;

export function progressOn(stream: NodeJS.WriteStream, total: number): Progress {
  const interval = stream.isTTY ? pace.terminal : pace.elsewhere;
  let [asked, wanting] = [0, 0];
  let nextAt = performance.now() + interval;
  return {
    looked: ({ status }) => {
      asked++;
      if (status !== 'present') wanting++;
      if (performance.now() < nextAt) return;
      nextAt = performance.now() + interval;
      const line = `${asked} of ${total} images${wanting === 0 ? '' : `, ${wanting} not as they should be`}`;
      stream.write(stream.isTTY ? clearLine + line : `${line}\n`);
    },
    end: () => {
      if (stream.isTTY) stream.write(clearLine);
    },
  };
}
