import { existsSync } from 'node:fs';
import { folderOf, run } from './run.ts';

const folder = folderOf({ 'nothing.yaml': '---\n' });

test('of a base without resources no overlay is written', async () => {
  const written = folder.at('overlays');
  const flags = ['--registry', 'm.io', '--resources', folder.at('base'), '-o', written];
  const { exitCode, stderr } = await run('overlay', folder.at('nothing.yaml'), ...flags);
  expect({ exitCode, exists: existsSync(written) }).toEqual({ exitCode: 2, exists: false });
  expect(stderr).toContain('there are no resources in the input');
});
