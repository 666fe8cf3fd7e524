/**
 * Everything that can be asked of an ImageConfig: the images it lists, those that it or the operator makes up, and those
 * that it should list and does not.
 *
 * A server type stands for all versions that are not listed. One version speaks for them all, as the version is put
 * behind the repository in every case; it is one that nobody has, so that no listing and no pin meets it by accident.
 */
import type { Path } from '../../../yaml/json.ts';
import type { OperatorRules } from '../../releases/image-config-rules.ts';
import type { ImageConfigV1beta1 } from '../read/decode-v1beta1.ts';
import type { ImageConfigV1beta2 } from '../read/decode-v1beta2.ts';
import { means } from '../read/go-decoding.ts';
import { isTopLevelKey } from './misplaced-keys.ts';

/** A server of the version that a cluster asks for. */
export interface ServerVersion {
  /** `cassandra`, `dse`, `hcd`. */
  readonly serverType: string;
  readonly version: string;
}

interface Written {
  /** Where the image is written, or would be. */
  readonly path: Path;
  /** False where the ImageConfig should name the image and does not. */
  readonly written: boolean;
}

/** An image under `images` that is no server's. */
export interface NamedImageQuery extends Written {
  readonly kind: 'image';
  readonly name: string;
}

/** A server of one version, or of all that are not listed. */
export interface ServerImageQuery extends Written, ServerVersion {
  readonly kind: 'server';
  readonly covers: 'version' | 'unlisted';
}

export type ImageQuery = NamedImageQuery | ServerImageQuery;

/** How reports name an image: `system-logger`, `cassandra` for the unlisted versions, `cassandra 4.0.1`. */
export function labelOf(query: ImageQuery): string {
  if (query.kind === 'image') return query.name;
  return query.covers === 'unlisted' ? query.serverType : `${query.serverType} ${query.version}`;
}

/** How reports print what a query yields: a version that stands for all others, and that nobody has, as `<version>`. */
export function shown(query: ImageQuery, text: string): string {
  return query.kind === 'server' && query.covers === 'unlisted' ? text.replace(query.version, '<version>') : text;
}

/** A name as pull policies and registries of components go by it. */
export function typeOf(query: ImageQuery): string {
  return query.kind === 'image' ? query.name : query.serverType;
}

/** The images of a v1beta1 ImageConfig. */
export function queriesV1beta1(
  config: ImageConfigV1beta1,
  rules: OperatorRules,
  servers: readonly ServerVersion[],
): readonly ImageQuery[] {
  const { images } = config;
  const named = rules.namedImages.map((name): ImageQuery => {
    const { text, path } = images?.named.get(name) ?? { text: '', path: ['images', name] };
    return { kind: 'image', name, path, written: text !== '' };
  });
  const others = [...(images?.others ?? [])]
    .filter(([name, { text }]) => text !== '' && !isTopLevelKey(name, 'v1beta1'))
    .filter(([name]) => ![...rules.namedImages, ...headerKeys].some((key) => means(name, key)))
    .map(([name, { path }]): ImageQuery => ({ kind: 'image', name, path, written: true }));
  const listed = [...(images?.servers ?? [])].flatMap(([serverType, versions]) =>
    [...versions].map(([version, { text, path }]): ImageQuery => {
      return { kind: 'server', serverType, version, covers: 'version', path, written: text !== '' };
    }),
  );
  const unlisted = Object.keys(rules.servers).flatMap((type) => unlistedV1beta1(config, rules, type, servers));
  return [...named, ...others, ...listed, ...unlisted];
}

/** `images` has a header like whole documents; to the operator these are two more images, which nobody asks for. */
const headerKeys = ['apiVersion', 'kind'];

function unlistedV1beta1(
  { images, defaults }: ImageConfigV1beta1,
  rules: OperatorRules,
  serverType: string,
  servers: readonly ServerVersion[],
): readonly ImageQuery[] {
  const rule = rules.servers[serverType];
  const component = defaults.get(serverType);
  const place = {
    path: component?.path ?? ['defaults', serverType],
    written: (component?.repository || rule?.repository || '') !== '',
  };
  const unlisted = (version: string): boolean => images?.servers.get(serverType)?.has(version) !== true;
  const representative = representatives.filter(unlisted).find((version) => rule?.versions.test(version));
  const asked = servers.filter((server) => server.serverType === serverType && unlisted(server.version));
  return [
    ...(place.written && representative !== undefined ? [allVersions(serverType, representative, place)] : []),
    ...asked.map(({ version }) => oneVersion(serverType, version, place)),
  ];
}

/** The images that cass-operator needs besides those of servers. */
const needed = ['system-logger', 'config-builder', 'k8ssandra-client'];

/** The images of a v1beta2 ImageConfig. */
export function queriesV1beta2(
  config: ImageConfigV1beta2,
  servers: readonly ServerVersion[],
  asked: readonly string[],
): readonly ImageQuery[] {
  const listed = [...config.images.keys()].filter((name) => !isTopLevelKey(name, 'v1beta2'));
  const names = new Set([...listed, ...needed, ...asked]);
  const named = [...names].map((name): ImageQuery => {
    const entry = config.images.get(name);
    return { kind: 'image', name, path: entry?.path ?? ['images', name], written: entry !== undefined };
  });
  const types = new Set([...(config.types?.keys() ?? []), ...servers.map(({ serverType }) => serverType)]);
  const versions = [...types].flatMap((serverType) => {
    const entry = config.types?.get(serverType);
    const place = { path: entry?.path ?? ['types', serverType], written: entry !== undefined };
    const asked = servers.filter((server) => server.serverType === serverType);
    return [
      ...(place.written ? [allVersions(serverType, representativeFor[serverType] ?? representatives[0], place)] : []),
      ...asked.map(({ version }) => oneVersion(serverType, version, place)),
    ];
  });
  return [...named, ...versions];
}

const representatives = ['5.0.99999', '4.0.99999', '3.11.99999', '6.8.99999', '1.0.99999'] as const;
const representativeFor: Readonly<Record<string, string>> = { dse: '6.8.99999', hcd: '1.0.99999' };

function allVersions(serverType: string, version: string, place: Written): ImageQuery {
  return { kind: 'server', serverType, version, covers: 'unlisted', ...place };
}

function oneVersion(serverType: string, version: string, place: Written): ImageQuery {
  return { kind: 'server', serverType, version, covers: 'version', ...place };
}
