/**
 * A Docker engine of the tests' own: Debian's docker.io, on a socket and in folders that nobody else uses, without
 * bridge or firewall rules. It cannot pull anything, so what the tests build from is imported.
 */
import { type ChildProcess, spawn } from 'node:child_process';
import { mkdtempSync, openSync, readFileSync, rmSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { findProgram, missingPrograms } from '../tools.ts';
import { environment, type Outcome, outputOf, type Workspace } from '../workspace.ts';

export interface Engine {
  stop(): Promise<void>;
}

/** What keeps an engine from being started here. */
export function engineNeeds(): readonly string[] {
  const programs = missingPrograms({ dockerd: 'apt-get install docker.io', docker: 'apt-get install docker.io' });
  return process.getuid?.() === 0 ? programs : [...programs, 'root, whom the engine has to run as'];
}

/** From then on, what is run in a workspace talks to this engine: docker, and those who call it. */
export async function startEngine(): Promise<Engine> {
  const folder = mkdtempSync(path.join(os.tmpdir(), 'image-mirror-engine-'));
  const socket = `unix://${path.join(folder, 'docker.sock')}`;
  const log = path.join(folder, 'log');
  const daemon = spawn(
    findProgram('dockerd') ?? 'dockerd',
    [
      ...['--host', socket, '--pidfile', path.join(folder, 'pid')],
      ...['--data-root', path.join(folder, 'data'), '--exec-root', path.join(folder, 'exec')],
      // Works on any file system, also inside of a container.
      ...['--storage-driver', 'vfs', '--bridge', 'none', '--iptables=false'],
    ],
    { stdio: ['ignore', openSync(log, 'w'), openSync(log, 'a')] },
  );
  environment.DOCKER_HOST = socket;
  // Nor should the settings of whoever runs the tests matter: registries' credentials, contexts, builders.
  environment.DOCKER_CONFIG = path.join(folder, 'config');
  const stop = async (): Promise<void> => {
    await stopped(daemon);
    rmSync(folder, { recursive: true, force: true });
  };
  try {
    await answering(daemon, socket);
  } catch (error) {
    const said = readFileSync(log, 'utf8').split('\n').slice(-15).join('\n');
    await stop();
    throw new Error(`dockerd does not start:\n${said}`, { cause: error });
  }
  return { stop };
}

async function answering(daemon: ChildProcess, socket: string): Promise<void> {
  for (let attempt = 0; attempt < 120; attempt++) {
    if (daemon.exitCode !== null) throw new Error(`dockerd ended with ${daemon.exitCode}`);
    if (await isAnswering(socket)) return;
    await sleep(250);
  }
  throw new Error('dockerd does not answer after 30 seconds');
}

function isAnswering(socket: string): Promise<boolean> {
  const client = spawn('docker', ['--host', socket, 'version'], { stdio: 'ignore', env: environment });
  return new Promise((resolve) => {
    client.once('exit', (code) => resolve(code === 0));
    client.once('error', () => resolve(false));
  });
}

function stopped(daemon: ChildProcess): Promise<void> {
  return new Promise((resolve) => {
    if (daemon.exitCode !== null) return resolve();
    daemon.once('exit', () => resolve());
    daemon.kill('SIGTERM');
  });
}

/** A docker command that has to succeed. */
export function docker(work: Workspace, ...args: readonly string[]): string {
  return outputOf(work.run(['docker', ...args]));
}

/** As the function has to be able to run: without network, capabilities, a way to get privileges, or a place to write. */
export function runLocked(work: Workspace, image: string, args: readonly string[], input: string): Outcome {
  const lock = ['--network', 'none', '--read-only', '--cap-drop', 'ALL', '--security-opt', 'no-new-privileges'];
  return work.run(['docker', 'run', '--rm', '--interactive', ...lock, image, ...args], { input });
}
