/**
 * What an image is called and where the mirror has it, in a few lines of our own: the sweep holds the program against
 * this, so nothing here comes from src/.
 */

/** `docker.io`, `library/busybox`, `:1.36` or `@sha256:...` or both or nothing. */
export interface Name {
  readonly registry: string;
  readonly path: string;
  readonly version: string;
}

export function normalised(image: string): Name {
  const [, name = '', version = ''] = /^(.*?)((?::[\w][\w.-]*)?(?:@[\w+.:-]+)?)$/.exec(image) ?? [];
  const [first = '', ...rest] = name.split('/');
  const hasRegistry = rest.length > 0 && (/[.:]/.test(first) || first === 'localhost');
  const written = hasRegistry ? first : 'docker.io';
  const registry = written === 'index.docker.io' ? 'docker.io' : written;
  const path = hasRegistry ? rest.join('/') : name;
  return { registry, path: registry === 'docker.io' && !path.includes('/') ? `library/${path}` : path, version };
}

export type Layout = 'path' | 'registry-path' | 'name';

export interface Mirror {
  readonly target: string;
  readonly layout: Layout;
  /** Registries, or folders of one, whose images stay. */
  readonly exclude: readonly string[];
}

function isBelow(image: string, place: string): boolean {
  const { registry, path } = normalised(image);
  return `${registry}/${path}`.startsWith(`${place}/`);
}

/** Where an image may be pulled from. */
export function isAllowed(image: string, { target, exclude }: Mirror): boolean {
  return isBelow(image, target) || exclude.some((place) => isBelow(image, place));
}

/** The one string that an image has to become. */
export function mirroredName(image: string, mirror: Mirror): string {
  if (isAllowed(image, mirror)) return image;
  const { registry, path, version } = normalised(image);
  const { target, layout } = mirror;
  switch (layout) {
    case 'path':
      return `${target}/${path}${version}`;
    case 'registry-path':
      return `${target}/${registry}/${path}${version}`;
    case 'name':
      return `${target}/${path.slice(path.lastIndexOf('/') + 1)}${version}`;
  }
}
