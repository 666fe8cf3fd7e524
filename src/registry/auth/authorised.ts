/**
 * Requests to one registry, with what it wants to see. It is asked for that once, before the first request; a token is
 * kept for each repository, and fetched anew where it is no longer taken.
 *
 * Credentials go to the registry itself and to the realm that it names (realm.ts), and to nobody else.
 */
import type { Credentials, FindCredentials } from '../credentials/credentials.ts';
import { RegistryError } from '../reasons.ts';
import type { Answer, Request, Send } from '../transport/send.ts';
import { type Challenge, usableChallenge } from './challenge.ts';
import { checkedRealm } from './realm.ts';
import { basicHeader, CredentialsError, fetchToken } from './token.ts';

export interface AuthorisedHost {
  /** The registry, as references name it. */
  readonly registry: string;
  /** Its `/v2/`. */
  readonly root: URL;
  readonly send: Send;
  /** What it has answered to the first question, at its root. */
  readonly greeting: Answer;
  readonly find: FindCredentials;
  readonly sendTo: (address: URL) => Send;
  readonly plainHttp: readonly string[];
}

/** Sends a request about a repository; the answer is never a 401. */
export type SendAuthorised = (repository: string, request: Request) => Promise<Answer>;

type Headers = Readonly<Record<string, string>>;

/** References are asked about by repository, so a few are enough; tokens are long. */
const keptHeaders = 64;

export function authorised(host: AuthorisedHost): SendAuthorised {
  const { registry, send, greeting, find } = host;
  let challenge = greeting.status === 401 ? usableChallenge(greeting.headers['www-authenticate']) : undefined;
  const headers = new Map<string, Promise<Headers>>();
  const refused = new Map<Credentials, RegistryError>();

  const headerFor = (repository: string): Promise<Headers> => {
    const known = headers.get(repository);
    if (known !== undefined) return known;
    const made = authorization(repository);
    headers.set(repository, made);
    const [oldest] = headers.size > keptHeaders ? headers.keys() : [];
    if (oldest !== undefined) headers.delete(oldest);
    return made;
  };
  return async (repository, request) => {
    const first = await headerFor(repository);
    const answer = await send({ ...request, headers: { ...request.headers, ...first } });
    if (answer.status !== 401) return answer;
    challenge = usableChallenge(answer.headers['www-authenticate']) ?? challenge;
    headers.delete(repository);
    const second = await headerFor(repository);
    if (second.authorization === first.authorization) throw await noEntry(repository);
    const again = await send({ ...request, headers: { ...request.headers, ...second } });
    if (again.status === 401) throw await noEntry(repository);
    return again;
  };

  async function authorization(repository: string): Promise<Headers> {
    if (challenge === undefined) return {};
    const credentials = await find(registry, repository);
    const known = credentials === undefined ? undefined : refused.get(credentials);
    if (known !== undefined) throw known;
    if (credentials?.kind === 'registry-token') return bearer(credentials.token);
    if (challenge.scheme === 'basic') return basicHeader(credentials);
    try {
      return bearer(await tokenFor(host, challenge, repository, credentials));
    } catch (error) {
      if (error instanceof CredentialsError) refused.set(error.credentials, error);
      throw error;
    }
  }

  async function noEntry(repository: string): Promise<RegistryError> {
    const credentials = await find(registry, repository);
    if (credentials === undefined) {
      return new RegistryError(
        'login-needed',
        `${registry} shows ${repository} only after a login: docker login ${registry}, or a pull secret; some registries say the same of what is not there`,
      );
    }
    const error = new CredentialsError(registry, credentials);
    refused.set(credentials, error);
    return error;
  }
}

function tokenFor(
  { root, sendTo, plainHttp }: AuthorisedHost,
  challenge: Challenge,
  repository: string,
  credentials: Credentials | undefined,
): Promise<string> {
  const realm = checkedRealm(challenge.parameters.realm ?? '', root, plainHttp);
  return fetchToken(sendTo(realm), realm, challenge, `repository:${repository}:pull`, credentials);
}

function bearer(token: string): Headers {
  return { authorization: `Bearer ${token}` };
}
