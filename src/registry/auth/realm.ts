/**
 * Whether a token server may be asked, and shown credentials. The registry names it in its challenge, and nobody else may:
 * what comes without TLS could have been written by anyone on the way.
 *
 * | the registry was asked | the realm is                                   | asked |
 * |------------------------|------------------------------------------------|-------|
 * | over TLS               | over TLS, on any host                          | yes   |
 * | without, as it may be  | over TLS, or on a host that may be without     | yes   |
 * | over TLS               | without TLS, on a host named by `--plain-http` | yes   |
 * | either                 | without TLS, elsewhere                         | no    |
 */
import { RegistryError } from '../reasons.ts';
import { isLoopback, isNamed, shownAddress } from '../transport/address.ts';

/** @throws RegistryError for a realm that is not asked */
export function checkedRealm(realm: string, registry: URL, plainHttp: readonly string[]): URL {
  const refuse = (what: string): never => {
    throw new RegistryError('realm-refused', `${registry.host} sends us for a token to ${what}`);
  };
  if (!URL.canParse(realm)) return refuse('a place that is no address: look at its configuration');
  const address = new URL(realm);
  if (address.username !== '' || address.password !== '') return refuse('an address with credentials: this is refused');
  if (address.protocol === 'https:') return address;
  const isLocal = isLoopback(address.host) && isLoopback(registry.host);
  if (address.protocol === 'http:' && (isLocal || isNamed(address.host, plainHttp))) return address;
  return refuse(
    `${shownAddress(address)}, without TLS: credentials do not go there unless you say --plain-http ${address.host}`,
  );
}
