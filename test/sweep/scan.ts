/**
 * A recursive scan of all strings of objects for images: knows no fields table, no planner, no reader of the program.
 * Only what an ImageConfig resolves to is asked of the program's resolver, which has its own tests against upstream.
 */
import { parse } from 'yaml';
import { UnresolvableImageError } from '../../src/k8ssandra/image-config/read/errors.ts';
import { type ImageConfigOptions, parseImageConfig } from '../../src/k8ssandra/image-config/read/parse.ts';
import { normalised } from './images.ts';

export interface Found {
  /** Unique in the scanned object, and the same before and after an edit. */
  readonly place: string;
  /** Of the text, the struct, or the text that holds the ImageConfig. */
  readonly path: Path;
  readonly image: string;
  /** `part`: a struct that leaves a part to the operator, so that `image` is not all of the reference. */
  readonly form: 'text' | 'struct' | 'part' | 'image-config';
}

export interface Scanner {
  /** Paths of the images that count wherever they stand: `k8ssandra/system-logger`. */
  readonly catalog: ReadonlySet<string>;
  /** The release of cass-operator that reads the ImageConfigs. */
  readonly cassOperator: string | undefined;
}

type Path = readonly (string | number)[];
export type Mapping = Readonly<Record<string, unknown>>;

export function isMapping(value: unknown): value is Mapping {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** All images of an object but those in a CRD's schema. */
export function scan(object: unknown, scanner: Scanner): readonly Found[] {
  if (!isMapping(object) || object.kind === 'CustomResourceDefinition') return [];
  if (object.kind === 'ImageConfig') return resolved(JSON.stringify(object), object.apiVersion, [], scanner);
  return walk(object, [], scanner);
}

function walk(value: unknown, path: Path, scanner: Scanner): readonly Found[] {
  const place = path.join('.');
  if (typeof value === 'string') {
    const document = imageConfigIn(value);
    if (document !== undefined) return resolved(value, document.apiVersion, path, scanner);
    return isImage(value, path, scanner) ? [{ place, path, image: value, form: 'text' }] : [];
  }
  if (Array.isArray(value)) return value.flatMap((item, index) => walk(item, [...path, index], scanner));
  if (!isMapping(value)) return [];
  if (isStruct(value, path)) return [{ place, path, ...assembled(value) }];
  return Object.entries(value).flatMap(([key, child]) =>
    key === 'kubectl.kubernetes.io/last-applied-configuration' ? [] : walk(child, [...path, key], scanner),
  );
}

/** A text that names an image of the catalog on whatever registry, or stands where images stand. */
function isImage(text: string, path: Path, { catalog }: Scanner): boolean {
  const field = /^(image|.*Image)$/.test(String(path.at(-1))) || path.slice(-2).join('.') === 'image.reference';
  const decoy = path.at(-2) === 'rbd' || text === '';
  if (field && !decoy) return true;
  if (!/[/:]/.test(text)) return false;
  const components = normalised(text).path.split('/');
  return components.some((_, index) => index < components.length - 1 && catalog.has(components.slice(index).join('/')));
}

const structKeys = new Set([
  'registry',
  'repository',
  'name',
  'tag',
  'digest',
  'pullPolicy',
  'pullSecretRef',
  'imagePullSecret',
]);

function isStruct(value: Mapping, path: Path): boolean {
  const keys = Object.keys(value);
  return /Image$/.test(String(path.at(-1))) && keys.length > 0 && keys.every((key) => structKeys.has(key));
}

function assembled({ registry, repository, name, tag, digest }: Mapping): Pick<Found, 'image' | 'form'> {
  // A name that is left to the operator is the last component of the reference all the same.
  const parts = [registry, repository, name ?? '{name}'].filter((part) => typeof part === 'string' && part !== '');
  const version = typeof digest === 'string' ? `@${digest}` : typeof tag === 'string' ? `:${tag}` : '';
  const whole = typeof registry === 'string' && typeof repository === 'string' && typeof name === 'string';
  return { image: parts.join('/') + version, form: whole ? 'struct' : 'part' };
}

function imageConfigIn(text: string): Mapping | undefined {
  if (!/^(\s*#.*\n)*\s*(apiVersion: config\.k8ssandra\.io\/|kind: ImageConfig|images:|defaults:)/.test(text))
    return undefined;
  const document: unknown = parse(text, { uniqueKeys: false });
  return isMapping(document) && (document.kind ?? 'ImageConfig') === 'ImageConfig' ? document : undefined;
}

const servers = [
  ['cassandra', '3.11.14'],
  ['cassandra', '4.0.11'],
  ['cassandra', '4.1.8'],
  ['cassandra', '5.0.2'],
  ['dse', '6.8.25'],
  ['dse', '6.9.1'],
  ['hcd', '1.1.0'],
] as const;

/** Every image that the operator makes of an ImageConfig: the listed ones, and servers that nobody lists. */
function resolved(text: string, apiVersion: unknown, path: Path, { cassOperator }: Scanner): readonly Found[] {
  const document: unknown = parse(text, { uniqueKeys: false });
  const images = isMapping(document) && isMapping(document.images) ? document.images : {};
  const config = parseImageConfig(text, optionsFor(apiVersion, cassOperator));
  const listed = Object.entries(images).flatMap(([name, value]): Query[] =>
    ['cassandra', 'dse', 'hcd'].includes(name) && isMapping(value)
      ? Object.keys(value).map((version) => [`${name} ${version}`, () => config.serverImage(name, version)])
      : [[name, () => config.image(name)]],
  );
  const unlisted = servers.map(
    ([type, version]): Query => [`${type} ${version}`, () => config.serverImage(type, version)],
  );
  return [...new Map([...listed, ...unlisted])].flatMap(([name, query]) => {
    const image = answer(query);
    return image === undefined
      ? []
      : [{ place: `${path.join('.')}: ${name}`, path, image, form: 'image-config' as const }];
  });
}

type Query = [name: string, query: () => string];

/** Undefined where the operator has no image: it fails, or what it makes has no name (hcd before it was listed). */
function answer(query: () => string): string | undefined {
  try {
    const image = query();
    return /(^|\/):/.test(image) || image === '' ? undefined : image;
  } catch (error) {
    if (error instanceof UnresolvableImageError) return undefined;
    throw error;
  }
}

/** Releases 1.27 and 1.28 are installed with both formats; what a release does not read was left over from another. */
function optionsFor(apiVersion: unknown, cassOperator: string | undefined): ImageConfigOptions {
  const format = apiVersion === 'config.k8ssandra.io/v1beta2' ? 'v1beta2' : 'v1beta1';
  if (cassOperator === undefined) return { format };
  const [major = 0, minor = 0] = cassOperator.split('.').map(Number);
  const readsIt = major > 1 || (format === 'v1beta2' ? minor >= 27 : minor <= 28);
  return readsIt ? { format, cassOperator } : { format };
}
