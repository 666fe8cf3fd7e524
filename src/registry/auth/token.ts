/**
 * Tokens for a repository: distribution's docs/content/spec/auth/token.md (GET, with or without a password) and oauth.md
 * (POST, with an identity token).
 */
import type { Credentials } from '../credentials/credentials.ts';
import { RegistryError } from '../reasons.ts';
import { shownAddress } from '../transport/address.ts';
import type { Answer, Request, Send } from '../transport/send.ts';
import type { Challenge } from './challenge.ts';

const largestToken = 1024 * 1024;
const client = 'k8ssandra-image-mirror';

/**
 * @param realm where the challenge leads to, checked
 * @param credentials absent: anonymously
 * @throws RegistryError
 */
export async function fetchToken(
  send: Send,
  realm: URL,
  { parameters }: Challenge,
  scope: string,
  credentials: Credentials | undefined,
): Promise<string> {
  const answer = await send(tokenRequest(realm, parameters.service, scope, credentials));
  const { status } = answer;
  if (status === 200) return readToken(answer, realm);
  const server = shownAddress(realm);
  if (status >= 300 && status < 400) {
    throw new RegistryError(
      'redirect-refused',
      `${server} redirects the request for a token: credentials do not follow`,
    );
  }
  if (credentials === undefined) {
    throw new RegistryError('login-needed', `${server} gives no token without a login: docker login, or a pull secret`);
  }
  if (status === 401) throw new CredentialsError(server, credentials);
  throw new RegistryError(
    'denied',
    `${server} answers ${status} for ${scope.split(':')[1]}: may the user of ${credentials.from} pull it?`,
  );
}

/** These credentials are wrong, whatever is asked for: to show them again could lock the account. */
export class CredentialsError extends RegistryError {
  readonly credentials: Credentials;

  constructor(server: string, credentials: Credentials) {
    super('credentials-refused', `${server} refuses the credentials of ${credentials.from}: log in again`);
    this.credentials = credentials;
  }
}

function tokenRequest(
  realm: URL,
  service: string | undefined,
  scope: string,
  credentials: Credentials | undefined,
): Request {
  const query = { ...(service === undefined ? {} : { service }), scope };
  if (credentials?.kind === 'identity-token') {
    const form = { ...query, grant_type: 'refresh_token', client_id: client, refresh_token: credentials.token };
    const headers = { 'content-type': 'application/x-www-form-urlencoded' };
    return { method: 'POST', address: realm, headers, body: new URLSearchParams(form).toString(), limit: largestToken };
  }
  const address = new URL(realm);
  for (const [name, value] of Object.entries(query)) address.searchParams.append(name, value);
  return { method: 'GET', address, headers: basicHeader(credentials), limit: largestToken };
}

export function basicHeader(credentials: Credentials | undefined): Record<string, string> {
  if (credentials?.kind !== 'password') return {};
  const pair = Buffer.from(`${credentials.username}:${credentials.password}`).toString('base64');
  return { authorization: `Basic ${pair}` };
}

function readToken({ body }: Answer, realm: URL): string {
  try {
    const { token, access_token: access } = JSON.parse(body.toString('utf8'));
    for (const text of [token, access]) {
      // Anything else could end the header and begin another.
      if (typeof text === 'string' && /^[\x21-\x7e]+$/.test(text)) return text;
    }
  } catch {
    // Said below.
  }
  throw new RegistryError('not-a-registry', `${shownAddress(realm)} answers with no token`);
}
