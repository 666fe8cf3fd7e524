/** A build from nothing but the sources, as whoever distrusts a published package would make it. */
import { cpSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { copyCheckout, pack, root, run, scratchFolder } from './package/checkout.ts';
import { filesBelow } from './workspace.ts';

const scratch = scratchFolder();
afterAll(scratch.remove);

describe('a fresh checkout', () => {
  const first = path.join(scratch.folder, 'first');
  const second = path.join(scratch.folder, 'in', 'another', 'place');
  const digest = (file: string): string => run('sha256sum', [file]).slice(0, 64);

  beforeAll(() => {
    for (const folder of [first, second]) copyCheckout(folder);
  });

  test('is built by npm ci --ignore-scripts and npm run build', () => {
    run('npm', ['ci', '--ignore-scripts', '--prefer-offline'], { cwd: first });
    run('npm', ['run', 'build'], { cwd: first });
    const executable = path.join(first, 'dist', 'k8ssandra-image-mirror.cjs');
    const { version } = JSON.parse(readFileSync(path.join(root, 'package.json'), 'utf8'));
    expect(run(executable, ['--version'])).toBe(`${version}\n`);
  }, 300_000);

  test('gives the same bytes in another place, time zone and language, for a careful umask', () => {
    cpSync(path.join(first, 'node_modules'), path.join(second, 'node_modules'), {
      recursive: true,
      verbatimSymlinks: true,
    });
    const env = { TZ: 'Pacific/Chatham', LANG: 'tr_TR.UTF-8', LC_ALL: 'tr_TR.UTF-8', NODE_ENV: 'production' };
    run('sh', ['-c', 'umask 077 && npm run build'], { cwd: second, env });
    const [one, other] = [first, second].map((cwd) => digest(pack(path.join(cwd, '..'), { cwd })));
    expect(one).toBe(other);
  }, 120_000);

  test('gives the bytes that were built here', () => {
    const here = filesBelow(path.join(root, 'dist'));
    const there = filesBelow(path.join(first, 'dist'));
    expect(Object.keys(there)).toEqual(Object.keys(here));
    expect(Object.keys(here).filter((name) => here[name] !== there[name])).toEqual([]);
  });
});
