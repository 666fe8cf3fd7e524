/**
 * How much work a run does, as a count that is the same on every machine: how often each block of our code is entered (V8's
 * precise coverage), and how many characters the searches of the engine look at.
 */
import { type Profiler, Session } from 'node:inspector';

/** Patched are those that take time with the length of a text, or of a list, and whose callbacks are no code of ours. */
const characters = { seen: 0 };

function patch<T extends object, K extends keyof T>(owner: T, name: K, make: (original: T[K]) => unknown): () => void {
  const original = owner[name];
  Object.defineProperty(owner, name, { value: make(original), configurable: true, writable: true });
  return () => Object.defineProperty(owner, name, { value: original, configurable: true, writable: true });
}

type Search = (this: string, needle: string, from?: number) => number;

function countingSearches(): () => void {
  const undo = [
    patch(
      String.prototype,
      'indexOf',
      (original) =>
        function (this: string, needle: string, from = 0): number {
          const found = (original as Search).call(this, needle, from);
          characters.seen += Math.max(0, (found === -1 ? this.length : found) - from);
          return found;
        },
    ),
    patch(
      String.prototype,
      'lastIndexOf',
      (original) =>
        function (this: string, needle: string, from = this.length): number {
          const found = (original as Search).call(this, needle, from);
          characters.seen += Math.max(0, Math.min(from, this.length) - Math.max(found, 0));
          return found;
        },
    ),
    patch(
      String.prototype,
      'repeat',
      (original) =>
        function (this: string, count: number): string {
          characters.seen += this.length * count;
          return (original as (this: string, count: number) => string).call(this, count);
        },
    ),
    patch(
      RegExp.prototype,
      'exec',
      (original) =>
        function (this: RegExp, text: string): RegExpExecArray | null {
          const from = this.global || this.sticky ? this.lastIndex : 0;
          const found = (original as (this: RegExp, text: string) => RegExpExecArray | null).call(this, text);
          const staysInFront = this.sticky || (this.source.startsWith('^') && !this.multiline);
          const end = found === null ? (staysInFront ? from : text.length) : found.index + found[0].length;
          characters.seen += Math.max(0, end - from);
          return found;
        },
    ),
    patch(
      Array.prototype,
      'indexOf',
      (original) =>
        function (this: readonly unknown[], item: unknown): number {
          const found = (original as (this: readonly unknown[], item: unknown) => number).call(this, item);
          characters.seen += found === -1 ? this.length : found;
          return found;
        },
    ),
    patch(
      Array.prototype,
      'includes',
      (original) =>
        function (this: readonly unknown[], item: unknown): boolean {
          characters.seen += this.length;
          return (original as (this: readonly unknown[], item: unknown) => boolean).call(this, item);
        },
    ),
  ];
  return () => {
    for (const restore of undo) restore();
  };
}

const session = new Session();

/** Before any code that is to be counted is loaded. */
export function startCounting(): void {
  session.connect();
  session.post('Profiler.enable');
  session.post('Profiler.startPreciseCoverage', { callCount: true, detailed: true });
}

export function stopCounting(): void {
  session.post('Profiler.stopPreciseCoverage');
  session.disconnect();
}

export function workOf(run: () => void): number {
  const stop = countingSearches();
  takeCounts();
  characters.seen = 0;
  try {
    run();
  } finally {
    stop();
  }
  return takeCounts() + characters.seen;
}

/** The sum of all counts since the last time. */
function takeCounts(): number {
  let sum = 0;
  session.post('Profiler.takePreciseCoverage', (error, { result }: Profiler.TakePreciseCoverageReturnType) => {
    if (error !== null) throw error;
    for (const { url, functions } of result) {
      if (!/[\\/](?:src|node_modules[\\/](?:yaml|zod))[\\/]/.test(url)) continue;
      for (const { ranges } of functions) for (const { count } of ranges) sum += count;
    }
  });
  return sum;
}
