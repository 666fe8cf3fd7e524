import { readConfig } from '../../src/config/normalise.ts';
import { plan } from '../../src/plan/plan.ts';
import { at, type JsonObject } from '../../src/yaml/json.ts';
import { cluster, imageConfig, mirror, planned } from './planned.ts';

const cassandra = { serverVersion: '4.1.9', datacenters: [{ metadata: { name: 'dc1' }, size: 3 }] };
const container = ['spec', 'medusa', 'containerImage'];

function medusa(containerImage: JsonObject, others: readonly JsonObject[] = [], spec: JsonObject = {}) {
  const { after, codes } = planned([cluster({ cassandra, medusa: { containerImage } }), ...others], spec);
  return { struct: at(after[0], container), codes: codes.filter((code) => !code.startsWith('image-unknown')) };
}

const configured = imageConfig(
  'images: {medusa: {repository: k8ssandra, name: medusa, tag: 0.29.1}}\ndefaults: {registry: docker.io}\n',
);

describe('a struct that names a registry', () => {
  test('changes in the registry alone, where that says all', () => {
    const { struct } = medusa({ registry: 'quay.io', repository: 'org', name: 'medusa', tag: '1' });
    expect(struct).toEqual({ registry: mirror, repository: 'org', name: 'medusa', tag: '1' });
  });

  test('takes the layout apart', () => {
    const struct = { registry: 'quay.io', repository: 'org', name: 'medusa', tag: '1' };
    expect(medusa(struct, [], { layout: 'name' }).struct).toEqual({
      registry: 'mirror.example.com:5000',
      repository: 'k8ssandra',
      name: 'medusa',
      tag: '1',
    });
    expect(medusa(struct, [], { layout: 'registry-path' }).struct).toEqual({
      ...struct,
      registry: `${mirror}/quay.io`,
    });
  });

  test('is never left without a tag', () => {
    const { struct, codes } = medusa({ registry: 'docker.io', repository: 'k8ssandra', name: 'medusa' });
    expect(struct).toEqual({ registry: mirror, repository: 'k8ssandra', name: 'medusa', tag: 'latest' });
    expect(codes).toContain('tag-made-explicit');
  });

  test('gets the pull policy', () => {
    const whole = { registry: 'quay.io', repository: 'org', name: 'medusa', tag: '1' };
    expect(medusa(whole, [], { pullPolicy: 'Always' }).struct).toEqual({
      ...whole,
      registry: mirror,
      pullPolicy: 'Always',
    });
  });
});

describe('a struct without a registry', () => {
  test('stays as it is where nothing in the input says what the operator fills in', () => {
    expect(medusa({ name: 'medusa', tag: '0.11.0' }).struct).toEqual({ name: 'medusa', tag: '0.11.0' });
  });

  test('stays as it is under an ImageConfig that moves it', () => {
    const { struct, codes } = medusa({ tag: '0.29.2' }, [configured]);
    expect(struct).toEqual({ tag: '0.29.2' });
    expect(codes).not.toContain('implicit-frozen');
  });

  test('gets the tag that the API server would fill in', () => {
    const { struct, codes } = medusa({ pullPolicy: 'Always' }, [configured]);
    expect(struct).toEqual({ pullPolicy: 'Always', tag: 'latest' });
    expect(codes).toContain('tag-made-explicit');
  });

  test('stays, with a remark, where nobody reads it', () => {
    const spec = { cassandra: { jmxInitContainerImage: { name: 'busybox', tag: '1' } } };
    const { after, codes } = planned([cluster(spec)], { release: { k8ssandraOperator: '1.20.0' } });
    expect(after[0]?.spec).toEqual(spec);
    expect(codes).toContain('ineffective-field');
  });
});

describe('a struct whose other parts are in an ImageConfig that changes', () => {
  const layout = { layout: 'name', registry: 'mirror.example.com/k8s' };

  test('keeps the place on the mirror that it has', () => {
    const { struct, codes } = medusa({ registry: layout.registry, tag: '1' }, [configured], layout);
    expect(struct).toEqual({ registry: layout.registry, repository: 'k8ssandra', name: 'medusa', tag: '1' });
    expect(codes).not.toContain('resolution-changed');
  });

  test('keeps an image that is excluded', () => {
    const { struct } = medusa({ registry: 'quay.io', tag: '1' }, [configured], { ...layout, exclude: ['quay.io'] });
    expect(struct).toEqual({ registry: 'quay.io', repository: 'k8ssandra', name: 'medusa', tag: '1' });
  });

  test('says all that the ImageConfig would say for another image', () => {
    const { struct, codes } = medusa({ repository: 'org', tag: '1' }, [configured], layout);
    expect(struct).toEqual({ registry: 'mirror.example.com', repository: 'k8s', name: 'medusa', tag: '1' });
    expect(codes).not.toContain('resolution-changed');
  });

  test('is moved by the rule for the image that it makes today', () => {
    const mirrors = [
      { source: 'docker.io/k8ssandra', target: 'mirror.example.com/own' },
      { source: '*', target: 'mirror.example.com/other' },
    ];
    const { struct, codes } = medusa({ registry: 'docker.io', tag: '1' }, [configured], { layout: 'name', mirrors });
    expect(struct).toEqual({ registry: 'mirror.example.com', tag: '1' });
    expect(codes).not.toContain('resolution-changed');
  });
});

test('a layout that the field cannot express is refused', () => {
  const whole = { registry: 'quay.io', repository: 'org', name: 'medusa', tag: '1' };
  const { struct, codes } = medusa(whole, [], {
    registry: 'mirror.example.com',
    layout: 'name',
    release: { k8ssandraOperator: '1.20.0' },
  });
  expect(struct).toEqual(whole);
  expect(codes).toContain('layout-not-expressible');
});

describe('a struct of a cluster whose datacenters come later', () => {
  const later = { serverVersion: '4.1.9' };
  const struct = { repository: 'k8ssandra', name: 'medusa', tag: '1' };
  const of = (containerImage: JsonObject, others: readonly JsonObject[], spec: JsonObject = {}): unknown => {
    const { after, codes } = planned([cluster({ cassandra: later, medusa: { containerImage } }), ...others], spec);
    return { struct: at(after[0], container), codes: codes.filter((code) => code.startsWith('image-un')) };
  };
  const release = (k8ssandraOperator: string): JsonObject => ({
    release: { k8ssandraOperator, cassOperator: '1.30.2' },
  });

  test('is left to the ImageConfig that covers it', () => {
    expect(of(struct, [configured], release('1.32.5'))).toEqual({ struct, codes: [] });
  });

  test('is written where no ImageConfig decides', () => {
    expect(of(struct, [], release('1.20.4'))).toEqual({ struct: { ...struct, registry: mirror }, codes: [] });
  });
});

test('what two rounds meet at one place is said once', () => {
  const reaper = { containerImage: { registry: 'quay.io', repository: 'org', name: 'reaper', tag: '1' } };
  const config = readConfig({
    apiVersion: 'k8ssandra-image-mirror.dev/v1alpha1',
    kind: 'ImageMirror',
    spec: { registry: 'localhost:5000', layout: 'name', release: { k8ssandraOperator: '1.20.4' }, onEscape: 'warn' },
  });
  const { findings } = plan([cluster({ cassandra, reaper })], config);
  const ofReaper = findings.filter(({ at: place }) => place?.path.includes('reaper'));
  expect(ofReaper.map(({ code, message }) => `${code}: ${message}`)).toEqual([
    'image-mirrored: quay.io/org/reaper:1 → localhost:5000/reaper:1',
    expect.stringMatching(/^layout-not-expressible: /),
  ]);
});

test('an entry that makes several images is one of the places of a repository', () => {
  const document = `defaults: {registry: docker.io}
images: {k8ssandra-client: {repository: one, name: x, tag: v1}}
types: {cassandra: {repository: two, name: x}}
`;
  const clusters = ['4.0.1', '4.1.2'].map((serverVersion) => cluster({ cassandra: { ...cassandra, serverVersion } }));
  const { said } = planned([imageConfig(document), ...clusters], { layout: 'name' });
  const shared = said.filter((text) => text.startsWith('shared-repository')).join();
  expect(shared).toMatch(/ \(2 places: [^,]*: images\.k8ssandra-client, [^,]*: types\.cassandra\)$/);
});
