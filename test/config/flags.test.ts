import { specFlags, withField } from '../../src/config/flags.ts';

test('every field of spec that one word can set, and its type', () => {
  expect(
    specFlags().map(({ flag, path, list, toggle, values }) => [
      flag,
      path.join('.'),
      list ? 'list' : toggle ? 'toggle' : 'one',
      values,
    ]),
  ).toEqual([
    ['registry', 'registry', 'one', undefined],
    ['layout', 'layout', 'one', ['path', 'registry-path', 'name']],
    ['exclude', 'exclude', 'list', undefined],
    ['pull-policy', 'pullPolicy', 'one', ['Always', 'IfNotPresent', 'Never']],
    ['pull-secrets', 'pullSecrets', 'list', undefined],
    ['image-config-strategy', 'imageConfig.strategy', 'one', ['auto', 'global', 'entries']],
    ['image-config-selector-name', 'imageConfig.selector.name', 'one', undefined],
    ['image-config-selector-namespace', 'imageConfig.selector.namespace', 'one', undefined],
    ['image-config-selector-key', 'imageConfig.selector.key', 'one', undefined],
    ['release-cass-operator', 'release.cassOperator', 'one', undefined],
    ['release-k8ssandra-operator', 'release.k8ssandraOperator', 'one', undefined],
    ['mode', 'mode', 'one', ['transform', 'check', 'overlay', 'generate']],
    ['overlay-path', 'overlay.path', 'one', undefined],
    ['overlay-resources', 'overlay.resources', 'list', undefined],
    ['overlay-kind', 'overlay.kind', 'one', ['Kustomization', 'Component']],
    ['overlay-guard', 'overlay.guard', 'toggle', undefined],
    ['generate-behavior', 'generate.behavior', 'one', ['merge', 'replace']],
    ['generate-name', 'generate.name', 'one', undefined],
    ['generate-namespace', 'generate.namespace', 'one', undefined],
    ['generate-format', 'generate.format', 'one', ['v1beta1', 'v1beta2']],
    ['on-escape', 'onEscape', 'one', ['error', 'warn']],
    ['crd-defaults', 'crdDefaults', 'one', ['leave', 'rewrite']],
    ['rollout-restart-operator', 'rollout.restartOperator', 'toggle', undefined],
    ['rollout-update-datacenters', 'rollout.updateDatacenters', 'one', ['never', 'always', 'task']],
    ['fix', 'fix', 'toggle', undefined],
    ['guard', 'guard', 'one', ['admission']],
    ['strict', 'strict', 'toggle', undefined],
    ['ignore', 'ignore', 'list', undefined],
  ]);
});

test('every flag has a help text', () => {
  for (const { help } of specFlags()) expect(help).toMatch(/^[A-Z].{10,}$/);
});

test('fields are set where their path says', () => {
  const spec = withField({ registry: 'm.io' }, ['imageConfig', 'selector', 'name'], 'x');
  expect(spec).toEqual({ registry: 'm.io', imageConfig: { selector: { name: 'x' } } });
  expect(withField(spec, ['imageConfig', 'strategy'], 'auto')).toEqual({
    registry: 'm.io',
    imageConfig: { selector: { name: 'x' }, strategy: 'auto' },
  });
  expect(withField(spec, ['registry'], 'n.io')).toMatchObject({ registry: 'n.io' });
});
