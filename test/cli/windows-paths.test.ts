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
    'base/app.yaml': 'apiVersion: v1\r\nkind: Pod\r\n',
    'base/patches/image.yaml': 'kind: Pod\n',
    'chart/Chart.yaml': 'name: chart\n',
    'chart/templates/app.yaml': 'image: {{ .Values.image }}\n',
    'chart/values.yaml': 'image: busybox\n',
  };
  for (const [name, text] of Object.entries(files)) writeFileSync(`${folder}/${name}`, text);
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const windows = (name: string): string => name.replaceAll('/', '\\');

const gathering = { maxInput: 1000, ignore: [], isRelevant: () => true };
const app = (folder: string) => expect.objectContaining({ path: `${folder}/base/app.yaml` });

test('folders can be given with backslashes; what is reported has slashes', async () => {
  const { sources, skipped } = await gather([windows(folder)], gathering);
  expect(sources).toEqual([app(folder)]);
  const base = `${folder}/base/kustomization.yaml`;
  const chart = { reason: 'chart', detail: `part of the Helm chart ${folder}/chart` };
  expect(skipped).toMatchObject([
    { path: base, reason: 'kustomization' },
    { path: `${folder}/base/patches/image.yaml`, reason: 'kustomization-part', detail: `a patch of ${base}` },
    { path: `${folder}/chart/Chart.yaml`, ...chart },
    { path: `${folder}/chart/templates/app.yaml`, ...chart },
    { path: `${folder}/chart/values.yaml`, ...chart },
  ]);
});

test('files can be given with backslashes', async () => {
  const { sources } = await gather([windows(`${folder}/base/app.yaml`)], gathering);
  expect(sources).toEqual([app(folder)]);
});

test('globs have slashes', async () => {
  const { skipped } = await gather([windows(folder)], { ...gathering, ignore: [/^chart\/templates\/app\.yaml$/] });
  expect(skipped).toContainEqual({ path: `${folder}/chart/templates/app.yaml`, reason: 'ignored' });
});
