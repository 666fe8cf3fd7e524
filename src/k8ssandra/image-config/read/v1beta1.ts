/**
 * The images that cass-operator makes of a v1beta1 ImageConfig.
 *
 * 1. What is written: a server image is `images.<type>[version]`, or else `repository:version + suffix` of
 *    `defaults.<type>`; without a repository there, a hard-coded one and no suffix. Other images are `images.<name>`.
 * 2. The registry before it: `defaults.<type>.imageRegistry`, else `imageRegistry`, less one slash at its end.
 * 3. See `rewrite`.
 *
 * Source: pkg/images/images.go.
 */
import type { Json, Path } from '../../../yaml/json.ts';
import type { OperatorRules, ServerRule } from '../../releases/image-config-rules.ts';
import { decodeV1beta1, type ImageConfigV1beta1, type WrittenImage } from './decode-v1beta1.ts';
import { UnresolvableImageError } from './errors.ts';
import type { ImageConfig } from './image-config.ts';

/** @throws ImageConfigError where the operator fails or panics while it loads the document */
export function loadV1beta1(document: Json, rules: OperatorRules): ImageConfig {
  const config = decodeV1beta1(document, rules);
  const place = (type: string, image: string): string =>
    rewrite(image, { registry: registryFor(config, type), namespace: config.namespace }, rules);
  return {
    format: 'v1beta1',
    serverImage: (serverType, version) =>
      place(
        serverType,
        listedServer(config, serverType, version)?.text ?? builtServer(config, rules, serverType, version),
      ),
    image: (name) => (knowsImage(rules, name) ? place(name, writtenImage(config, name)?.text ?? '') : ''),
    imageParts: () => undefined,
    imageWith: (name) => {
      throw new UnresolvableImageError(
        `a v1beta1 ImageConfig has no image ${name} that a custom resource can build on`,
      );
    },
    pullPolicy: (name) => config.defaults.get(name)?.pullPolicy || config.pullPolicy,
    pullSecrets: (...names) => pullSecrets(config, names),
    serverImagePath: (serverType, version) => serverImagePath(config, serverType, version),
    imagePath: (name) => (config.images === undefined ? undefined : writtenImage(config, name)?.path),
  };
}

/** What stands before the images: the registry without the slash at its end; `undefined` for no namespace. */
export interface Prefix {
  readonly registry: string;
  readonly namespace: string | undefined;
}

/**
 * Puts a registry and a namespace before an image.
 *
 * | registry | namespace | image          | result            |
 * |----------|-----------|----------------|-------------------|
 * | none     | none      | anything       | unchanged         |
 * | `m`      | none      | `r.io/a/b/c`   | `m/a/b/c`         |
 * | `m`      | `ns`      | `r.io/a/b/c`   | `m/ns/b/c`        |
 * | none     | empty     | `r.io/a/b/c`   | `r.io/b/c`        |
 * | `m`      | `ns`      | `busybox`      | `m/busybox`       |
 * | `m`      | none      | `localhost/a`  | `m/localhost/a`   |
 */
export function rewrite(image: string, { registry, namespace }: Prefix, rules: OperatorRules): string {
  const override = registry.replace(/\/$/, '');
  if (override === '' && namespace === undefined) return image;
  const split = splitRegistry(image, rules);
  const path = namespace === undefined ? split.path : replaceNamespace(split.path, namespace);
  const before = override === '' ? split.registry : override;
  return before === '' ? path : `${before}/${path}`;
}

/** The operator's own idea of a registry: the first of several components, if it has a dot or a colon. */
export function splitRegistry(image: string, rules: OperatorRules): { registry: string; path: string } {
  const [first = '', ...others] = image.split('/');
  const isRegistry = others.length > 0 ? /[.:]/.test(first) : rules.tagsAreRegistries && first.includes(':');
  return isRegistry ? { registry: first, path: others.join('/') } : { registry: '', path: image };
}

function replaceNamespace(path: string, namespace: string): string {
  const slash = path.indexOf('/');
  if (slash === -1) return path;
  return namespace === '' ? path.slice(slash + 1) : namespace + path.slice(slash);
}

/** The registry that is put before the images of a type; empty for none. */
export function registryFor(config: ImageConfigV1beta1, type: string): string {
  return config.defaults.get(type)?.registry || config.registry;
}

/**
 * A server image as written, before registry and namespace are put to it.
 *
 * @throws UnresolvableImageError where the operator errors
 */
export function serverText(
  config: ImageConfigV1beta1,
  rules: OperatorRules,
  serverType: string,
  version: string,
): string {
  return listedServer(config, serverType, version)?.text ?? builtServer(config, rules, serverType, version);
}

function listedServer(config: ImageConfigV1beta1, serverType: string, version: string): WrittenImage | undefined {
  return config.images?.servers.get(serverType)?.get(version);
}

function builtServer(config: ImageConfigV1beta1, rules: OperatorRules, serverType: string, version: string): string {
  const rule = serverRule(rules, serverType);
  if (!rule.versions.test(version)) {
    throw new UnresolvableImageError(`server '${rule.checkedAs}' and version '${version}' do not work together`);
  }
  const { repository, suffix } = baseOf(config, rule, serverType);
  return `${repository}:${version}${suffix}`;
}

function serverRule(rules: OperatorRules, serverType: string): ServerRule {
  const rule = Object.hasOwn(rules.servers, serverType) ? rules.servers[serverType] : rules.otherServers;
  if (rule === undefined) throw new UnresolvableImageError(`server type '${serverType}' is not supported`);
  return rule;
}

/** What stands before and behind the version. A suffix counts only together with a repository. */
function baseOf(config: ImageConfigV1beta1, rule: ServerRule, type: string): { repository: string; suffix: string } {
  const { repository, suffix } = config.defaults.get(type) ?? { repository: '', suffix: '' };
  return repository === '' ? { repository: rule.repository, suffix: '' } : { repository, suffix };
}

function serverImagePath(config: ImageConfigV1beta1, serverType: string, version: string): Path | undefined {
  const component = config.defaults.get(serverType);
  const built = component === undefined || component.repository === '' ? undefined : component.path;
  return listedServer(config, serverType, version)?.path ?? built;
}

function knowsImage(rules: OperatorRules, name: string): boolean {
  return rules.componentPolicies || rules.namedImages.includes(name);
}

function writtenImage({ images }: ImageConfigV1beta1, name: string): WrittenImage | undefined {
  if (images === undefined)
    throw new UnresolvableImageError(`the operator crashes for want of images when it looks for ${name}`);
  return images.named.get(name) ?? images.others.get(name);
}

function pullSecrets(config: ImageConfigV1beta1, names: readonly string[]): string[] {
  const components = [...config.defaults].filter(([name]) => names.length === 0 || names.includes(name));
  const secrets = [config.pullSecret, ...components.map(([, component]) => component.pullSecret)];
  return secrets.filter((secret) => secret !== '').sort();
}
