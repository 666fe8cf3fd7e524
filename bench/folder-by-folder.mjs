// What a fleet costs without scopes: the list on standard input is taken apart by the folders of its items, and each part is
// given to a process of its own.
import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { executable } from './contenders.mjs';

const text = readFileSync(0, 'utf8');
const [head, ...items] = text.split(/^(?=- apiVersion)/m);
const folders = new Map();
for (const item of items) {
  const [, folder = ''] = /kubernetes\.io\/path: clusters\/([^/]+)\//.exec(item) ?? [];
  folders.set(folder, (folders.get(folder) ?? head) + item);
}
for (const input of folders.values()) {
  const { status, stdout, stderr } = spawnSync(process.execPath, [executable], { input, encoding: 'utf8' });
  if (status !== 0) throw new Error(stderr);
  process.stdout.write(stdout);
}
