/**
 * `WWW-Authenticate`: how a registry wants to be convinced. RFC 9110, 11.6.1; for Bearer, distribution's
 * docs/content/spec/auth/token.md.
 *
 * ```
 * header    = challenge { "," challenge }
 * challenge = scheme [ parameter { "," parameter } ]
 * parameter = name "=" ( token | quoted text )
 * ```
 */
export interface Challenge {
  /** In lower case. */
  readonly scheme: string;
  /** Names in lower case. */
  readonly parameters: Readonly<Record<string, string>>;
}

const part = /\s*,?\s*(?:([\w-]+)\s*=\s*(?:"((?:[^"\\]|\\.)*)"|([^\s,"]+))|([\w-]+)(?=\s|,|$))/y;

export function readChallenges(header: string): readonly Challenge[] {
  const challenges: { scheme: string; parameters: Record<string, string> }[] = [];
  const reader = new RegExp(part);
  for (let found = reader.exec(header); found !== null; found = reader.exec(header)) {
    const [, name, quoted, plain, scheme] = found;
    if (scheme !== undefined) challenges.push({ scheme: scheme.toLowerCase(), parameters: {} });
    else if (name !== undefined) {
      const last = challenges.at(-1);
      if (last !== undefined) last.parameters[name.toLowerCase()] = quoted?.replace(/\\(.)/g, '$1') ?? plain ?? '';
    }
  }
  return challenges;
}

/** The one that we can meet. */
export function usableChallenge(header: string | undefined): Challenge | undefined {
  const challenges = readChallenges(header ?? '');
  return (
    challenges.find(({ scheme, parameters }) => scheme === 'bearer' && parameters.realm !== undefined) ??
    challenges.find(({ scheme }) => scheme === 'basic')
  );
}
