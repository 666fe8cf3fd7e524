/**
 * Where credentials are looked for; the first that has some for a repository counts.
 *
 * 1. The pull secrets of the input: with these the cluster will pull.
 * 2. `REGISTRY_AUTH_FILE`. Where it is set, no further file.
 * 3. `$XDG_RUNTIME_DIR/containers/auth.json`, then `~/.config/containers/auth.json`: podman, skopeo, buildah.
 * 4. `$DOCKER_CONFIG/config.json`, or `~/.docker/config.json`: docker, crane, regctl, oras.
 *
 * In one file: the helper of the host, then `auths`, then the helper for all, as docker does.
 */
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { errorCode } from '../error-code.ts';
import { SettingsError } from '../reasons.ts';
import type { RegistrySettings } from '../settings.ts';
import type { Credentials, FindCredentials } from './credentials.ts';
import { askHelper } from './helper.ts';
import { authOf, type LoginFile, readLoginFile, registryKey } from './login-file.ts';

/** The text of a pull secret, and how messages name it. */
export interface PullSecret {
  readonly name: string;
  readonly text: string;
}

/** @throws SettingsError for a file that cannot be used */
export function credentialsFrom(
  pullSecrets: readonly PullSecret[],
  settings: Pick<RegistrySettings, 'environment' | 'home'>,
): FindCredentials {
  const files = [...pullSecrets.map(({ name, text }) => readNamed(name, text)), ...loginFiles(settings)];
  const asked = new Map<string, Promise<Credentials | undefined>>();
  return async (registry, repository) => {
    const key = registryKey(registry);
    for (const file of files) {
      const found = (await fromHelper(file.credHelpers.get(key), key)) ?? authOf(file, key, repository);
      const credentials = found ?? (await fromHelper(file.credsStore, key));
      if (credentials !== undefined) return credentials;
    }
    return undefined;
  };

  /** Each helper is asked once for each host. */
  async function fromHelper(helper: string | undefined, registry: string): Promise<Credentials | undefined> {
    if (helper === undefined) return undefined;
    const known = asked.get(`${helper} ${registry}`);
    if (known !== undefined) return known;
    const answer = askHelper(helper, serverOf(registry), settings.environment);
    asked.set(`${helper} ${registry}`, answer);
    return answer;
  }
}

/** What docker gives to helpers. */
function serverOf(registry: string): string {
  return registry === 'docker.io' ? 'https://index.docker.io/v1/' : registry;
}

function loginFiles({ environment, home }: Pick<RegistrySettings, 'environment' | 'home'>): readonly LoginFile[] {
  const { REGISTRY_AUTH_FILE: named = '', XDG_RUNTIME_DIR: runtime = '', DOCKER_CONFIG: docker = '' } = environment;
  if (named !== '') {
    const text = readIfThere(named);
    if (text === undefined) throw new SettingsError(`REGISTRY_AUTH_FILE ${named}: there is no such file`);
    return [readNamed(named, text)];
  }
  const places = [
    runtime === '' ? '' : path.join(runtime, 'containers/auth.json'),
    home === '' ? '' : path.join(home, '.config/containers/auth.json'),
    docker === '' ? (home === '' ? '' : path.join(home, '.docker/config.json')) : path.join(docker, 'config.json'),
  ];
  return places.flatMap((file) => {
    const text = file === '' ? undefined : readIfThere(file);
    return text === undefined ? [] : [readNamed(file, text)];
  });
}

function readNamed(name: string, text: string): LoginFile {
  const file = readLoginFile(name, text);
  if (file === undefined) throw new SettingsError(`${name} is no login file: it has to be JSON, with auths`);
  return file;
}

/** @throws SettingsError for what is there and cannot be read */
function readIfThere(file: string): string | undefined {
  try {
    return readFileSync(file, 'utf8');
  } catch (error) {
    if (['ENOENT', 'ENOTDIR'].includes(errorCode(error))) return undefined;
    throw new SettingsError(`${file}: it cannot be read`);
  }
}
