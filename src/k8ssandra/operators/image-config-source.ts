/** The images of an operator by one ImageConfig, as it loads it. */
import type { Json } from '../../yaml/json.ts';
import { ImageConfigError } from '../image-config/read/errors.ts';
import { loadWithRules } from '../image-config/read/parse.ts';
import type { Link } from '../origins/effective-image.ts';
import { type ImageConfigPlace, originsIn } from '../origins/image-config-origins.ts';
import { configuredImages, type ImageSource, unresolvableImages } from '../origins/image-source.ts';
import type { Format, OperatorRules } from '../releases/image-config-rules.ts';

/** @param document what it says, or why that cannot be read */
export function imagesBy(
  document: Json | ImageConfigError,
  format: Format,
  rules: OperatorRules,
  place: ImageConfigPlace,
): ImageSource {
  if (document instanceof ImageConfigError) return unresolvableImages(document, brokenLink(place, document));
  try {
    return configuredImages(loadWithRules(document, format, rules), originsIn(document, format, rules, place));
  } catch (error) {
    if (error instanceof ImageConfigError) return unresolvableImages(error, brokenLink(place, error));
    throw error;
  }
}

function brokenLink(place: ImageConfigPlace, { path }: ImageConfigError): Link {
  return {
    origin: 'written',
    where: 'ImageConfig',
    ...place,
    ...(path === undefined ? {} : { inner: path }),
    value: '',
  };
}
