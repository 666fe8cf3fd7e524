/**
 * Single entries of the ImageConfigs that the releases of the operators are installed with: what belongs where a user's
 * own ImageConfig lacks one.
 *
 * Of servers, v1beta1 needs `hcd` alone: repositories for the others are in the operator's code. Upstream has it from
 * cass-operator 1.21 on; in v1beta2, and in v1beta1 from 1.27.1 on, commented out, with the values that it has here.
 */
import { parseReference } from '../../../reference/grammar.ts';
import { at, isObject, type JsonObject, textAt } from '../../../yaml/json.ts';
import type { Releases } from '../../api-group.ts';
import type { Format } from '../../releases/image-config-rules.ts';
import { isBefore } from '../../releases/release-order.ts';
import { releaseDocument } from './release-document.ts';

/** The parts of an image; `registry` is `docker.io` where upstream names none. */
export interface ShippedImage {
  readonly registry: string;
  readonly repository: string;
  readonly name: string;
  readonly tag: string;
}

/** The parts of the images of a server type: the tag is the version, and behind it the suffix. */
export interface ShippedServer extends Omit<ShippedImage, 'tag'> {
  readonly suffix: string;
}

/**
 * @param releases a leading `v` is allowed
 * @returns `undefined` for an image that the releases do not ship, or where the release that does is not known
 */
export function shippedImage(image: string, releases: Releases, format: Format): ShippedImage | undefined {
  const document = documentOf(releases, format);
  const entry = at(document, ['images', image]);
  if (typeof entry === 'string') return { ...partsOf(entry), tag: parseReference(entry).tag ?? '' };
  return isObject(entry) ? { ...partsIn(entry), tag: textAt(entry, ['tag']) } : undefined;
}

/** @returns `undefined` for a server type that the releases do not ship, or where the release that does is not known */
export function shippedServer(serverType: string, releases: Releases, format: Format): ShippedServer | undefined {
  const document = documentOf(releases, format);
  const entry = at(document, [format === 'v1beta1' ? 'defaults' : 'types', serverType]);
  if (!isObject(entry)) return serverType === 'hcd' ? hcdFor(releases) : undefined;
  const suffix = textAt(entry, ['suffix']);
  const parts = format === 'v1beta1' ? partsOf(textAt(entry, ['repository'])) : partsIn(entry);
  return { ...parts, suffix };
}

function hcdFor({ cassOperator }: Releases): ShippedServer | undefined {
  if (cassOperator === undefined || isBefore(cassOperator, '1.21.0')) return undefined;
  return { registry: 'docker.io', repository: 'datastax', name: 'hcd', suffix: '-ubi' };
}

function documentOf(releases: Releases, format: Format): JsonObject {
  const [cassOperator, k8ssandraOperator] = [releases.cassOperator, releases.k8ssandraOperator].map((release) =>
    release?.replace(/^v/, ''),
  );
  if (cassOperator === undefined && k8ssandraOperator === undefined) return {};
  return releaseDocument({ cassOperator, k8ssandraOperator }, format).document;
}

type Parts = Omit<ShippedImage, 'tag'>;

/** The images of all releases are two components deep. */
function partsOf(reference: string): Parts {
  const { registry, repository } = parseReference(reference);
  const slash = repository.lastIndexOf('/');
  return { registry, repository: repository.slice(0, slash), name: repository.slice(slash + 1) };
}

function partsIn(entry: JsonObject): Parts {
  return {
    registry: textAt(entry, ['registry']) || 'docker.io',
    repository: textAt(entry, ['repository']),
    name: textAt(entry, ['name']),
  };
}
