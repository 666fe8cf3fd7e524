import { readFileSync } from 'node:fs';
import path from 'node:path';
import { statusOf } from '../../src/registry/reasons.ts';

test('the reference has every reason, with its status', () => {
  const page = readFileSync(path.join(__dirname, '..', '..', 'docs', 'reference', 'verify.md'), 'utf8');
  const rows = [...page.matchAll(/^\| `([\w-]+)` \| `(\w+)` \| ./gm)].map(([, code = '', status]) => [code, status]);
  expect(Object.fromEntries(rows)).toEqual(statusOf);
  expect(rows).toHaveLength(Object.keys(statusOf).length);
});
