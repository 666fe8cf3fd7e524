/**
 * Which texts are images, where no table says so.
 *
 * | text                                             | stands for an image                                          |
 * |--------------------------------------------------|--------------------------------------------------------------|
 * | `quay.io/org/name:1`, with tag or digest         | wherever it stands                                           |
 * | `org/name`, `name:1`                             | under a key that ends in `Image`                             |
 * | `name`                                           | under the key `image`                                        |
 * | `--flag=quay.io/org/name:1`, `a=...,b=...`       | among arguments, and as the value of a variable               |
 * | `--some-image=name:1`                            | the same                                                     |
 * | `img/logo.png`, `disk.qcow2`, URLs               | never                                                        |
 */
import { InvalidReferenceError, parseReference } from './grammar.ts';

/** Whether a key says that an image stands there: `image`, `sidecarImage`, `imageName`. */
export function namesImage(key: string): boolean {
  return /(?:^i|[a-z0-9]I|[_-]i)mage(?:Name|Ref|Reference|Url|URL|Uri|URI)?$/.test(key);
}

/** Whether the value of a key of that name is an image. */
export function isImageUnder(key: string, text: string): boolean {
  if (isWholeImage(text)) return true;
  return namesImage(key) && (key === 'image' || /[/:@]/.test(text)) && isReference(text);
}

/** Whether a text is an image by itself: with its registry, and a tag or digest. */
export function isWholeImage(text: string): boolean {
  return /^(?:[\w-]+(?:\.[\w-]+)+|localhost|[\w-]+(?=:\d))(?::\d+)?\/[^\s:@]+[:@]/.test(text) && isReference(text);
}

/** The images that an argument or the value of a variable consists of; none where it holds anything else. */
export function imagesInWords(text: string): readonly string[] {
  if (!mayHoldImage(text) || text.length > longest) return [];
  const images = text.split(/[\s,;]+/).flatMap((word) => (word === '' ? [] : [imageInWord(word)]));
  return images.every((image) => image !== undefined) ? images : [];
}

/** Tells most texts at little cost: an image has a registry and a version, or is said to be one. */
function mayHoldImage(text: string): boolean {
  if (text.includes('://')) return false;
  return text.includes('/') && (text.includes(':') || text.includes('@')) ? true : /image/i.test(text);
}

/** Longer texts are scripts. */
const longest = 4096;

function imageInWord(word: string): string | undefined {
  const equals = word.lastIndexOf('=');
  const image = word.slice(equals + 1);
  const name = word.slice(0, Math.max(equals, 0));
  return isWholeImage(image) || (saysImage(name) && /[/:]/.test(image) && isReference(image)) ? image : undefined;
}

/** Whether a flag or a variable is for an image: `--reloader-image`, `RELATED_IMAGE_X`, `SIDECAR_IMAGE`. */
export function saysImage(name: string): boolean {
  return /(?:^|[_-])image(?:$|s$|_)/i.test(name);
}

function isReference(text: string): boolean {
  if (/\.(?:png|jpe?g|gif|svg|ico|webp|iso|img|raw|qcow2|vmdk|vhdx?|ova|ya?ml|json)$/i.test(text)) return false;
  if (/^projects\//.test(text)) return false;
  try {
    parseReference(text);
    return true;
  } catch (error) {
    if (error instanceof InvalidReferenceError) return false;
    throw error;
  }
}
