/**
 * Fuzzing with feedback: what covers a block that none before it has covered joins the corpus, and is mutated in turn.
 *
 * `npm run fuzz -- SECONDS [SEED] [TARGET]`. The corpus of each target lies in `fuzz/corpus`; with `--keep` the smallest
 * that covers as much is written there. A broken law ends the run with the text and the seed, and exit code 1.
 */
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import fc from 'fast-check';
import { startCoverage } from './coverage.ts';
import { mutate, mutations } from './mutations.ts';
import { starts } from './starts.ts';
import { targets } from './targets.ts';

const [seconds = '60', seedText = String(Date.now() % 1_000_000), only] = process.argv
  .slice(2)
  .filter((word) => word !== '--keep');
const keeps = process.argv.includes('--keep');
const folder = path.join(process.cwd(), 'fuzz', 'corpus');
/** Texts between two looks at what has run: a look takes longer than a text. */
const batch = 40;
/** Characters: what is larger is slow, and says no more. */
const longest = 4000;

function fileOf(target: string): string {
  return path.join(folder, `${target}.json`);
}

function corpusOf(target: string): string[] {
  const kept: readonly string[] = existsSync(fileOf(target)) ? JSON.parse(readFileSync(fileOf(target), 'utf8')) : [];
  return [...(starts[target] ?? ['']), ...kept];
}

/** The shortest texts that together cover what all of them do, but for what the target begins with. */
function smallest(
  texts: readonly string[],
  target: string,
  run: (text: string) => ReadonlySet<string>,
): readonly string[] {
  const own = starts[target] ?? [];
  const covered = new Set(own.flatMap((text) => [...run(text)]));
  return texts
    .filter((text) => !own.includes(text))
    .toSorted((one, other) => one.length - other.length)
    .filter((text) => {
      const before = covered.size;
      for (const block of run(text)) covered.add(block);
      return covered.size > before;
    });
}

interface Run {
  readonly executions: number;
  /** Texts that covered something new, and blocks that were covered in the end. */
  readonly added: number;
  readonly blocks: number;
  readonly broken?: { readonly text: string; readonly error: unknown };
}

function fuzz(target: string, until: number, seed: number): Run {
  const check = targets[target];
  if (check === undefined)
    throw new Error(`there is no target ${target}: there are ${Object.keys(targets).join(', ')}`);
  const takeRun = startCoverage('fuzz.cjs');
  const corpus = corpusOf(target);
  let executions = 0;
  let added = 0;
  for (const text of corpus) check(text);
  const seen = new Set(takeRun());
  for (let round = 0; Date.now() < until; round++) {
    const texts = fc.sample(mutations, { numRuns: batch, seed: seed + round }).map(({ one, other, steps }) => {
      return mutate(corpus[one % corpus.length] ?? '', corpus[other % corpus.length] ?? '', steps).slice(0, longest);
    });
    for (const text of texts) {
      executions++;
      try {
        check(text);
      } catch (error) {
        return { executions, added, blocks: seen.size, broken: { text, error } };
      }
    }
    const isNew = (block: string): boolean => !seen.has(block);
    if (![...takeRun()].some(isNew)) continue;
    // Once more, one by one: which of them was it?
    for (const text of texts) {
      check(text);
      const fresh = [...takeRun()].filter(isNew);
      if (fresh.length === 0) continue;
      for (const block of fresh) seen.add(block);
      corpus.push(text);
      added++;
    }
  }
  if (keeps) {
    const run = (text: string): ReadonlySet<string> => {
      takeRun();
      check(text);
      return takeRun();
    };
    mkdirSync(folder, { recursive: true });
    writeFileSync(fileOf(target), `${JSON.stringify(smallest(corpus, target, run), null, 1)}\n`);
  }
  return { executions, added, blocks: seen.size };
}

const seed = Number(seedText);
const names = only === undefined ? Object.keys(targets) : [only];
for (const target of names) {
  const { executions, added, blocks, broken } = fuzz(
    target,
    Date.now() + (Number(seconds) * 1000) / names.length,
    seed,
  );
  console.info(
    `${target}: ${executions} executions, ${blocks} blocks, ${added} texts that covered something new, seed ${seed}`,
  );
  if (broken === undefined) continue;
  console.error(`${target} is broken by ${JSON.stringify(broken.text)}\n`, broken.error);
  process.exitCode = 1;
}
