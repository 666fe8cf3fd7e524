/** docs/pipelines.md: what it shows is part of the examples that it names, and it leads to all of those about pipelines. */
import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';

const root = path.join(__dirname, '..');
const page = readFileSync(path.join(root, 'docs', 'pipelines.md'), 'utf8');

const blocks = [...page.matchAll(/^```yaml\n# (\S+)\n([\s\S]*?)^```$/gm)].map(([, file = '', text = '']) => ({
  file,
  text,
}));

test('shows nothing but files of the examples', () => {
  expect(blocks.length).toBeGreaterThan(4);
  expect(page.match(/^```\w/gm)).toHaveLength(blocks.length + 1);
});

test.each(blocks)('$file', ({ file, text }) => {
  expect(readFileSync(path.join(root, file), 'utf8')).toContain(text);
});

test('the command that it shows is that of the example', () => {
  const [, command = 'none'] = /^```sh\n([\s\S]*?)^```$/m.exec(page) ?? [];
  expect(readFileSync(path.join(root, 'examples', 'gitops-overlay', 'README.md'), 'utf8')).toContain(command);
});

test('leads to every example of a pipeline', () => {
  const folders = readdirSync(path.join(root, 'examples'), { withFileTypes: true }).filter((entry) =>
    entry.isDirectory(),
  );
  const pipelines = folders
    .map(({ name }) => name)
    .filter((name) => /^(argocd|flux|git|helm|kpt|kustomize)/.test(name));
  expect(pipelines.length).toBeGreaterThan(10);
  expect(pipelines.filter((name) => !page.includes(`(../examples/${name})`))).toEqual([]);
});
