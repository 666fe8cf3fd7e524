/** A real API server on this machine, with an etcd of its own, and kubectl to talk to it. Both end with the tests. */
import { type ChildProcess, execFileSync, spawn, spawnSync } from 'node:child_process';
import { generateKeyPairSync } from 'node:crypto';
import { mkdtempSync, openSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import os from 'node:os';
import path from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import type { Outcome } from '../workspace.ts';

export interface ApiServer {
  kubectl(args: readonly string[], input?: string): Outcome;
  stop(): void;
}

const token = 'token-of-the-tests';

export interface ApiServerOptions {
  /** Of Kubernetes: `v1.36.3`. */
  readonly version?: string;
  readonly flags?: readonly string[];
}

/** Builds the API server first, where that has not been done: minutes. */
export async function startApiServer({ version, flags = [] }: ApiServerOptions = {}): Promise<ApiServer> {
  const words = [path.join(__dirname, 'build.mjs'), ...(version === undefined ? [] : [version])];
  const binary = execFileSync('node', words, { encoding: 'utf8' }).trim();
  const folder = mkdtempSync(path.join(os.tmpdir(), 'image-mirror-api-server-'));
  const [client, peer, secure] = [await freePort(), await freePort(), await freePort()];
  const key = path.join(folder, 'service-accounts.pem');
  const tokens = path.join(folder, 'tokens.csv');
  const { privateKey } = generateKeyPairSync('rsa', { modulusLength: 2048 });
  writeFileSync(key, privateKey.export({ type: 'pkcs8', format: 'pem' }));
  writeFileSync(tokens, `${token},admin,admin,system:masters\n`);

  const log = path.join(folder, 'log');
  const children = [
    run(log, 'etcd', [
      `--data-dir=${path.join(folder, 'etcd')}`,
      `--listen-client-urls=http://127.0.0.1:${client}`,
      `--advertise-client-urls=http://127.0.0.1:${client}`,
      `--listen-peer-urls=http://127.0.0.1:${peer}`,
      `--initial-advertise-peer-urls=http://127.0.0.1:${peer}`,
      `--initial-cluster=default=http://127.0.0.1:${peer}`,
    ]),
    run(log, binary, [
      `--etcd-servers=http://127.0.0.1:${client}`,
      `--service-account-key-file=${key}`,
      `--service-account-signing-key-file=${key}`,
      '--service-account-issuer=https://api-server.test',
      '--bind-address=127.0.0.1',
      `--secure-port=${secure}`,
      `--cert-dir=${path.join(folder, 'certificates')}`,
      `--token-auth-file=${tokens}`,
      '--authorization-mode=RBAC',
      '--service-cluster-ip-range=10.96.0.0/16',
      ...flags,
    ]),
  ];
  const connection = [`--server=https://127.0.0.1:${secure}`, `--token=${token}`, '--insecure-skip-tls-verify'];
  const server: ApiServer = {
    kubectl: (args, input = '') => {
      const options = { input, encoding: 'utf8', maxBuffer: 2 ** 28, env: { ...process.env, HOME: folder } } as const;
      const { status, stdout, stderr, error } = spawnSync('kubectl', [...connection, ...args], options);
      if (error !== undefined) throw error;
      return { status, stdout, stderr };
    },
    stop: () => {
      for (const child of children) child.kill('SIGKILL');
      rmSync(folder, { recursive: true, force: true, maxRetries: 5 });
    },
  };
  try {
    await untilReady(server, children);
  } catch (error) {
    const end = readFileSync(log, 'utf8').slice(-4000);
    server.stop();
    throw new Error(`the API server does not start:\n${end}`, { cause: error });
  }
  return server;
}

function run(log: string, program: string, args: readonly string[]): ChildProcess {
  const output = openSync(log, 'a');
  return spawn(program, args, { stdio: ['ignore', output, output] });
}

async function untilReady({ kubectl }: ApiServer, children: readonly ChildProcess[]): Promise<void> {
  for (let attempt = 0; attempt < 120; attempt++) {
    // The namespace is made some time after the server is ready for requests.
    if (kubectl(['get', '--raw', '/readyz']).status === 0 && kubectl(['get', 'namespace', 'default']).status === 0) {
      return;
    }
    if (children.some(({ exitCode }) => exitCode !== null)) throw new Error('a program has ended');
    await pause(500);
  }
  throw new Error('it is not ready after a minute');
}

function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const server = createServer().once('error', reject);
    server.listen(0, '127.0.0.1', () => {
      const address = server.address();
      server.close(() => (typeof address === 'object' && address !== null ? resolve(address.port) : reject(address)));
    });
  });
}
