import { problemsOf, readSpec, resource } from './read.ts';

function overlay(spec: object): ReturnType<typeof readSpec>['overlay'] {
  return readSpec({ registry: 'm.io', overlay: { ...spec } }).overlay;
}

test('the defaults', () => {
  expect(overlay({})).toEqual({ path: undefined, resources: [], kind: 'Kustomization', guard: true });
});

test.each([
  ['overlays/mirror', 'overlays/mirror'],
  ['./mirror/', 'mirror'],
])('the path %s is %s', (path, read) => {
  expect(overlay({ path }).path).toBe(read);
});

test.each(['', '.', '..', '../mirror', 'a/../../b', '/mirror', 'a//b', 'C:/mirror', 'a\\b', 'a\nb'])(
  'the path %j is refused',
  (path) => {
    expect(problemsOf(resource({ registry: 'm.io', overlay: { path } }))).toEqual([
      'spec.overlay.path: must be a folder below, like overlays/mirror',
    ]);
  },
);

test('a Component has no resources', () => {
  expect(problemsOf(resource({ registry: 'm.io', overlay: { kind: 'Component', resources: ['../base'] } }))).toEqual([
    expect.stringMatching(/^spec\.overlay\.resources: must be left out: a Component /),
  ]);
});
