/**
 * Where a registry sends us on: followed without credentials, and never from TLS to what has none. What lies there may ask
 * for a login; ours was for the registry.
 */
import { RegistryError } from '../reasons.ts';
import { isLoopback, isNamed, shownAddress } from '../transport/address.ts';
import type { Answer, Request, Send } from '../transport/send.ts';

const longestWay = 5;
const redirects: ReadonlySet<number> = new Set([301, 302, 303, 307, 308]);

/**
 * @param answer to the request
 * @throws RegistryError for a way that is not gone
 */
export async function followed(
  answer: Answer,
  { address, headers, ...request }: Request,
  sendTo: (address: URL) => Send,
  plainHttp: readonly string[],
): Promise<Answer> {
  const { authorization: _, ...harmless } = headers;
  let [current, at] = [answer, address];
  for (let step = 0; redirects.has(current.status); step++) {
    at = nextAddress(current, at, plainHttp);
    if (step === longestWay) throw refused(address, at, 'and so on');
    current = await sendTo(at)({ ...request, address: at, headers: harmless });
    if (current.status === 401 || current.status === 403) {
      throw refused(address, at, 'which asks for a login: credentials never follow. Name that host as the mirror');
    }
  }
  return current;
}

function nextAddress({ headers: { location = '' } }: Answer, from: URL, plainHttp: readonly string[]): URL {
  if (!URL.canParse(location, from.href)) {
    throw new RegistryError('redirect-refused', `${from.host} redirects to what is no address`);
  }
  const to = new URL(location, from);
  if (to.username !== '' || to.password !== '') throw refused(from, to, 'with credentials in the address');
  if (to.protocol === 'https:') return to;
  const isPlainAllowed = isNamed(to.host, plainHttp) || (isLoopback(to.host) && isLoopback(from.host));
  if (to.protocol === 'http:' && isPlainAllowed) return to;
  throw refused(from, to, `which has no TLS: say --plain-http ${to.host} if that is meant to be so`);
}

function refused(from: URL, to: URL, why: string): RegistryError {
  return new RegistryError('redirect-refused', `${from.host} redirects to ${shownAddress(to)}, ${why}`);
}
