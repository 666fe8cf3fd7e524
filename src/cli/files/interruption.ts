/** Signals that would end the program between two files: they are kept until the one being written is whole. */
import { InputError } from '../../app/streams.ts';

const signals = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const;

export interface Interruption {
  /** @throws InputError where a signal has come */
  readonly check: () => Promise<void>;
  /** Signals do again what they did before. */
  readonly end: () => void;
}

export function holdSignals(): Interruption {
  let received: string | undefined;
  const note = (signal: string): void => {
    received ??= signal;
  };
  for (const signal of signals) process.on(signal, note);
  return {
    check: async () => {
      // Signals are only told to a program that waits.
      await new Promise((resolve) => setImmediate(resolve));
      if (received !== undefined) throw new InputError(`stopped by ${received}`);
    },
    end: () => {
      for (const signal of signals) process.removeListener(signal, note);
    },
  };
}
