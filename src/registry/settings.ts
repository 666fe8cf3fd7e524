/** What users say about how registries are asked, with defaults filled in. */

export interface RegistrySettings {
  /** Files of PEM certificates that are trusted beside the system's. */
  readonly caFiles: readonly string[];
  /** Hosts, with a port or without, that are asked without TLS. */
  readonly plainHttp: readonly string[];
  /** Requests at a time. */
  readonly concurrency: number;
  /** Milliseconds that one request may take as a whole. */
  readonly timeout: number;
  /** Variables that say where files, certificates and proxies are. */
  readonly environment: Readonly<Record<string, string | undefined>>;
  /** The home folder of the user; empty where there is none. */
  readonly home: string;
  /** Hears of each request, for people who look for a fault: a line without credentials. */
  readonly trace: (line: string) => void;
  readonly clock: Clock;
}

/** Time and chance: tests have their own. */
export interface Clock {
  /** Milliseconds. */
  readonly now: () => number;
  readonly sleep: (milliseconds: number) => Promise<void>;
  /** From 0 to 1. */
  readonly random: () => number;
}

export const systemClock: Clock = {
  now: () => performance.now(),
  sleep: (milliseconds) => new Promise((resolve) => setTimeout(resolve, milliseconds)),
  random: () => Math.random(),
};
