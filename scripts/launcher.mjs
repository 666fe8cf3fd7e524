// The executable: one file that holds programs, of which it runs `main`; that loads the others. What a run doesn't need costs
// it time even so: V8 makes objects of each function that it sees.
//
// The program starts from a code cache: what V8 made of the source when it last ran it. Compiling takes a third of a short run
// otherwise. A cache serves only the release of Node that made it; where there is none, or V8 rejects it, the program is
// compiled as ever, so the executable also works alone.
//
// V8 compares no more of a source than its length: that a cache belongs to a source is said by its name.
import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { writeFileSync } from 'node:fs';
import path from 'node:path';

const parameters = ['require', 'module', 'exports', 'load'];

/** The program as a function, which is compiled alike by the launcher and by what makes the cache. */
function wrapped(program) {
  return `(function (${parameters}) {${program}\n})`;
}

function cacheName(program) {
  return `code-${createHash('sha256').update(program).digest('hex').slice(0, 16)}.cache`;
}

/** Stands in a comment for what would end it. */
const noCommentEnd = '*~/';
const [open, close] = ['/*', '*/'];

/**
 * Writes the executable. The programs stand in comments: V8 passes over these in a fifth of the time that it takes to make
 * a string of so long a literal. The text of a function is a part of the file that Node has read: nothing is copied.
 *
 * @param programs CommonJS by name: `main`, and what it calls `load` for
 */
export function writeExecutable(file, programs) {
  const head = 'function programs() {';
  const places = {};
  let body = '';
  for (const [name, program] of Object.entries(programs)) {
    const source = wrapped(program);
    if (source.includes(noCommentEnd)) throw new Error(`${name} can't stand in a comment: it has ${noCommentEnd}`);
    const comment = source.replaceAll(close, noCommentEnd);
    const start = head.length + body.length + open.length;
    places[name] = [start, start + comment.length, cacheName(program)];
    body += `${open}${comment}${close}`;
  }
  const text = `#!/usr/bin/env node
const { readFileSync } = require('node:fs');
const { Script } = require('node:vm');
const places = ${JSON.stringify(places)};
function load(name, require) {
  const [start, end, cache] = places[name];
  let cachedData;
  try {
    cachedData = readFileSync(__dirname + '/' + cache);
  } catch {}
  const source = programs.toString().slice(start, end).replaceAll('${noCommentEnd}', '${close}');
  const module = { exports: {} };
  new Script(source, { filename: __filename, cachedData }).runInThisContext()(require, module, module.exports, load);
  return module.exports;
}
load('main', require);
${head}${body}}
`;
  writeFileSync(file, text, { mode: 0o755 });
}

// Runs in a process of its own, in which the program runs once: what it uses is then in the cache, and nothing else.
const maker = `
const { readFileSync, writeFileSync } = require('node:fs');
const { Script } = require('node:vm');
const [source, filename, cache] = JSON.parse(process.env.CODE_CACHE_OF);
const script = new Script(readFileSync(source, 'utf8'), { filename });
process.on('exit', () => writeFileSync(cache, script.createCachedData()));
const made = { exports: {} };
script.runInThisContext()(require, made, made.exports);
`;

/**
 * Writes the cache of a program beside the executable.
 *
 * @param input the text for standard input. What is run then must not `load` another program
 * @param work a folder for what is needed meanwhile
 */
export function writeCodeCache(executable, program, input, work) {
  const source = path.join(work, 'program.cjs');
  writeFileSync(source, wrapped(program));
  const cache = path.join(path.dirname(executable), cacheName(program));
  const { status, stderr } = spawnSync(process.execPath, ['--eval', maker], {
    input,
    encoding: 'utf8',
    env: { ...process.env, NODE_OPTIONS: '', CODE_CACHE_OF: JSON.stringify([source, executable, cache]) },
  });
  if (status !== 0) throw new Error(`the run for the code cache ended with ${status}: ${stderr}`);
}
