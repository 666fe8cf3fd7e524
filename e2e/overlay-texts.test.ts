/** Strings through real kustomizes: each is the last value of a patch, whose end kustomize trims. */

import { kustomizationLines } from '../src/overlay/kustomization.ts';
import { overlayOf } from '../src/overlay/overlay.ts';
import { isObject, type JsonObject } from '../src/yaml/json.ts';
import { builders, objectsIn } from './overlay/builds.ts';
import { withTool } from './tools.ts';
import { outputOf, type Workspace, workspace } from './workspace.ts';

const texts: readonly string[] = [
  'images:\n  # a comment\n  x: "y"\n',
  'no end\nat the end',
  'one line\n',
  'several ends\n\n\n',
  '',
  '\n',
  '\n\nin front\n',
  '  blanks in front\n',
  'blanks behind  \n  \nand on a line  ',
  'tab\tinside\t\n\tand in front of a line\n',
  'CR\r\nLF\r\n',
  'a CR alone\rhere\n',
  '---\nmarkers\n---\n...\n',
  '- op: remove\n  path: /data\n',
  '# only a comment\n',
  '<&> "quotes" \'single\' \\ \\n {{ braces }} $(VAR)\n',
  'é 日本語 \u{1F600} \u00a0\n',
  '\u2028 and \u2029\nline ends of Unicode\n',
  '\ufeffa mark\n',
  'true',
  'null\n',
  '010',
  '1:30',
  '~',
  'a: b',
  `${'long '.repeat(100)}\n`,
];

function configMap(index: number): JsonObject {
  return {
    apiVersion: 'v1',
    kind: 'ConfigMap',
    metadata: { name: `text-${String(index).padStart(2, '0')}` },
    data: { text: 'old\n' },
  };
}

/** An overlay in which the only value of each ConfigMap becomes one of the texts. */
function overlayTo(afters: readonly string[], guard: boolean): Workspace {
  const objects = afters.map((_, index) => configMap(index));
  const edits = afters.map((after) => [{ op: 'set', path: ['data', 'text'], before: 'old\n', after }] as const);
  const settings = { kind: 'Kustomization', resources: ['../base'], guard, names: 'built', over: 'resources' } as const;
  const { overlay, findings } = overlayOf(
    objects,
    { edits: new Map(edits.entries()), additions: [] },
    settings,
    objects,
  );
  expect(findings).toEqual([]);
  return workspace({
    'base/all.yaml': objects.map((object) => `${JSON.stringify(object)}\n`).join('---\n'),
    'base/kustomization.yaml': 'resources: [all.yaml]\n',
    'overlay/kustomization.yaml': `${kustomizationLines(overlay, undefined).join('\n')}\n`,
  });
}

for (const { tool, build } of builders) {
  withTool(tool, `texts, built by ${tool}`, () => {
    test.each([true, false])('come out of patches as they went in (guard: %s)', (guard) => {
      const built = objectsIn(outputOf(build(overlayTo(texts, guard), 'overlay')));
      expect(built.map(({ data }) => (isObject(data) ? data.text : undefined))).toEqual(texts);
    });

    test('with a tab in front are more than kustomize can patch, and it says so', () => {
      const { status, stderr } = build(overlayTo(['\ttab in front\n'], true), 'overlay');
      expect(status).toBe(1);
      expect(stderr).toContain('found a tab character');
    });
  });
}
