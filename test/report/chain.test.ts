import type { PartKey } from '../../src/k8ssandra/fields/shape.ts';
import { hardCodedPart } from '../../src/k8ssandra/origins/built-image.ts';
import type { EffectiveImage, Link } from '../../src/k8ssandra/origins/effective-image.ts';
import { chainOf } from '../../src/report/chain.ts';

/** `spec.x` stands in the manifest, `ImageConfig x` in the document of a ConfigMap, `tag in op 1` in code. */
function linkOf(text: string): Link {
  const [, part, code] = /^(registry|repository|name|tag) in (.*)$/.exec(text) ?? [];
  if (part !== undefined && code !== undefined) return hardCodedPart(part as PartKey, '', code).link;
  const inner = /^ImageConfig ?(.*)$/.exec(text)?.[1]?.split('.');
  const place = inner === undefined ? { path: text.split('.') } : { path: ['data', 'image_config.yaml'], inner };
  return { origin: 'written', where: text, resource: 0, ...place, value: '' };
}

const image = (...links: readonly string[]): EffectiveImage => ({
  image: 'a/b:1',
  status: 'resolved',
  source: links.map(linkOf),
  workload: 'cassandra',
  kind: 'container',
  container: 'cassandra',
  pullPolicy: '',
  pullSecrets: [],
  resource: 0,
});

test.each([
  ['one field', ['spec.serverImage'], ['spec.serverImage']],
  ['nothing in particular', ['ImageConfig'], ['ImageConfig']],
  ['siblings', ['spec.x.registry', 'spec.x.name', 'spec.x.tag'], ['spec.x.{registry, name, tag}']],
  [
    'cousins',
    ['ImageConfig defaults.registry', 'ImageConfig images.medusa'],
    ['ImageConfig defaults.registry', 'ImageConfig images.medusa'],
  ],
  ['siblings that are parted', ['a.registry', 'b.name', 'a.tag'], ['a.registry', 'b.name', 'a.tag']],
  [
    'parts of a hard-coded image',
    ['registry in op', 'repository in op 1', 'name in op 1', 'tag in op 1'],
    ['registry, hard-coded in op', 'repository, name and tag, hard-coded in op 1'],
  ],
  [
    'a value and what it lies in',
    ['ImageConfig images.x.registry', 'ImageConfig images.x'],
    ['ImageConfig images.x.registry'],
  ],
  ['the same twice', ['a.b', 'a.b'], ['a.b']],
])('%s', (_, wheres, expected) => {
  const both = image(...wheres);
  expect(chainOf({ before: both, after: both })).toEqual(expected);
});

test('what decides afterwards is told where it is something else', () => {
  expect(chainOf({ before: image('ImageConfig images.x'), after: image('ImageConfig imageRegistry') })).toEqual([
    'ImageConfig images.x',
    'now ImageConfig imageRegistry',
  ]);
});
