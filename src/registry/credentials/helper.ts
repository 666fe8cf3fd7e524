/**
 * Credential helpers: `docker-credential-NAME get`, the server's address on stdin without a line end, JSON on stdout.
 * Protocol: github.com/docker/docker-credential-helpers, README and credentials/credentials.go.
 *
 * What a helper prints is never shown: it may hold a secret.
 */
import { spawn } from 'node:child_process';
import { SettingsError } from '../reasons.ts';
import type { Credentials } from './credentials.ts';

/** Milliseconds: some open a window and wait. */
const patience = 60_000;
const largestAnswer = 1024 * 1024;

/** The user name that says that the secret is an identity token. */
const tokenUser = '<token>';

const notFound = /credentials not found in native keychain|no credentials|not logged in/i;

/**
 * @returns undefined where the helper knows none
 * @throws SettingsError for a helper that is not there, or fails
 */
export async function askHelper(
  helper: string,
  server: string,
  environment: Readonly<Record<string, string | undefined>>,
): Promise<Credentials | undefined> {
  const program = `docker-credential-${helper}`;
  // A path here would run any program.
  if (!/^[\w.-]+$/.test(helper)) throw new SettingsError(`${JSON.stringify(helper)} is no name of a credential helper`);
  const { status, stdout } = await run(program, server, environment);
  if (status !== 0) {
    if (notFound.test(stdout)) return undefined;
    throw new SettingsError(
      `${program} fails for ${server}, with exit code ${status}: try it by hand, or log in again`,
    );
  }
  const { username, secret } = readAnswer(program, stdout);
  if (username === '' && secret === '') return undefined;
  if (username === tokenUser) return { kind: 'identity-token', token: secret, from: program };
  return { kind: 'password', username, password: secret, from: program };
}

function readAnswer(program: string, stdout: string): { username: string; secret: string } {
  try {
    const { Username: username, Secret: secret } = JSON.parse(stdout);
    if (typeof username === 'string' && typeof secret === 'string') return { username, secret };
  } catch {
    // Said below: the parser's message would quote what it has read.
  }
  throw new SettingsError(`${program} does not answer as a credential helper does`);
}

function run(
  program: string,
  input: string,
  env: Readonly<Record<string, string | undefined>>,
): Promise<{ readonly status: number | null; readonly stdout: string }> {
  return new Promise((resolve, reject) => {
    const child = spawn(program, ['get'], { env, stdio: ['pipe', 'pipe', 'ignore'] });
    const deadline = setTimeout(() => child.kill(), patience);
    let stdout = '';
    child.stdout.setEncoding('utf8').on('data', (text: string) => {
      stdout += text;
      if (stdout.length > largestAnswer) child.kill();
    });
    child.on('error', () => {
      clearTimeout(deadline);
      reject(new SettingsError(`${program} cannot be run: the login file names it, so it has to be on the PATH`));
    });
    child.on('close', (status) => {
      clearTimeout(deadline);
      resolve({ status, stdout });
    });
    // It may end without reading.
    child.stdin.on('error', () => undefined);
    child.stdin.end(input);
  });
}
