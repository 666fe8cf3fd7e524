/** The operators of a manifest. */
import {
  commonRelease,
  findOperators,
  type OperatorDeployment,
  operatorsAmong,
} from '../../../src/k8ssandra/operators/operator-deployments.ts';
import type { Json, JsonObject } from '../../../src/yaml/json.ts';
import { deployment } from './fixtures.ts';

const found = (...resources: readonly JsonObject[]): readonly OperatorDeployment[] => findOperators(resources);

/** A Deployment of k8ssandra-operator with these variables. */
const withVariables = (env: readonly JsonObject[], namespace = 'ops', name = 'k8ssandra-operator'): JsonObject =>
  deployment(
    name,
    { containers: [{ name: 'manager', image: 'k8ssandra/k8ssandra-operator:v1.26.0', env }] },
    namespace,
  );

describe('is found', () => {
  test.each<[string, JsonObject, string | undefined]>([
    ['by its image', deployment('x', { containers: [{ image: 'm:5000/a/cass-operator:v1.26.0' }] }), 'cassOperator'],
    [
      'by an image with a digest',
      deployment('x', { containers: [{ image: 'a/cass-operator@sha256:0' }] }),
      'cassOperator',
    ],
    [
      'beside other containers',
      deployment('x', { containers: [{}, { image: 'k8ssandra-operator' }] }),
      'k8ssandraOperator',
    ],
    ['by its name', deployment('cass-operator-controller-manager', { containers: [{}] }), 'cassOperator'],
    ['by the end of its name', deployment('demo-k8ssandra-operator', { containers: [{}] }), 'k8ssandraOperator'],
    ['not by the middle of it', deployment('cass-operator-webhook', { containers: [{}] }), undefined],
    ['not by an image like it', deployment('x', { containers: [{ image: 'a/my-cass-operator:1' }] }), undefined],
    ['not without containers', deployment('cass-operator', {}), undefined],
    ['not in another kind', { ...deployment('cass-operator', { containers: [{}] }), kind: 'DaemonSet' }, undefined],
    [
      'by its label',
      {
        ...deployment('x', { containers: [{}] }),
        metadata: { name: 'x', labels: { 'app.kubernetes.io/name': 'cass-operator' } },
      },
      'cassOperator',
    ],
  ])('%s', (_, resource, expected) => {
    expect(found(resource)[0]?.operator).toBe(expected);
  });
});

describe('its release', () => {
  test.each([
    ['a/cass-operator:v1.26.0', '1.26.0'],
    ['a/cass-operator:1.26.0', '1.26.0'],
    ['m:5000/a/cass-operator:v1.26.0@sha256:0', '1.26.0'],
    ['a/cass-operator:v1.19.0-dev.ff5bc87-20240111', '1.19.0'],
    ['a/cass-operator:latest', undefined],
    ['a/cass-operator', undefined],
  ])('of %s', (image, expected) => {
    expect(found(deployment('x', { containers: [{ image }] }))[0]?.release).toBe(expected);
  });

  test('of the label where the image does not tell', () => {
    const resource = {
      ...deployment('x', { containers: [{ image: 'a/cass-operator@sha256:0' }] }),
      metadata: { name: 'x', labels: { 'app.kubernetes.io/version': '1.23.0' } },
    };
    expect(found(resource)[0]?.release).toBe('1.23.0');
  });

  test('in common, if there is one', () => {
    const of = (...tags: readonly string[]): readonly OperatorDeployment[] =>
      found(...tags.map((tag) => deployment('x', { containers: [{ image: `a/cass-operator:${tag}` }] })));
    expect(commonRelease(of('v1.26.0', 'v1.26.0'), 'cassOperator')).toBe('1.26.0');
    expect(commonRelease(of('v1.26.0', 'v1.31.0'), 'cassOperator')).toBeUndefined();
    expect(commonRelease([], 'cassOperator')).toBeUndefined();
    expect(commonRelease(of('v1.26.0'), 'k8ssandraOperator')).toBeUndefined();
  });
});

describe('its environment', () => {
  const registryOf = (env: readonly JsonObject[]): string | undefined =>
    found(withVariables(env))[0]?.environment.get('DEFAULT_REGISTRY')?.value;

  test.each<[string, readonly JsonObject[], string | undefined]>([
    ['plain', [{ name: 'DEFAULT_REGISTRY', value: 'm.io' }], 'm.io'],
    ['empty', [{ name: 'DEFAULT_REGISTRY', value: '' }], ''],
    ['without a value: empty', [{ name: 'DEFAULT_REGISTRY' }], ''],
    [
      'the last counts',
      [
        { name: 'DEFAULT_REGISTRY', value: 'a' },
        { name: 'DEFAULT_REGISTRY', value: 'b' },
      ],
      'b',
    ],
    ['from elsewhere: not known', [{ name: 'DEFAULT_REGISTRY', valueFrom: { configMapKeyRef: {} } }], undefined],
    ['absent', [], undefined],
  ])('%s', (_, env, expected) => {
    expect(registryOf(env)).toBe(expected);
  });

  test('says where it stands', () => {
    const [operator] = found({}, withVariables([{ name: 'A' }, { name: 'DEFAULT_REGISTRY', value: 'm.io' }]));
    expect(operator?.environment.get('DEFAULT_REGISTRY')?.link).toEqual({
      origin: 'written',
      where: 'DEFAULT_REGISTRY of the operator',
      variable: 'DEFAULT_REGISTRY',
      resource: 1,
      path: ['spec', 'template', 'spec', 'containers', 0, 'env', 1, 'value'],
      value: 'm.io',
    });
  });
});

describe('looks after', () => {
  const watching = (value: Json): JsonObject => ({ name: 'WATCH_NAMESPACE', value });

  test.each<[string, readonly JsonObject[], string, boolean]>([
    ['every namespace', [], 'data', true],
    ['every namespace, said as none', [watching('')], 'data', true],
    ['its own', [watching('ops')], 'ops', true],
    ['no other', [watching('ops')], 'data', false],
    ['those of a list', [watching('ops,data')], 'data', true],
    [
      'its own, by reference',
      [{ name: 'WATCH_NAMESPACE', valueFrom: { fieldRef: { fieldPath: 'metadata.namespace' } } }],
      'data',
      false,
    ],
    ['whatever comes from elsewhere', [{ name: 'WATCH_NAMESPACE', valueFrom: {} }], 'data', true],
    ['a namespace that is not written', [watching('ops')], '', true],
  ])('%s', (_, env, namespace, expected) => {
    expect(operatorsAmong(found(withVariables(env)))('k8ssandraOperator', namespace).length > 0).toBe(expected);
  });

  test('a namespace with an operator of its own is for that one', () => {
    const operators = found(withVariables([], 'ops', 'all-k8ssandra-operator'), withVariables([], 'data'));
    const near = (namespace: string): readonly string[] =>
      operatorsAmong(operators)('k8ssandraOperator', namespace).map((operator) => operator.namespace);
    expect(near('data')).toEqual(['data']);
    expect(near('other')).toEqual(['ops', 'data']);
    expect(operatorsAmong(operators)('cassOperator', 'data')).toEqual([]);
  });
});
