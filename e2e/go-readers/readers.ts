/** The readers of Kubernetes, as a program in Go that is built here once: what they make of texts. */
import { execFileSync, spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, renameSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import type { Json } from '../../src/yaml/json.ts';
import { findProgram } from '../tools.ts';

const readers = ['v2', 'v3', 'sigs', 'kubectl', 'kustomize'] as const;
export type Reader = (typeof readers)[number];

/** The values of a text, or why there are none. */
export type Answer = { readonly value?: readonly Json[]; readonly error?: string };
export type Answers = Readonly<Record<Reader, Answer>>;

const sources = ['main.go', 'go.mod', 'go.sum'].map((name) => path.join(__dirname, name));

/** What each reader makes of each text. */
export function ask(texts: readonly string[]): readonly Answers[] {
  const input = texts.map((text) => `${JSON.stringify(text)}\n`).join('');
  const { stdout, stderr, status } = spawnSync(program(), { input, encoding: 'utf8', maxBuffer: 2 ** 30 });
  if (status !== 0) throw new Error(`the readers failed: ${stderr}`);
  return stdout
    .trimEnd()
    .split('\n')
    .map((line) => JSON.parse(line));
}

/** In the user's cache folder, under a name that changes with the sources. */
function program(): string {
  const folder = path.join(process.env.XDG_CACHE_HOME || path.join(os.homedir(), '.cache'), 'k8ssandra-image-mirror');
  const hash = createHash('sha256');
  for (const file of sources) hash.update(readFileSync(file));
  const binary = path.join(folder, `go-readers-${hash.digest('hex').slice(0, 12)}`);
  if (existsSync(binary)) return binary;
  mkdirSync(folder, { recursive: true });
  const unfinished = `${binary}.${process.pid}`;
  const go = findProgram('go') ?? 'go';
  execFileSync(go, ['build', '-o', unfinished, '.'], {
    cwd: __dirname,
    env: { ...process.env, GOFLAGS: '-buildvcs=false' },
  });
  renameSync(unfinished, binary);
  return binary;
}
