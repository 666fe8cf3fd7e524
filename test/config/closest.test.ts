import { closest } from '../../src/config/closest.ts';

const words = ['registry', 'layout', 'mirrors', 'pullPolicy', 'pullSecrets', 'onEscape', 'mode', 'name'];

test.each([
  ['a letter too few', 'registy', 'registry'],
  ['a letter too many', 'registryy', 'registry'],
  ['another letter', 'lajout', 'layout'],
  ['two letters swapped', 'regsitry', 'registry'],
  ['singular', 'mirror', 'mirrors'],
  ['another case', 'pullsecrets', 'pullSecrets'],
  ['dashes', 'pull-secrets', 'pullSecrets'],
  ['underscores', 'on_escape', 'onEscape'],
  ['one slip in a short word', 'moed', 'mode'],
  ['the nearer of two', 'pullPolicys', 'pullPolicy'],
  ['too far away', 'registrations', undefined],
  ['two slips in a short word', 'nome2', undefined],
  ['another word', 'context', undefined],
  ['nothing', '', undefined],
  ['a very long word', 'x'.repeat(100_000), undefined],
])('%s: %j', (_, word, expected) => {
  expect(closest(word, words)).toBe(expected);
});

test('no candidates', () => {
  expect(closest('layout', [])).toBeUndefined();
});
