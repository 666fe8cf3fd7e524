/**
 * Whose certificates are trusted, and with which of our own we show ourselves.
 *
 * | from                                                                | counts for    |
 * |---------------------------------------------------------------------|---------------|
 * | Node's own list, and `NODE_EXTRA_CA_CERTS`                          | every host    |
 * | the system's store: `SSL_CERT_FILE`, or where distributions keep it | every host    |
 * | `--ca FILE`                                                         | every host    |
 * | `HOST/*.crt` in the folders of Docker and Podman                    | that host     |
 * | `HOST/NAME.cert` with `HOST/NAME.key` there                         | that host     |
 *
 * Folders: docs.docker.com "Verify repository client with certificates"; containers-certs.d(5). Bundles: Go,
 * crypto/x509/root_linux.go.
 */
import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import tls from 'node:tls';
import { SettingsError } from '../reasons.ts';
import type { RegistrySettings } from '../settings.ts';

export interface Trust {
  readonly ca: readonly (string | Buffer)[];
  readonly cert?: readonly Buffer[];
  readonly key?: readonly Buffer[];
}

const bundles = [
  '/etc/ssl/certs/ca-certificates.crt',
  '/etc/pki/tls/certs/ca-bundle.crt',
  '/etc/ssl/ca-bundle.pem',
  '/etc/pki/ca-trust/extracted/pem/tls-ca-bundle.pem',
  '/etc/ssl/cert.pem',
];

type TrustSettings = Pick<RegistrySettings, 'caFiles' | 'environment' | 'home'>;

/** What counts for every host; read once. @throws SettingsError for a file that was named and cannot be used */
export function commonTrust({ caFiles, environment }: TrustSettings): readonly (string | Buffer)[] {
  const { SSL_CERT_FILE: named = '', NODE_EXTRA_CA_CERTS: extra = '' } = environment;
  const system = named === '' ? firstThere(bundles) : [readCertificates('SSL_CERT_FILE', named)];
  return [
    ...tls.rootCertificates,
    ...system,
    ...(extra === '' ? [] : firstThere([extra])),
    ...caFiles.map((file) => readCertificates('--ca', file)),
  ];
}

/** @param host with its port */
export function trustFor(host: string, common: readonly (string | Buffer)[], { home }: TrustSettings): Trust {
  const folders = ['/etc/docker/certs.d', '/etc/containers/certs.d', path.join(home, '.config/containers/certs.d')];
  const files = folders.flatMap((folder) => filesIn(path.join(folder, host)));
  const keys = new Set(files.filter((file) => file.endsWith('.key')));
  const pairs = files.filter((file) => file.endsWith('.cert') && keys.has(keyBeside(file)));
  return {
    ca: [...common, ...files.filter((file) => file.endsWith('.crt')).map((file) => readFileSync(file))],
    ...(pairs.length === 0
      ? {}
      : { cert: pairs.map((file) => readFileSync(file)), key: pairs.map((file) => readFileSync(keyBeside(file))) }),
  };
}

function keyBeside(certificate: string): string {
  return certificate.replace(/cert$/, 'key');
}

function filesIn(folder: string): readonly string[] {
  try {
    return readdirSync(folder)
      .sort()
      .map((name) => path.join(folder, name));
  } catch {
    return [];
  }
}

function firstThere(files: readonly string[]): readonly Buffer[] {
  for (const file of files) {
    try {
      return [readFileSync(file)];
    } catch {
      // The next distribution's place.
    }
  }
  return [];
}

function readCertificates(source: string, file: string): Buffer {
  let bytes: Buffer;
  try {
    bytes = readFileSync(file);
  } catch {
    throw new SettingsError(`${source} ${file}: it cannot be read`);
  }
  if (bytes.includes('-----BEGIN CERTIFICATE-----')) return bytes;
  throw new SettingsError(`${source} ${file}: there is no certificate in it: it has to be PEM`);
}
