/**
 * Values of an ImageConfig that the operator does not read, although they look as if it did.
 *
 * | value                                                                 | read by                        |
 * |-----------------------------------------------------------------------|--------------------------------|
 * | v1beta1 `imageRegistryOverride`                                       | 1.8.0 to 1.10.0                |
 * | v1beta1 `imageRegistry`                                               | 1.10.1 and later               |
 * | v1beta1 `images.k8ssandra-client`                                     | 1.17 and later                 |
 * | v1beta1 `imageNamespace`, `images.hcd`, other names under `images`    | 1.23 and later                 |
 * | v1beta1 `defaults.<component>.imageRegistry`, `...Policy`, `...Secret`| 1.23 and later                 |
 * | v1beta1 `defaults.<component>.imageNamespace`                         | none                           |
 * | v1beta2 `digest`                                                      | 1.28 and later                 |
 * | v1beta2 `types.<type>.tag`, `types.<type>.digest`                     | none                           |
 * | what misplaced-keys.ts tells                                          | none                           |
 */
import { at, formatPath, isObject, type Json, type JsonObject, type Path } from '../../../yaml/json.ts';
import type { Format, OperatorRules } from '../../releases/image-config-rules.ts';
import { misplacedKeys } from './misplaced-keys.ts';
import type { ImageConfigRemark } from './remark.ts';

/** Said once for each value that is there. */
export function unreadRemarks(root: JsonObject, format: Format, rules: OperatorRules): readonly ImageConfigRemark[] {
  const misplaced = misplacedKeys(root, format).map(({ path, belongs }) => [path, belongs] as const);
  const known = new Set(misplaced.map(([path]) => formatPath(path)));
  const unread = format === 'v1beta1' ? unreadV1beta1(root, rules) : unreadV1beta2(root, rules);
  const places = [...misplaced, ...unread.filter(([path]) => !known.has(formatPath(path)))];
  return places.flatMap(([path, reader]) => {
    const value = at(root, path);
    if (value === undefined || value === null) return [];
    const message = `${formatPath(path)} has no effect: ${reader}`;
    return [{ code: 'ineffective-field', message, path, currentValue: value }] satisfies readonly ImageConfigRemark[];
  });
}

type Unread = readonly (readonly [path: Path, reader: string])[];

const since = (release: string): string => `cass-operator reads it from ${release} on`;
const never = 'no release of cass-operator reads it';

function unreadV1beta1(root: JsonObject, rules: OperatorRules): Unread {
  const components = keysAt(root, ['defaults']).map((component): Path => ['defaults', component]);
  return [
    rules.registryKey === 'imageRegistry'
      ? [['imageRegistryOverride'], 'cass-operator reads imageRegistry instead, from 1.10.1 on']
      : [['imageRegistry'], 'cass-operator before 1.10.1 reads imageRegistryOverride instead'],
    ...(rules.namedImages.includes(client) ? [] : [[['images', client], since('1.17')] as const]),
    ...(rules.componentPolicies
      ? components.map((component) => [[...component, 'imageNamespace'], never] as const)
      : unreadBefore123(root, components)),
  ];
}

const client = 'k8ssandra-client';
const readBefore123 = ['cassandra', 'dse', 'system-logger', 'config-builder', client, 'apiVersion', 'kind'];
const policyKeys = ['imageRegistry', 'imagePullPolicy', 'imagePullSecret'];

function unreadBefore123(root: JsonObject, components: readonly Path[]): Unread {
  const images = keysAt(root, ['images']).filter((name) => !readBefore123.includes(name));
  const paths: readonly Path[] = [
    ['imageNamespace'],
    ...images.map((name) => ['images', name]),
    ...components.flatMap((component) => policyKeys.map((key) => [...component, key])),
  ];
  return paths.map((path) => [path, since('1.23')]);
}

function unreadV1beta2(root: JsonObject, { digests }: OperatorRules): Unread {
  const types = keysAt(root, ['types']).flatMap((type): Unread => {
    return ['tag', 'digest'].map((key) => [['types', type, key], `${never}: the version of the cluster decides`]);
  });
  const images = keysAt(root, ['images']).map((name) => [['images', name, 'digest'], since('1.28')] as const);
  return digests ? types : [...types, ...images];
}

function keysAt(root: Json, path: Path): readonly string[] {
  const value = at(root, path);
  return isObject(value) ? Object.keys(value) : [];
}
