/** Files as Windows names them: its path functions, on this machine's files. */
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { gather } from '../../src/cli/inputs.ts';

jest.mock('node:path', () => {
  const { posix, win32 } = jest.requireActual('node:path');
  return { ...win32, posix, win32 };
});

let folder = '';
beforeAll(() => {
  folder = mkdtempSync(`${tmpdir()}/windows-`);
  mkdirSync(`${folder}/base/patches`, { recursive: true });
  mkdirSync(`${folder}/chart/templates`, { recursive: true });
  const files = {
    'base/kustomization.yaml': 'resources: [app.yaml]\npatches: [{path: patches/image.yaml}]\n',
    'base/app.yaml': 'kind: Pod\r\n',
    'base/patches/image.yaml': 'kind: Pod\n',
    'chart/Chart.yaml': 'name: chart\n',
    'chart/templates/app.yaml': 'image: {{ .Values.image }}\n',
    'chart/values.yaml': 'image: busybox\n',
  };
  for (const [name, text] of Object.entries(files)) writeFileSync(`${folder}/${name}`, text);
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const windows = (name: string): string => name.replaceAll('/', '\\');

test('folders can be given with backslashes; what is reported has slashes', async () => {
  const { files, skipped } = await gather([windows(folder)], 1000);
  expect(files).toEqual([{ path: `${folder}/base/app.yaml`, text: 'kind: Pod\r\n' }]);
  const base = `${folder}/base/kustomization.yaml`;
  const chart = `part of the Helm chart ${folder}/chart`;
  expect(skipped).toEqual([
    { path: base, reason: 'a kustomization' },
    { path: `${folder}/base/patches/image.yaml`, reason: `a patch of ${base}` },
    { path: `${folder}/chart/Chart.yaml`, reason: chart },
    { path: `${folder}/chart/templates/app.yaml`, reason: chart },
    { path: `${folder}/chart/values.yaml`, reason: chart },
  ]);
});

test('files can be given with backslashes', async () => {
  const { files } = await gather([windows(`${folder}/base/app.yaml`)], 1000);
  expect(files).toEqual([{ path: `${folder}/base/app.yaml`, text: 'kind: Pod\r\n' }]);
});
