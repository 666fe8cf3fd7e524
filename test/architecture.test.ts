import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';

/** From the bottom up: a room imports from those below it, and its own. Rooms without an order between them share a line. */
const rooms = [
  ['yaml'],
  ['yaml/read'],
  ['yaml/edit'],
  ['reference'],
  ['finding'],
  ['mirror'],
  ['admission'],
  ['config'],
  ['k8ssandra'],
  ['k8ssandra/releases'],
  ['k8ssandra/fields'],
  ['k8ssandra/image-config/read'],
  ['k8ssandra/image-config/shipped'],
  ['k8ssandra/image-config/change'],
  ['k8ssandra/origins'],
  ['k8ssandra/operators'],
  ['k8ssandra/pods'],
  ['foreign'],
  ['scope'],
  ['plan/model'],
  ['plan/findings'],
  ['plan/rounds'],
  ['plan'],
  ['report', 'overlay'],
  ['copy-list'],
  ['registry'],
  ['app'],
  ['function'],
  ['cli/files'],
  ['cli'],
  ['.'],
];

const src = path.join(__dirname, '..', 'src');
const files = readdirSync(src, { recursive: true, encoding: 'utf8' }).filter((file) => file.endsWith('.ts'));

/** The innermost room around a file; a folder that is none belongs to the room around it. */
function roomOf(file: string): string {
  const folder = path.dirname(file).split(path.sep).join('/');
  if (folder === '.' || heightOf(folder) >= 0) return folder;
  return roomOf(folder);
}

function importsOf(file: string): readonly string[] {
  const text = readFileSync(path.join(src, file), 'utf8');
  const specifiers = [...text.matchAll(/(?:\bfrom|\bimport\()\s*'(\.[^']*)'/g)].map((match) => match[1] ?? '');
  return specifiers.map((specifier) => path.join(path.dirname(file), specifier));
}

/** The number of a room's line, or -1 for a folder that is no room. */
function heightOf(room: string): number {
  return rooms.findIndex((names) => names.includes(room));
}

test('every file of a folder is in a room, and every room has files', () => {
  expect(files.filter((file) => file.includes(path.sep) && roomOf(file) === '.')).toEqual([]);
  const used = new Set(files.map(roomOf));
  expect(rooms.flat().filter((room) => !used.has(room))).toEqual([]);
});

test('imports point downward only', () => {
  const upward = files.flatMap((file) =>
    importsOf(file)
      .filter((imported) => {
        const [from, to] = [roomOf(file), roomOf(imported)];
        return from !== to && heightOf(to) >= heightOf(from);
      })
      .map((imported) => `${file} → ${imported}`),
  );
  expect(upward).toEqual([]);
});

/** All that a file imports, and what that imports. */
function reachedFrom(...entries: readonly string[]): readonly string[] {
  const seen = new Set<string>();
  const visit = (file: string): void => {
    if (seen.has(file)) return;
    seen.add(file);
    importsOf(file).forEach(visit);
  };
  entries.forEach(visit);
  return [...seen];
}

test('neither the function nor the library reaches what asks registries', () => {
  const reached = reachedFrom('function/run.ts', 'index.ts', 'kpt.ts');
  expect(reached.length).toBeGreaterThan(100);
  expect(reached.filter((file) => roomOf(file) === 'registry')).toEqual([]);
});

test('only the room registry knows a network, and it is loaded by one door', () => {
  const outside = files.filter((file) => roomOf(file) !== 'registry');
  const network = /from 'node:(?:https?|http2|net|tls|dns|dgram)'|\bfetch\(/;
  expect(outside.filter((file) => network.test(readFileSync(path.join(src, file), 'utf8')))).toEqual([]);
  const doors = outside.flatMap((file) => {
    const text = readFileSync(path.join(src, file), 'utf8');
    const imports = [...text.matchAll(/^import (?!type )[^;]*?from '(\.[^']*\/registry\/[^']*)'/gm)];
    return imports
      .map((match) => path.join(path.dirname(file), match[1] ?? ''))
      .filter((imported) => roomOf(imported) === 'registry');
  });
  expect([...new Set(doors)]).toEqual([path.join('registry', 'registry.ts')]);
});

test('the function does not load the kpt SDK', () => {
  const seen = reachedFrom('function/run.ts');
  expect(seen.length).toBeGreaterThan(20);
  const sdk = seen.filter((file) => /from 'kpt-functions'/.test(readFileSync(path.join(src, file), 'utf8')));
  expect(sdk).toEqual([]);
});
