import { checkResources } from '../../src/config/overlay-settings.ts';
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

test.each([
  ['overlays/mirror', '../../base'],
  ['overlays/mirror', '../base/'],
  ['overlays/mirror', '../mirror-base'],
  ['overlays/mirror', '../../../overlays'],
  ['overlays/mirror', 'https://git.example.com/platform/base?ref=v1'],
  ['.', 'install.yaml'],
  ['.', 'base'],
  ['/srv/overlays/mirror', '../../base'],
])('an overlay in %s may stand on %s', (folder, base) => {
  expect(() => checkResources(folder, [base])).not.toThrow();
});

test.each([
  ['overlays/mirror', '../..'],
  ['overlays/mirror', '../../'],
  ['overlays/mirror', '../base/../..'],
  ['overlays/mirror', '../../..'],
  ['overlays/mirror', '..'],
  ['overlays/mirror', '../../overlays'],
  ['overlays/mirror', '.'],
  ['overlays/mirror', '../mirror'],
  ['.', '.'],
  ['../mirror', '..'],
  ['/srv/overlays/mirror', '../../..'],
])('an overlay in %s can not stand on %s, which is around it', (folder, base) => {
  expect(() => checkResources(folder, ['../../base', base])).toThrow(
    `spec.overlay.resources[1]: must not be a folder around the overlay in ${folder}, which kustomize refuses as a cycle`,
  );
});

test.each([
  ['', /must name a folder/],
  ['/srv/base', /must be relative to the overlay's folder overlays\/mirror/],
])('nor can it stand on %j', (base, problem) => {
  expect(() => checkResources('overlays/mirror', [base])).toThrow(problem);
});
