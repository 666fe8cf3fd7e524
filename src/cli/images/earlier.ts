/** `--except OLD.json`: what an earlier `images -o json` listed needs not be copied again. */
import { readFileBytes } from '../../app/read-bytes.ts';
import { decode, defaultMaxInput, InputError } from '../../app/streams.ts';
import type { PulledImage } from '../../report/pulled-images.ts';
import { reasonOf } from '../../yaml/error.ts';
import { isList, isObject, type Json } from '../../yaml/json.ts';

/** Without those that lay at the same place before. @throws InputError */
export function exceptEarlier(images: readonly PulledImage[], file: string | undefined): readonly PulledImage[] {
  if (file === undefined) return images;
  const earlier = new Set(readList(file));
  return images.filter(({ image, mirrored }) => !earlier.has(mirrored ?? image));
}

function readList(file: string): readonly string[] {
  const list = readJson(file);
  if (!isList(list)) throw notAList(file);
  return list.map((entry) => {
    const { image, mirrored } = isObject(entry) ? entry : {};
    if (typeof image !== 'string') throw notAList(file);
    return typeof mirrored === 'string' ? mirrored : image;
  });
}

function readJson(file: string): Json {
  try {
    return JSON.parse(decode(readFileBytes(file, defaultMaxInput), defaultMaxInput));
  } catch (error) {
    throw new InputError(`--except ${file}: ${reasonOf(error)}`);
  }
}

function notAList(file: string): InputError {
  return new InputError(`--except ${file}: this is no list of images: write one with images -o json`);
}
