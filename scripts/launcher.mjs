// The executable starts its program from a code cache: what V8 made of the source when it last ran it. Compiling takes a
// third of a short run otherwise. A cache serves only the release of Node that made it; where there is none, or V8
// rejects it, the program is compiled as ever, so the executable also works alone.
//
// V8 compares no more of a source than its length: that a cache belongs to a source is said by its name.
import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { writeFileSync } from 'node:fs';
import path from 'node:path';

const parameters = ['require', 'module', 'exports', '__filename', '__dirname'];

/** The program as a function, which is compiled alike by the launcher and by what makes the cache. */
function wrapped(program) {
  return `(function (${parameters}) {${program}\n})`;
}

function cacheName(program) {
  return `code-${createHash('sha256').update(program).digest('hex').slice(0, 16)}.cache`;
}

/** Stands in a comment for what would end it. */
const noCommentEnd = '*~/';

/**
 * Writes the executable. The program stands in a comment: V8 passes over that in a fifth of the time that it takes to make
 * a string of so long a literal. The text of a function is a part of the file that Node has read: nothing is copied.
 */
export function writeLauncher(executable, program) {
  const source = wrapped(program);
  if (source.includes(noCommentEnd)) throw new Error(`the program can't stand in a comment: it has ${noCommentEnd}`);
  const text = `#!/usr/bin/env node
const { readFileSync } = require('node:fs');
const { Script } = require('node:vm');
let cachedData;
try {
  cachedData = readFileSync(__dirname + '/${cacheName(program)}');
} catch {}
const text = program.toString();
const source = text.slice(text.indexOf('/*') + 2, text.lastIndexOf('*/')).replaceAll('${noCommentEnd}', '*/');
new Script(source, { filename: __filename, cachedData }).runInThisContext()(${parameters});
function program() {/*${source.replaceAll('*/', noCommentEnd)}*/}
`;
  writeFileSync(executable, text, { mode: 0o755 });
}

// Runs in a process of its own, in which the program runs once: what it uses is then in the cache, and nothing else.
const maker = `
const { writeFileSync } = require('node:fs');
const { Script } = require('node:vm');
const [source, filename, cache] = JSON.parse(process.env.CODE_CACHE_OF);
const script = new Script(require('node:fs').readFileSync(source, 'utf8'), { filename });
process.on('exit', () => writeFileSync(cache, script.createCachedData()));
script.runInThisContext()(require, module, exports, filename, '');
`;

/** Writes the cache beside an executable. */
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
