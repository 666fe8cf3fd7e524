/**
 * Why an image cannot be pulled, or not as it should be: a closed set of words, each with the status that it gives the
 * image. Pipelines match on them.
 */

/**
 * - `present`: all that is asked for is there.
 * - `missing`: there is no such tag, digest or repository.
 * - `incomplete`: it is there, and cannot be pulled as a whole.
 * - `different`: it is there, and is not what the lock or the source says.
 * - `forbidden`: the registry does not let us see it.
 * - `unreachable`: the registry cannot be asked.
 */
export type Status = 'present' | 'missing' | 'incomplete' | 'different' | 'forbidden' | 'unreachable';

/** In the order in which they are counted and listed. */
export const statuses: readonly Status[] = [
  'present',
  'missing',
  'incomplete',
  'different',
  'forbidden',
  'unreachable',
];

export const statusOf = {
  'image-missing': 'missing',
  'repository-missing': 'missing',
  'child-missing': 'incomplete',
  'platform-missing': 'incomplete',
  'answer-broken': 'incomplete',
  'answer-too-large': 'incomplete',
  'digest-mismatch': 'incomplete',
  'lock-differs': 'different',
  'lock-lacks': 'different',
  'source-differs': 'different',
  'source-unknown': 'unreachable',
  'login-needed': 'forbidden',
  'credentials-refused': 'forbidden',
  denied: 'forbidden',
  'realm-refused': 'forbidden',
  'redirect-refused': 'forbidden',
  'certificate-expired': 'unreachable',
  'certificate-not-yet-valid': 'unreachable',
  'certificate-other-host': 'unreachable',
  'certificate-untrusted': 'unreachable',
  'connection-lost': 'unreachable',
  'connection-refused': 'unreachable',
  'given-up': 'unreachable',
  'host-not-found': 'unreachable',
  'host-unreachable': 'unreachable',
  'not-a-registry': 'unreachable',
  'not-tls': 'unreachable',
  'proxy-refused': 'unreachable',
  'server-error': 'unreachable',
  timeout: 'unreachable',
  'too-many-requests': 'unreachable',
} as const;

export type ReasonCode = keyof typeof statusOf;

export interface Reason {
  readonly code: ReasonCode;
  /** What, where, and what to do. It never holds credentials. */
  readonly message: string;
}

/** An answer, or the lack of one, that says why an image cannot be pulled. */
export class RegistryError extends Error implements Reason {
  override readonly name = 'RegistryError';
  readonly code: ReasonCode;

  constructor(code: ReasonCode, message: string) {
    super(message);
    this.code = code;
  }
}

/** Settings, or files that they name, that cannot be used. */
export class SettingsError extends Error {
  override readonly name = 'SettingsError';
}
