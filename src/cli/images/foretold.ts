/**
 * What will run, said in words instead of manifests: `--release-k8ssandra-operator 1.32.5 --server cassandra:4.1.8
 * --component medusa`. Without a file this is all there is, and standard input is not read; beside files, the clusters are
 * added to what these hold.
 */
import { locateInput } from '../../app/input-errors.ts';
import type { Result } from '../../app/results.ts';
import type { Source } from '../../app/sources.ts';
import type { MirrorConfig } from '../../config/normalise.ts';
import { findOperators } from '../../k8ssandra/operators/operator-deployments.ts';
import type { Server } from '../../k8ssandra/servers.ts';
import {
  type Component,
  clusterFor,
  components,
  datacenterFor,
  releaseOperators,
} from '../../report/release-install.ts';
import type { JsonObject } from '../../yaml/json.ts';
import type { Arguments } from '../arguments.ts';
import { configure } from '../configuration.ts';
import { type Loaded, load } from '../load.ts';
import { type CommandFlag, UsageError } from '../usage.ts';

const noComponent = 'none';

export const foretellingFlags: readonly CommandFlag[] = [
  {
    flag: 'server',
    value: 'text',
    list: true,
    shown: 'TYPE:VERSION',
    help: 'a server that clusters will run, like cassandra:4.1.8 or dse:6.8.50; without files, a release says the rest',
  },
  {
    flag: 'component',
    value: [...components, noComponent],
    list: true,
    help: 'what these clusters will have beside it (default: all)',
  },
];

export interface Foretold extends Loaded {
  /** Nothing was read: what is planned are objects made here, which nobody will edit. */
  readonly isAlone: boolean;
}

/** @throws InputError, UsageError */
export async function loadOrForetell(command: string, given: Arguments): Promise<Foretold> {
  const servers = (given.texts.get('server') ?? []).map((text) => serverOf(text, command));
  const has = componentsOf(given, command);
  if (has.isGiven && servers.length === 0) {
    throw new UsageError('--component is for the clusters of a --server: say --server cassandra:4.1.8', command);
  }
  const isAlone = given.paths.length === 0 && (servers.length > 0 || given.spec.release !== undefined);
  const loaded = isAlone ? nothingBut(given) : await load(given);
  const { release } = loaded.config;
  if (isAlone && release.k8ssandraOperator === undefined && release.cassOperator === undefined) {
    throw new UsageError('say of which release: --release-k8ssandra-operator 1.32.5', command);
  }
  const operators = isAlone ? releaseOperators(withoutV(release), 'k8ssandra-operator') : [];
  const namespace = isAlone ? 'k8ssandra-operator' : namespaceOf(loaded);
  const kind = isAlone && release.k8ssandraOperator === undefined ? 'CassandraDatacenter' : 'K8ssandraCluster';
  const clusters = servers.flatMap((server) => clustersOf(server, kind, has.names, namespace));
  return { ...loaded, isAlone, sources: [...loaded.sources, ...sourcesOf([...operators, ...clusters])] };
}

function nothingBut(given: Arguments): Loaded {
  // What nothing moves is said, and is for those to solve who have the manifests.
  return { sources: [], skipped: [], notRead: [], config: { ...configure(given, undefined), onEscape: 'warn' } };
}

/** What is said about edits, where there is nothing to edit. */
const ofEdits: ReadonlySet<string> = new Set(['implicit-frozen', 'tag-made-explicit']);

export function withoutEdits(results: readonly Result[], { isAlone }: Foretold): readonly Result[] {
  return isAlone ? results.filter(({ tags }) => !ofEdits.has(tags.code)) : results;
}

function clustersOf(
  server: Server,
  kind: 'CassandraDatacenter' | 'K8ssandraCluster',
  has: ReadonlySet<Component>,
  namespace: string,
): readonly JsonObject[] {
  const plain =
    kind === 'K8ssandraCluster' ? clusterFor(server, has, namespace) : datacenterFor(server, namespace, 'usual');
  return [plain, datacenterFor(server, namespace, 'client')];
}

/** @throws UsageError */
function serverOf(text: string, command: string): Server {
  const [, serverType, version] = /^(cassandra|dse|hcd):(\d[\w.+-]*)$/.exec(text) ?? [];
  if (serverType === undefined || version === undefined) {
    throw new UsageError(`--server ${text}: write cassandra, dse or hcd and a version, like cassandra:4.1.8`, command);
  }
  return { serverType, version };
}

/** @throws UsageError */
function componentsOf({ texts }: Arguments, command: string): { isGiven: boolean; names: ReadonlySet<Component> } {
  const words = texts.get('component') ?? [];
  const unknown = words.find((word) => word !== noComponent && !isComponent(word));
  if (unknown !== undefined) {
    throw new UsageError(`--component ${unknown}: write one of ${[...components, noComponent].join(', ')}`, command);
  }
  return { isGiven: words.length > 0, names: new Set(words.length === 0 ? components : words.filter(isComponent)) };
}

function isComponent(word: string): word is Component {
  return components.some((component) => component === word);
}

function withoutV({ k8ssandraOperator, cassOperator }: MirrorConfig['release']) {
  return {
    k8ssandraOperator: k8ssandraOperator?.replace(/^v/, ''),
    cassOperator: cassOperator?.replace(/^v/, ''),
  };
}

/** Where an operator of the input runs: it watches its own namespace, if not all. */
function namespaceOf({ sources }: Loaded): string {
  const deployments = sources.flatMap(({ input }) =>
    input.items.filter(({ kind }) => kind === 'Deployment').map((item) => item.json()),
  );
  const [first] = findOperators(deployments);
  return first?.namespace ?? 'default';
}

function sourcesOf(objects: readonly JsonObject[]): readonly Source[] {
  if (objects.length === 0) return [];
  const text = objects.map((object) => `---\n${JSON.stringify(object)}\n`).join('');
  return [{ input: locateInput(undefined, text) }];
}
