/**
 * The way in: commands that ask registries load this file, and with it everything that knows a network. Neither the
 * function nor the library does.
 */
import { credentialsFrom, type PullSecret } from './credentials/find.ts';
import { openHosts } from './host.ts';
import { SettingsError } from './reasons.ts';
import { type RegistrySettings, systemClock } from './settings.ts';
import { type Questions, type Verified, verifyImage, type Wanted } from './verify.ts';
import { inParallel } from './workers.ts';

export { verifiedJunit } from './report/junit.ts';
export { verifiedMarkdown } from './report/markdown.ts';
export { summaryLine } from './report/summary.ts';

export interface Verification extends Questions {
  readonly wanted: readonly Wanted[];
  readonly pullSecrets: readonly PullSecret[];
  /** The clock is the system's where none is given. */
  readonly settings: Omit<RegistrySettings, 'clock'> & Partial<Pick<RegistrySettings, 'clock'>>;
  /** Hears of each image when it has been looked at. */
  readonly looked: (verified: Verified) => void;
}

/**
 * In the order in which they are wanted. It takes about `wanted / concurrency` times the time of an answer.
 *
 * @throws SettingsError, which `settingsProblem` knows: nothing else, whatever registries answer
 */
export async function verifyImages(verification: Verification): Promise<readonly Verified[]> {
  const { wanted, pullSecrets, looked } = verification;
  const settings = { clock: systemClock, ...verification.settings };
  const hosts = openHosts(settings, credentialsFrom(pullSecrets, settings));
  try {
    return await inParallel(wanted, settings.concurrency, async (one) => {
      const verified = await verifyImage(hosts, one, verification);
      looked(verified);
      return verified;
    });
  } finally {
    hosts.close();
  }
}

/** What is wrong with the settings, if that is what an error says. */
export function settingsProblem(error: unknown): string | undefined {
  return error instanceof SettingsError ? error.message : undefined;
}
