/** Verifies images as a command does, in tests: with no files, no variables and no time but those of the test. */
import { parseReference } from '../../src/reference/grammar.ts';
import { type Verification, verifyImages } from '../../src/registry/registry.ts';
import type { Clock, RegistrySettings } from '../../src/registry/settings.ts';
import type { Verified } from '../../src/registry/verify.ts';

export interface Asked {
  readonly images: readonly Verified[];
  /** The lines of `--verbose`. */
  readonly trace: readonly string[];
  /** Milliseconds that were waited for between tries, in this order. */
  readonly waits: readonly number[];
}

type Options = Partial<Omit<RegistrySettings, 'trace' | 'clock'>> &
  Partial<Pick<Verification, 'pullSecrets' | 'platforms'>> & {
    readonly compareWith?: string;
    readonly locked?: string | null;
  };

export async function ask(references: readonly string[], options: Options = {}): Promise<Asked> {
  const { pullSecrets = [], platforms = [], compareWith, locked, ...settings } = options;
  const trace: string[] = [];
  const { clock, waits } = testClock();
  const images = await verifyImages({
    wanted: references.map((mirrored) => ({
      image: compareWith ?? mirrored,
      mirrored,
      place: parseReference(mirrored),
      ...(compareWith === undefined ? {} : { source: parseReference(compareWith) }),
      ...(locked === undefined ? {} : { locked }),
    })),
    pullSecrets,
    platforms,
    looked: () => undefined,
    settings: {
      caFiles: [],
      plainHttp: [],
      concurrency: 16,
      timeout: 5000,
      environment: { SSL_CERT_FILE: '' },
      home: '',
      trace: (line) => trace.push(line),
      clock,
      ...settings,
    },
  });
  return { images, trace, waits };
}

/** The one image that was asked about. */
export async function askOne(reference: string, options: Options = {}): Promise<Verified> {
  const { images } = await ask([reference], options);
  if (images[0] === undefined) throw new Error('no answer');
  return images[0];
}

function testClock(): { readonly clock: Clock; readonly waits: readonly number[] } {
  const waits: number[] = [];
  let now = 0;
  const sleep = async (milliseconds: number): Promise<void> => {
    waits.push(milliseconds);
    now += milliseconds;
    await new Promise((resolve) => setImmediate(resolve));
  };
  return { clock: { now: () => now, sleep, random: () => 0.5 }, waits };
}
