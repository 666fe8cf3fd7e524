/** How many settings of images a resource holds for what is rendered from it. */
import { isList, isObject, type Json } from '../../yaml/json.ts';

export function countImageSettings(value: Json): number {
  if (typeof value === 'string') return value.includes('\n') ? value.split('\n').filter(isSettingLine).length : 0;
  if (isList(value)) return value.reduce<number>((sum, item) => sum + countImageSettings(item), 0);
  if (!isObject(value)) return 0;
  if (typeof value.name === 'string' && isSettingPath(value.name) && value.value !== undefined) return 1;
  return Object.entries(value).reduce((sum, [key, child]) => {
    if (key === 'images' && isList(child)) return sum + child.length;
    const names = isSettingPath(key) && (typeof child === 'string' ? child !== '' : isObject(child));
    return sum + (names ? 1 : countImageSettings(child));
  }, 0);
}

function isSettingLine(line: string): boolean {
  const [, key = '', value = ''] = /^\s*(?:- )?["']?([\w.-]+)["']?:(.*)$/.exec(line) ?? [];
  return isSettingPath(key) && !/^\s*(?:""|''|null|~)?\s*(?:#.*)?$/.test(value || ' x');
}

/** `image`, `initImage`, `image.tag`, `imageRegistry`, `registryOverride`. */
function isSettingPath(path: string): boolean {
  return /image$|^imageRegistry$|registryOverride$|(?:^|\.)image\.\w+$/i.test(path);
}
