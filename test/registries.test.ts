/**
 * docs/registries and docs/copy-lists.md: what they show is what the program does.
 *
 * | block                     | is held against                                                                    |
 * |---------------------------|------------------------------------------------------------------------------------|
 * | `yaml`, `text` behind it  | the rules, and where they put an image: `source → place`                           |
 * | `bash`, `text` behind it  | what a command prints                                                              |
 * | `sh`                      | nothing: it asks for an account                                                    |
 */
import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { parse } from 'yaml';
import { readConfig } from '../src/config/normalise.ts';
import { mirror } from '../src/mirror/match.ts';
import { formatReference, parseReference } from '../src/reference/grammar.ts';
import { run } from './cli/run.ts';

const docs = path.join(__dirname, '..', 'docs');
const folder = path.join(docs, 'registries');
const pages = readdirSync(folder).filter((name) => name !== 'README.md');

interface Block {
  readonly language: string;
  readonly text: string;
}

function blocksOf(file: string): readonly Block[] {
  const page = readFileSync(file, 'utf8');
  return [...page.matchAll(/^```(\w+)\n(.*?)^```$/gms)].map(([, language = '', text = '']) => ({ language, text }));
}

/** Each block of a language, with the one behind it. */
function pairs(file: string, language: string): readonly (readonly [text: string, shown: string])[] {
  const blocks = blocksOf(file);
  return blocks.flatMap((block, index) => {
    const next = blocks[index + 1];
    return block.language === language ? [[block.text, next?.language === 'text' ? next.text : ''] as const] : [];
  });
}

test('every page is listed', () => {
  const index = readFileSync(path.join(folder, 'README.md'), 'utf8');
  const linked = [...index.matchAll(/\]\((\w+\.md)\)/g)].map(([, name]) => name);
  expect(linked.sort()).toEqual([...pages].sort());
});

describe.each(pages)('%s', (page) => {
  const rules = pairs(path.join(folder, page), 'yaml');

  test('has rules, for copies and for a cache', () => {
    expect(rules.length).toBeGreaterThan(1);
  });

  test.each(rules)('%s leads where it says', (config, shown) => {
    const read = readConfig(parse(config));
    const lines = shown.trim().split('\n');
    expect(lines).not.toEqual(['']);
    for (const line of lines) {
      const [source = '', place] = line.split(' → ');
      const outcome = mirror(read.rules, parseReference(source));
      expect(outcome.status === 'mirrored' ? formatReference(outcome.reference) : outcome.status).toBe(place);
    }
  });
});

test.each(pairs(path.join(docs, 'copy-lists.md'), 'bash'))('copy-lists.md: %s', async (command, shown) => {
  const words = command.replaceAll('\\\n', ' ').trim().split(/\s+/);
  expect(words[0]).toBe('k8ssandra-image-mirror');
  const { exitCode, stdout } = await run(...words.slice(1));
  expect(exitCode).toBe(0);
  if (shown !== '') expect(stdout).toBe(shown);
});
