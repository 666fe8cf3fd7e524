import { jsonPointer } from '../../src/overlay/json-pointer.ts';
import type { Path } from '../../src/yaml/json.ts';

test.each<[Path, string]>([
  [[], ''],
  [['data', 'image_config.yaml'], '/data/image_config.yaml'],
  [['spec', 'containers', 0, 'image'], '/spec/containers/0/image'],
  [['metadata', 'annotations', 'k8ssandra.io/autoupdate-spec'], '/metadata/annotations/k8ssandra.io~1autoupdate-spec'],
  [['a~b', 'c~1d', ''], '/a~0b/c~01d/'],
])('%j is %s', (path, pointer) => {
  expect(jsonPointer(path)).toBe(pointer);
});
