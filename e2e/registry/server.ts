/** Debian's docker-registry on loopback: one process for each way to ask it, over one folder of content. */
import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { connect, createServer } from 'node:net';
import os from 'node:os';
import path from 'node:path';
import { findProgram } from '../tools.ts';

const folder = mkdtempSync(path.join(os.tmpdir(), 'image-mirror-registry-'));
const running: ChildProcess[] = [];

afterAll(async () => {
  await Promise.all(running.map(stop));
  rmSync(folder, { recursive: true, force: true });
});

export interface Registry {
  /** Host and port. */
  readonly host: string;
  readonly stop: () => Promise<void>;
}

/** What its configuration has beside storage and address, as YAML is JSON. */
export interface RegistryOptions {
  readonly tls?: { readonly cert: string; readonly key: string };
  readonly auth?: object;
  /** The name that it is asked by. */
  readonly name?: string;
  /** What it holds: those with the same word here hold the same. */
  readonly content?: string;
}

/** Files below the folder of all registries of a test file. */
export function file(name: string, text = ''): string {
  const full = path.join(folder, name);
  if (text !== '') writeFileSync(full, text);
  return full;
}

/** Listens until the tests of the file have ended. */
export async function startRegistry(options: RegistryOptions = {}): Promise<Registry> {
  const { tls, auth, name = '127.0.0.1', content = 'content' } = options;
  const port = await freePort();
  const certificate =
    tls === undefined ? {} : { certificate: file(`${port}.crt`, tls.cert), key: file(`${port}.key`, tls.key) };
  const configuration = {
    version: '0.1',
    log: { level: 'error', accesslog: { disabled: true } },
    storage: { filesystem: { rootdirectory: path.join(folder, content) }, delete: { enabled: true } },
    http: { addr: `127.0.0.1:${port}`, secret: 'of-tests', ...(tls === undefined ? {} : { tls: certificate }) },
    ...(auth === undefined ? {} : { auth }),
  };
  const program = findProgram('docker-registry') ?? 'docker-registry';
  const process_ = spawn(program, ['serve', file(`${port}.yaml`, JSON.stringify(configuration))], { stdio: 'ignore' });
  running.push(process_);
  await listening(port, process_);
  return { host: `${name}:${port}`, stop: () => stop(process_) };
}

async function stop(process_: ChildProcess): Promise<void> {
  if (process_.exitCode !== null || process_.signalCode !== null) return;
  const ended = once(process_, 'exit');
  process_.kill();
  await ended;
}

async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  server.close();
  await once(server, 'close');
  if (address === null || typeof address === 'string') throw new Error('no port');
  return address.port;
}

async function listening(port: number, process_: ChildProcess): Promise<void> {
  for (let tries = 0; tries < 200; tries++) {
    if (process_.exitCode !== null) throw new Error(`docker-registry ended with ${process_.exitCode}`);
    const isOpen = await new Promise((resolve) => {
      const socket = connect(port, '127.0.0.1');
      socket.on('connect', () => resolve(true)).on('error', () => resolve(false));
      socket.on('connect', () => socket.destroy());
    });
    if (isOpen) return;
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
  throw new Error(`docker-registry does not listen at ${port}`);
}
