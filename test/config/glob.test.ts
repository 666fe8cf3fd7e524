import { readGlobs } from '../../src/config/glob.ts';
import { ConfigError } from '../../src/config/problem.ts';

const covers = (glob: string, file: string): boolean =>
  readGlobs([glob], 'ignore').some((pattern) => pattern.test(file));

test.each([
  ['a name covers that file', 'a.yaml', 'a.yaml', true],
  ['a name covers no file of a folder', 'a.yaml', 'sub/a.yaml', false],
  ['a name covers a folder with all below it', 'ci', 'ci/deep/a.yaml', true],
  ['a slash behind a folder changes nothing', 'ci/', 'ci/a.yaml', true],
  ['a dot in front changes nothing', './ci/*.yaml', 'ci/a.yaml', true],
  ['a star stays in its component', '*.json', 'a/b.json', false],
  ['a star covers the middle of a name', 'values-*.yaml', 'values-prod.yaml', true],
  ['two stars in front cover any depth', '**/*.json', 'a/b/c.json', true],
  ['two stars in front cover none, too', '**/*.json', 'c.json', true],
  ['two stars in the middle', 'a/**/c.yaml', 'a/b/b/c.yaml', true],
  ['two stars in the middle cover none, too', 'a/**/c.yaml', 'a/c.yaml', true],
  ['two stars at the end cover what is below', 'a/**', 'a/b/c.yaml', true],
  ['two stars at the end do not cover another folder', 'a/**', 'ab/c.yaml', false],
  ['two stars alone cover everything', '**', 'a/b.yaml', true],
  ['a question mark is one character', 'a?.yaml', 'ab.yaml', true],
  ['a question mark is no slash', 'a?b', 'a/b', false],
  ['a set', '[a-c].yaml', 'b.yaml', true],
  ['all but a set', '[!a-c].yaml', 'b.yaml', false],
  ['alternatives', '{dev,prod}/*.y{a,}ml', 'prod/x.yml', true],
  ['a backslash makes a star a star', '\\*.yaml', 'a.yaml', false],
  ['other marks are themselves', 'a+(b).yaml', 'a+(b).yaml', true],
  ['a dot is a dot', 'a.yaml', 'aXyaml', false],
  ['names of other scripts', 'дев/*.yaml', 'дев/б.yaml', true],
])('%s: %s, %s', (_, glob, file, expected) => {
  expect(covers(glob, file)).toBe(expected);
});

test.each(['', '/abs/**', '../other', 'a/../../b', '[z-a]'])('%j is refused', (glob) => {
  expect(() => readGlobs(['ok', glob], 'ignore')).toThrow(ConfigError);
  expect(() => readGlobs(['ok', glob], 'ignore')).toThrow('spec.ignore[1]');
});
