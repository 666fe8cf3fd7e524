/**
 * Images in resources of which nothing is known but the conventions that most of them keep.
 *
 * | form        | is                                                                                               |
 * |-------------|--------------------------------------------------------------------------------------------------|
 * | `container` | `image` of an item of `containers`, `initContainers`, `ephemeralContainers`, `relatedImages`      |
 * | `volume`    | `image.reference` of an item of `volumes`                                                        |
 * | `reference` | a text under a key that says so                                                                  |
 * | `text`      | a text that can be nothing else, whatever its key                                                 |
 * | `parts`     | a mapping of `repository` and `tag` or `digest`                                                   |
 * | `word`      | an argument, or the value of a variable or parameter: the key there says nothing                   |
 *
 * What a resource is (`metadata`) and what was found out about it (`status`) is passed over.
 */
import { imageOfRepository, textOf } from '../k8ssandra/fields/repository-struct.ts';
import { podSpecPlaces } from '../k8ssandra/fields/workloads.ts';
import { imagesInWords, isImageUnder, namesImage, saysImage } from '../reference/image-text.ts';
import { placeholderIn } from '../reference/placeholder.ts';
import { at, isList, isObject, type Json, type JsonObject, type Path } from '../yaml/json.ts';

export type FoundImage = FoundText | FoundParts;

export interface FoundText {
  readonly form: 'container' | 'volume' | 'reference' | 'text' | 'word';
  readonly path: Path;
  /** As written, which for containers and volumes may be anything. */
  readonly value: string;
  /** For words, the images in it. */
  readonly images: readonly string[];
}

export interface FoundParts {
  readonly form: 'parts';
  readonly path: Path;
  readonly value: JsonObject;
  readonly images: readonly string[];
}

/** Every place of a resource that looks as if it held an image. */
export function searchImages(resource: JsonObject): readonly FoundImage[] {
  const found: FoundImage[] = [];
  for (const [key, value] of Object.entries(resource)) {
    if (!identity.has(key)) visit(value, key, [key], found);
  }
  return found;
}

/** The arguments and variables of a pod's containers that are images. */
export function searchWords(resource: JsonObject, podSpec: Path): readonly FoundText[] {
  const found: FoundText[] = [];
  const pod = at(resource, podSpec);
  if (!isObject(pod)) return found;
  for (const list of containerLists) {
    const containers = pod[list];
    if (!isList(containers)) continue;
    for (const [index, container] of containers.entries()) {
      if (!isObject(container)) continue;
      for (const key of wordKeys) {
        const words = container[key];
        if (!isList(words)) continue;
        // Paths are made of what is found: there is next to nothing among tens of thousands of arguments.
        for (const [position, word] of words.entries()) {
          const image = wordAt(word, words[position - 1]);
          if (image === undefined) continue;
          const steps = typeof word === 'string' ? [position] : [position, 'value'];
          found.push({ ...image, path: [...podSpec, list, index, key, ...steps] });
        }
      }
    }
  }
  return found;
}

const containerLists = ['containers', 'initContainers', 'ephemeralContainers'];
const wordKeys = ['command', 'args', 'env'];

/** An argument, or a variable with a value. */
function wordAt(word: Json, before: Json | undefined): Omit<FoundText, 'path'> | undefined {
  if (typeof word === 'string') return wordOf(word, before);
  return isObject(word) && typeof word.value === 'string' ? wordOf(word.value, word.name) : undefined;
}

const identity: ReadonlySet<string> = new Set(['apiVersion', 'kind', 'metadata', 'status']);

/** What is passed over inside as well: labels and annotations, and records of other tools. */
const passedOver = /(?:annotations|labels|^managedFields)$/i;

/** By the name of a list, where its items have an image. The last are those of a bundle for OLM. */
const lists: ReadonlyMap<string, string> = new Map([
  ...podSpecPlaces.map(({ list, image }) => [list, image] as const),
  ['relatedImages', 'image'],
]);

function visit(value: Json, key: string, path: Path, found: FoundImage[]): void {
  if (typeof value === 'string') {
    takeText(value, key, path, found);
  } else if (isList(value)) {
    const image = lists.get(key);
    for (const [index, item] of value.entries()) {
      const place = [...path, index];
      if (image !== undefined && isObject(item)) visitContainer(item, image, place, found);
      else if (typeof item === 'string') takeWord(item, value[index - 1], place, found);
      else visit(item, key, place, found);
    }
  } else if (isObject(value)) {
    visitMap(value, path, found);
  }
}

function visitMap(map: JsonObject, path: Path, found: FoundImage[]): void {
  const images = imagesOfParts(map);
  if (images.length > 0) found.push({ form: 'parts', path, value: map, images });
  const isNamedValue = typeof map.name === 'string' && typeof map.value === 'string';
  for (const [key, value] of Object.entries(map)) {
    if (passedOver.test(key) || (images.length > 0 && partKeys.has(key))) continue;
    if (isNamedValue && key === 'value') takeWord(String(value), map.name, [...path, key], found);
    else visit(value, key, [...path, key], found);
  }
}

const partKeys: ReadonlySet<string> = new Set(['registry', 'repository', 'name', 'tag', 'digest']);

/** A container, with its image at `image`; a volume, with its at `image.reference`. */
function visitContainer(item: JsonObject, image: string, path: Path, found: FoundImage[]): void {
  const steps = image.split('.');
  const value = steps.reduce<Json>((inner, step) => (isObject(inner) ? (inner[step] ?? null) : null), item);
  const form = steps.length === 1 ? 'container' : 'volume';
  if (typeof value === 'string' && value !== '') {
    found.push({ form, path: [...path, ...steps], value, images: [value] });
  }
  const { [steps[0] ?? '']: own = null, ...others } = item;
  visitMap(typeof own === 'string' || form === 'volume' ? others : item, path, found);
}

function takeText(value: string, key: string, path: Path, found: FoundImage[]): void {
  if (key === 'value' || key === 'default') {
    takeWord(value, undefined, path, found);
  } else if (isImageUnder(key, value) || (namesImage(key) && placeholderIn(value) !== undefined)) {
    found.push({ form: namesImage(key) ? 'reference' : 'text', path, value, images: [value] });
  }
}

function takeWord(value: string, before: Json | undefined, path: Path, found: FoundImage[]): void {
  const word = wordOf(value, before);
  if (word !== undefined) found.push({ ...word, path });
}

/** @param before what stands before an argument, or the name of a variable: it may say that an image follows */
function wordOf(value: string, before: Json | undefined): Omit<FoundText, 'path'> | undefined {
  const isNamed = typeof before === 'string' && saysImage(before) && !before.includes('=');
  const images = isNamed && isImageUnder('image', value) && /[/:]/.test(value) ? [value] : imagesInWords(value);
  return images.length === 0 ? undefined : { form: 'word', value, images };
}

/** The image that a mapping makes, if it has a repository and a version, and these are fit for one. */
function imagesOfParts(map: JsonObject): readonly string[] {
  const isVersioned = map.tag !== undefined || map.digest !== undefined;
  if (!isVersioned && !/[.:]|^localhost$/.test(textOf(map.registry))) return [];
  const repository = [textOf(map.repository), textOf(map.name)].filter((part) => part !== '').join('/');
  const image = textOf(map.repository) === '' ? '' : imageOfRepository({ ...map, repository });
  return isImageUnder('image', image) && /[/:@]/.test(image) ? [image] : [];
}
