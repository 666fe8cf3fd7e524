import { existsSync } from 'node:fs';
import path from 'node:path';
import { pages, root, textOf } from './page.ts';

const linked = [
  ...pages,
  'CONTRIBUTING.md',
  'CHANGELOG.md',
  'docs/pipelines.md',
  'docs/performance.md',
  'docs/reliability.md',
  'SECURITY.md',
  'examples/README.md',
];

/** The anchors that GitHub gives the headings of a page. */
function anchorsOf(page: string): ReadonlySet<string> {
  const headings = [...textOf(page).matchAll(/^#+ (.*)$/gm)].map(([, heading = '']) => heading);
  return new Set(
    headings.map((heading) =>
      heading
        .toLowerCase()
        .replace(/[^\w\- ]/g, '')
        .replaceAll(' ', '-'),
    ),
  );
}

test.each(linked)('the links of %s lead somewhere', (page) => {
  const targets = [...textOf(page).matchAll(/\]\((?!https?:)([^)]+)\)/g)].map(([, target = '']) => target);
  const dead = targets.filter((target) => {
    const [file = '', anchor] = target.split('#');
    const place = file === '' ? page : path.join(path.dirname(page), file);
    return !existsSync(path.join(root, place)) || (anchor !== undefined && !anchorsOf(place).has(anchor));
  });
  expect(dead).toEqual([]);
});
