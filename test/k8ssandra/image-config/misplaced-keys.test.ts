import { carryOut, target } from './request.ts';

const v1beta1 = (body: string): string => `apiVersion: config.k8ssandra.io/v1beta1\nkind: ImageConfig\n${body}`;
const v1beta2 = (body: string): string => `apiVersion: config.k8ssandra.io/v1beta2\nkind: ImageConfig\n${body}`;

const images = `images:
  system-logger: k8ssandra/system-logger:v1.22.1
  config-builder: datastax/cass-config-builder:1.0-ubi7
  k8ssandra-client: k8ssandra/k8ssandra-client:v0.8.1
`;

const entries = `images:
  system-logger: {repository: k8ssandra, name: system-logger, tag: v1.32.0}
  config-builder: {repository: datastax, name: cass-config-builder, tag: 1.0-ubi}
  k8ssandra-client: {repository: k8ssandra, name: k8ssandra-client, tag: v0.8.1}
`;
const types = 'types: {cassandra: {repository: k8ssandra, name: cass-management-api, suffix: -ubi}}\n';

describe('a key that stands where nothing reads it is told, with where it belongs', () => {
  test.each([
    ['imageRegistry', '"localhost:5000"'],
    ['imageregistry', '"localhost:5000"'],
    ['imageRegistryOverride', 'localhost:5000'],
    ['imagePullPolicy', 'IfNotPresent'],
    ['imageNamespace', 'team'],
  ])('v1beta1: %s below images', (key, value) => {
    const { plan, codes, text } = carryOut('v1beta1', v1beta1(`${images}  ${key}: ${value}\n`));
    expect(codes).toEqual(['ineffective-field']);
    expect(plan.findings[0]?.message).toBe(
      `images.${key} has no effect: it is no image, and belongs to the top level, beside images`,
    );
    expect(text).toContain(`  ${key}: ${value}\n`);
    expect(plan.images.map(({ before }) => before)).not.toContain('localhost:5000');
  });

  test.each(['1.22.4', '1.26.0'])('v1beta1, read by cass-operator %s: the same reason', (cassOperator) => {
    const { plan } = carryOut('v1beta1', v1beta1(`${images}  imageRegistry: "localhost:5000"\n`), { cassOperator });
    expect(plan.findings.map(({ message }) => message)).toEqual([
      'images.imageRegistry has no effect: it is no image, and belongs to the top level, beside images',
    ]);
  });

  test.each([
    [
      'v1beta1',
      v1beta1(`${images}system-logger: quay.io/a/logger:1\n`),
      'system-logger',
      'it belongs into images.system-logger',
    ],
    [
      'v1beta1',
      v1beta1(`${images}cassandra: {repository: a/b, name: c}\n`),
      'cassandra',
      'it belongs into images.cassandra',
    ],
    [
      'v1beta2',
      v1beta2(`${entries}${types}imageRegistry: quay.io\n`),
      'imageRegistry',
      'it is a key of v1beta1; it belongs into overrides.registry',
    ],
    [
      'v1beta2',
      v1beta2(`${entries}${types}imagePullSecret: {name: a}\n`),
      'imagePullSecret',
      'it is a key of v1beta1; it belongs into overrides.pullSecrets',
    ],
    [
      'v1beta2',
      v1beta2(`${entries}${types}registry: quay.io\n`),
      'registry',
      "it belongs below defaults, or below overrides to go before every image's own",
    ],
    ['v1beta2', v1beta2(`${entries}${types}hcd: {name: hcd}\n`), 'hcd', 'it belongs into types.hcd'],
    [
      'v1beta2',
      v1beta2(`${entries}${types}medusa: {repository: k8ssandra, name: medusa, tag: "1"}\n`),
      'medusa',
      'it belongs into images.medusa',
    ],
    [
      'v1beta2',
      v1beta2(`${entries}  defaults: {registry: quay.io}\n${types}`),
      'images.defaults',
      'it is no image, and belongs to the top level, beside images',
    ],
    [
      'v1beta2',
      v1beta2(`${entries}  dse: {repository: datastax, name: dse, tag: "1"}\n${types}`),
      'images.dse',
      'servers are not looked for there; it belongs below types, as types.dse',
    ],
    [
      'v1beta2',
      v1beta2(`${entries}types: {cassandra: {repository: k8ssandra, name: cass-management-api}, medusa: {name: x}}\n`),
      'types.medusa',
      'it is no server type; it belongs into images.medusa',
    ],
  ] as const)('%s: %s', (format, text, key, belongs) => {
    const { plan, text: after } = carryOut(format, text);
    const said = plan.findings.map(({ code, message }) => `${code}: ${message}`);
    expect(said).toEqual([`ineffective-field: ${key} has no effect: ${belongs}`]);
    expect(after).toContain(target);
  });
});

test.each([
  ['v1beta1', v1beta1(`${images}metadata: {name: x}\nimagePullSecrets: [{name: a}]\nnotes: {any: thing}\n`)],
  ['v1beta2', v1beta2(`${entries}${types}metadata: {name: x}\ndefaults: {registry: docker.io}\n`)],
] as const)("what is no image and no setting of one is nobody's business: %s", (format, text) => {
  expect(carryOut(format, text).codes).toEqual([]);
});

test("v1beta1's settings below defaults, where releases before 1.23 ignore them", () => {
  const text = v1beta1(
    `${images}defaults: {cassandra: {repository: k8ssandra/cass-management-api}, imageRegistry: quay.io}\n`,
  );
  const { plan } = carryOut('v1beta1', text, { cassOperator: '1.22.4' });
  expect(plan.findings.map(({ message }) => message)).toContain(
    'defaults.imageRegistry has no effect: nothing reads it there; it belongs to the top level, beside defaults',
  );
});
