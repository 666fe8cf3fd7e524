import { problemsOf, readSpec, resource } from './read.ts';

test.each([{ name: 'image-config', namespace: 'cass-operator' }, { name: 'a.b-1' }, { name: '', namespace: '' }])(
  'a ConfigMap can be %j',
  (generate) => {
    expect(() => readSpec({ registry: 'm.io', generate })).not.toThrow();
  },
);

test.each([
  ['name', 'Bad Name'],
  ['name', '-x'],
  ['name', 'a'.repeat(254)],
  ['namespace', 'a.b'],
  ['namespace', 'a'.repeat(64)],
])('its %s can not be %s', (key, value) => {
  expect(problemsOf(resource({ registry: 'm.io', generate: { [key]: value } }))).toEqual([
    expect.stringMatching(new RegExp(`^spec\\.generate\\.${key}: cannot be "`)),
  ]);
});
