/**
 * What the releases of cass-operator do differently with an ImageConfig: one table, read by the resolvers.
 *
 * Each row says what changed with a release. Source: pkg/images/images.go, pkg/images/images_v1beta2.go and
 * apis/config/ of every tag from v1.8.0, the first that knows ImageConfigs. Held against v1.8.0, v1.10.0, v1.12.0,
 * v1.16.0, v1.19.1, v1.22.4, v1.27.1, v1.28.1 and v1.32.0 by running them on random ImageConfigs.
 */

import { isBefore } from './release-order.ts';

/** The two shapes of an ImageConfig, named after the version in its apiVersion. */
export type Format = 'v1beta1' | 'v1beta2';

/** How the operator finds the image of one server type that the ImageConfig does not list. */
export interface ServerRule {
  /** What a version must contain. Not anchored upstream: `x4.0.0y` passes too. */
  readonly versions: RegExp;
  /** The name of the server type in the operator's message about a wrong version. */
  readonly checkedAs: string;
  /** What is hard-coded for a type without `defaults.<type>.repository`. HCD has nothing, and so an invalid image. */
  readonly repository: string;
}

/** The semantics of one release. */
export interface OperatorRules {
  /** The formats it reads, the one it prefers first. */
  readonly formats: readonly Format[];

  /** v1beta1: the key of the registry that replaces all others. */
  readonly registryKey: 'imageRegistry' | 'imageRegistryOverride';
  /**
   * v1beta1: whether `images` may name further images, `images.hcd` is known, components under `defaults` have a free
   * name and a registry, pull policy and pull secret of their own, and `imageNamespace` works. With all this came a
   * decoder for `images` and `defaults` that ignores the case of keys.
   */
  readonly componentPolicies: boolean;
  /** v1beta1: the components known under `defaults`, while their names were not free. */
  readonly defaults: readonly string[];
  /** v1beta1: the images listed under `images` besides those of servers. */
  readonly namedImages: readonly string[];
  /** v1beta1: `busybox:1` counts as a registry, for its colon, and vanishes when a registry is put before it. */
  readonly tagsAreRegistries: boolean;
  /** v1beta1: by server type. */
  readonly servers: Readonly<Record<string, ServerRule>>;
  /** v1beta1: for every other server type; `undefined`: an error. */
  readonly otherServers: ServerRule | undefined;

  /** v1beta2: whether images have a `digest`, and a digest in `tag` is printed behind `@`. */
  readonly digests: boolean;
}

const cassandra = 'k8ssandra/cass-management-api';
const dseServer = 'datastax/dse-server';

const oss = (versions: RegExp, repository = cassandra): ServerRule => ({
  versions,
  checkedAs: 'cassandra',
  repository,
});
const dse = (versions: RegExp, repository = dseServer): ServerRule => ({ versions, checkedAs: 'dse', repository });

const until4 = /3\.11\.\d+|4\.0\.\d+/;
const all4 = /3\.11\.\d+|4\.\d+\.\d+/;
const until5 = /3\.11\.\d+|4\.\d+\.\d+|5\.\d+\.\d+/;
const dse68 = /6\.8\.\d+/;
const dse7 = /6\.8\.\d+|7\.\d+\.\d+/;
const dse69 = /6\.[89]\.\d+/;
const hcd1 = /1\.\d+\.\d+/;

const first: OperatorRules = {
  formats: ['v1beta1'],
  registryKey: 'imageRegistryOverride',
  componentPolicies: false,
  defaults: [],
  namedImages: ['system-logger', 'config-builder'],
  tagsAreRegistries: true,
  servers: { cassandra: oss(until4), dse: dse(dse68) },
  otherServers: oss(until4),
  digests: false,
};

const changes: readonly (readonly [since: string, change: Partial<OperatorRules>])[] = [
  ['1.8.0', first],
  ['1.9.0', { defaults: ['cassandra', 'dse'], otherServers: oss(until4, '') }],
  ['1.10.1', { registryKey: 'imageRegistry' }],
  ['1.10.4', { servers: { cassandra: oss(all4), dse: dse(dse68) }, otherServers: oss(all4, '') }],
  ['1.10.6', { tagsAreRegistries: false }],
  // 1.10.6 was made from a branch of its own: its fix came to the main line with 1.13.0.
  ['1.11.0', { tagsAreRegistries: true }],
  ['1.13.0', { tagsAreRegistries: false }],
  ['1.16.0', { servers: { cassandra: oss(until5), dse: dse(dse7) }, otherServers: oss(until5, '') }],
  ['1.17.0', { namedImages: ['system-logger', 'config-builder', 'k8ssandra-client'] }],
  [
    '1.21.0',
    {
      defaults: ['cassandra', 'dse', 'hcd'],
      servers: {
        cassandra: oss(until5),
        dse: dse(dse69, 'datastax/dse-mgmtapi-6_8'),
        hcd: { versions: hcd1, checkedAs: 'hcd', repository: '' },
      },
      otherServers: undefined,
    },
  ],
  ['1.23.0', { componentPolicies: true }],
  ['1.27.0', { formats: ['v1beta2', 'v1beta1'] }],
  ['1.28.0', { digests: true }],
  ['1.29.0', { formats: ['v1beta2'] }],
];

/** Each row's changes on top of those before it. */
const releaseRules: readonly { readonly since: string; readonly rules: OperatorRules }[] = accumulated();

function accumulated(): typeof releaseRules {
  let rules = first;
  return changes.map(([since, change]) => {
    rules = { ...rules, ...change };
    return { since, rules };
  });
}

/**
 * The rules of a release; a leading `v` is allowed. Before 1.8.0 the first row holds; behind the last row, and for what
 * is no number (a branch), the last.
 */
export function rulesOf(release: string): OperatorRules {
  const isNumbered = /^v?\d/.test(release);
  return releaseRules.findLast(({ since }) => !isNumbered || !isBefore(release, since))?.rules ?? first;
}

/** The rules of the last release that reads a format. */
export function lastRulesFor(format: Format): OperatorRules {
  return releaseRules.findLast(({ rules }) => rules.formats.includes(format))?.rules ?? first;
}
