/**
 * The entries of the ImageConfigs that the releases of the operators are installed with: what belongs where a user's own
 * ImageConfig lacks one.
 *
 * | entry                                                    | of                                     |
 * |----------------------------------------------------------|----------------------------------------|
 * | system-logger, config-builder, k8ssandra-client, servers | cass-operator                          |
 * | medusa, reaper                                           | k8ssandra-operator, from 1.27 on       |
 *
 * Of servers, v1beta1 needs `hcd` alone: repositories for the others are in the operator's code. From 1.27.1 on `hcd` is
 * commented out, with these values.
 *
 * Source: config/manager/image_config.yaml and config/imageconfig/image_config.yaml of cass-operator,
 * config/cass-operator/imageconfig/ of k8ssandra-operator, every tag; a test holds the tables against upstream's.
 */
import type { Releases } from '../api-group.ts';
import { type Since, valueAt } from '../since.ts';

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

const k8ssandraRegistry: Since<string> = [
  ['1.8.0', 'docker.io'],
  ['1.18.0', 'cr.k8ssandra.io'],
  ['1.27.1', 'docker.io'],
];

const datastaxRegistry: Since<string> = [
  ['1.8.0', 'docker.io'],
  ['1.18.0', 'cr.dtsx.io'],
  ['1.27.1', 'docker.io'],
];

/** The tag of an image that is released along with its operator. */
const same = 'v<release>';

const systemLogger: Since<string> = [
  ['1.8.0', '3f7c5793'],
  ['1.9.0', same],
  ['1.21.2', 'v1.21.1'],
  ['1.22.0', same],
];

const configBuilder: Since<string> = [
  ['1.8.0', '1.0.4-ubi7'],
  // 1.10.6 was made from a branch of its own.
  ['1.10.6', '1.0.5-ubi7'],
  ['1.11.0', '1.0.4-ubi7'],
  ['1.13.1', '1.0-ubi7'],
  ['1.19.0', '1.0-ubi8'],
  ['1.26.0', '1.0-ubi'],
];

const k8ssandraClient: Since<string> = [
  ['1.17.0', 'v0.2.0'],
  ['1.18.0', 'v0.2.1'],
  ['1.18.2', 'v0.2.2'],
  ['1.20.0', 'v0.3.0'],
  ['1.21.0', 'v0.4.0'],
  ['1.22.0', 'v0.5.0'],
  ['1.24.0', 'v0.7.0'],
  ['1.26.0', 'v0.8.1'],
  ['1.27.0', 'v0.8.3'],
  ['1.28.1', 'v0.8.6'],
  ['1.29.0', 'v0.8.8'],
  // 1.30.3 was made later than 1.32.0.
  ['1.30.3', 'v0.8.14'],
  ['1.31.0', 'v0.8.12'],
];

const medusa: Since<string> = [
  ['1.27.0', '0.25.0'],
  ['1.30.0', '0.27.0'],
  ['1.32.0', '0.28.0'],
  ['1.32.2', '0.29.0'],
  ['1.32.5', '0.29.1'],
];

const reaper: Since<string> = [
  ['1.27.0', '4.0.0-rc1'],
  ['1.29.0', '4.0.1'],
  ['1.29.1', '4.0.2'],
  ['1.30.0', '4.1.0'],
  ['1.30.2', '4.1.1'],
  ['1.32.0', '4.2.1'],
  ['1.32.1', '4.2.3'],
  ['1.32.2', '4.2.4'],
  ['1.32.3', '4.2.5'],
  ['1.32.5', '5.0.0'],
];

interface Shipping {
  readonly operator: keyof Releases;
  readonly registry: Since<string>;
  readonly repository: string;
  readonly name: string;
  readonly tag: Since<string>;
}

const dockerHub: Since<string> = [['1.0.0', 'docker.io']];

/** By the name under `images`. */
const images: ReadonlyMap<string, Shipping> = new Map([
  ['system-logger', of('cassOperator', k8ssandraRegistry, 'k8ssandra/system-logger', systemLogger)],
  ['config-builder', of('cassOperator', datastaxRegistry, 'datastax/cass-config-builder', configBuilder)],
  ['k8ssandra-client', of('cassOperator', k8ssandraRegistry, 'k8ssandra/k8ssandra-client', k8ssandraClient)],
  ['medusa', of('k8ssandraOperator', dockerHub, 'k8ssandra/medusa', medusa)],
  ['reaper', of('k8ssandraOperator', dockerHub, 'thelastpickle/cassandra-reaper', reaper)],
]);

function of(
  operator: Shipping['operator'],
  registry: Shipping['registry'],
  path: string,
  tag: Shipping['tag'],
): Shipping {
  const [repository = '', name = ''] = path.split('/');
  return { operator, registry, repository, name, tag };
}

/** @returns `undefined` for an image that the releases don't ship, or where the release that does is not known */
export function shippedImage(image: string, releases: Releases): ShippedImage | undefined {
  const shipping = images.get(image);
  const release = shipping === undefined ? undefined : releases[shipping.operator]?.replace(/^v/, '');
  if (shipping === undefined || release === undefined) return undefined;
  const { repository, name } = shipping;
  const registry = valueAt(shipping.registry, release);
  const tag = valueAt(shipping.tag, release);
  if (registry === undefined || tag === undefined) return undefined;
  return { registry, repository, name, tag: tag === same ? `v${release}` : tag };
}

/** From 1.27 on, and `hcd` from 1.21 on; the only ones that an operator can't do without. */
export function shippedServer(serverType: string, { cassOperator }: Releases): ShippedServer | undefined {
  if (cassOperator === undefined) return undefined;
  const since = Object.hasOwn(servers, serverType) ? servers[serverType] : undefined;
  return since === undefined ? undefined : valueAt(since, cassOperator);
}

const server = (registry: string, repository: string, name: string): ShippedServer => ({
  registry,
  repository,
  name,
  suffix: '-ubi',
});

const servers: Readonly<Record<string, Since<ShippedServer>>> = {
  cassandra: [
    ['1.27.0', server('cr.k8ssandra.io', 'k8ssandra', 'cass-management-api')],
    ['1.27.1', server('docker.io', 'k8ssandra', 'cass-management-api')],
  ],
  dse: [
    ['1.27.0', server('cr.dtsx.io', 'datastax', 'dse-mgmtapi-6_8')],
    ['1.27.1', server('docker.io', 'datastax', 'dse-mgmtapi-6_8')],
  ],
  hcd: [['1.21.0', server('docker.io', 'datastax', 'hcd')]],
};
