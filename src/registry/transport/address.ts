/** Where a registry is asked, and whether it may be asked without TLS. */

/** The host that serves Docker Hub's images: `docker.io` itself is a web site. */
const servingHosts: ReadonlyMap<string, string> = new Map([['docker.io', 'registry-1.docker.io']]);

/** Host and port as they stand in an address. */
export function servingHost(registry: string): string {
  return servingHosts.get(registry) ?? registry;
}

export function addressOf(registry: string, scheme: 'https:' | 'http:'): URL {
  return new URL(`${scheme}//${servingHost(registry)}/`);
}

/** `localhost`, 127.0.0.0/8 and ::1: what is sent there leaves no machine. */
export function isLoopback(host: string): boolean {
  const { hostname } = URL.canParse(`http://${host}`) ? new URL(`http://${host}`) : { hostname: '' };
  return hostname === 'localhost' || hostname === '[::1]' || /^127\.\d+\.\d+\.\d+$/.test(hostname);
}

/** Whether users have named a host, with its port or for all of its ports. */
export function isNamed(host: string, named: readonly string[]): boolean {
  const wanted = host.toLowerCase();
  const withoutPort = wanted.replace(/:\d+$/, '');
  return named.some((name) => [wanted, withoutPort].includes(name.toLowerCase()));
}

/** An address as it may be shown: without credentials, and without a query, which can hold a signature. */
export function shownAddress(address: URL): string {
  return `${address.protocol}//${address.host}${address.pathname}`;
}
