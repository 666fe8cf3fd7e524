/** The flags of the commands that ask registries, and what they say. */
import os from 'node:os';
import type { RegistrySettings } from '../../registry/settings.ts';
import type { Arguments } from '../arguments.ts';
import { type CommandFlag, UsageError } from '../usage.ts';

/** All take a value. */
export const askingFlags: readonly CommandFlag[] = [
  {
    flag: 'platform',
    shown: 'OS/ARCH,...',
    list: true,
    value: 'text',
    help: 'the platforms that an image has to have, like linux/amd64 (default: all that its index lists)',
  },
  { flag: 'ca', shown: 'FILE', list: true, value: 'file', help: "certificates to trust beside the system's" },
  {
    flag: 'plain-http',
    shown: 'HOST',
    list: true,
    value: 'text',
    help: 'a host that is asked without TLS; on loopback, that is found out',
  },
  { flag: 'concurrency', shown: 'N', list: false, value: 'text', help: 'requests at a time (default 16)' },
  {
    flag: 'timeout',
    shown: 'SECONDS',
    list: false,
    value: 'text',
    help: 'what one request may take (default 30)',
  },
];

/** @throws UsageError */
export function platformsOf(command: string, { texts }: Arguments): readonly string[] {
  const platforms = (texts.get('platform') ?? []).flatMap((text) => text.split(','));
  for (const platform of platforms) {
    if (!/^[a-z0-9]+(\/[a-z0-9]+){1,2}$/.test(platform)) {
      throw new UsageError(`--platform ${platform}: write it like linux/amd64 or linux/arm64/v8`, command);
    }
  }
  return platforms;
}

/** @throws UsageError */
export function settingsOf(
  command: string,
  { texts, loudness }: Arguments,
  say: (line: string) => void,
): Omit<RegistrySettings, 'clock'> {
  return {
    caFiles: texts.get('ca') ?? [],
    plainHttp: (texts.get('plain-http') ?? []).map((host) => host.replace(/^https?:\/\/|\/$/g, '')),
    concurrency: numberOf(command, 'concurrency', texts, 16, 256),
    timeout: 1000 * numberOf(command, 'timeout', texts, 30, 3600),
    environment: process.env,
    home: os.homedir(),
    trace: loudness === 'verbose' ? say : () => undefined,
  };
}

function numberOf(command: string, flag: string, texts: Arguments['texts'], standard: number, most: number): number {
  const [text] = texts.get(flag) ?? [];
  if (text === undefined) return standard;
  const number = Number(text);
  if (Number.isInteger(number) && number >= 1 && number <= most) return number;
  throw new UsageError(`--${flag} ${text}: write a number from 1 to ${most}`, command);
}
