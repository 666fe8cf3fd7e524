/** `enforce`: the mirror rules as policies of the API server. */
import { minorOf, mutatingVersion, oldestKubernetes } from '../admission/kubernetes.ts';
import { type Action, policies } from '../admission/policies.ts';
import { writeAll } from '../app/streams.ts';
import type { MirrorConfig } from '../config/normalise.ts';
import { objectLines } from '../overlay/lines.ts';
import { identify } from '../plan/model/resource.ts';
import { counted } from '../report/use-counts.ts';
import type { JsonObject } from '../yaml/json.ts';
import { type Arguments, readArguments } from './arguments.ts';
import { configure } from './configuration.ts';
import { configurationFlags } from './flags.ts';
import { commandHelp } from './help.ts';
import { load, requireResources } from './load.ts';
import { namespacesNamed, parseSelector } from './namespace-selector.ts';
import { planLoaded } from './planned.ts';
import { say, sayLast } from './said.ts';
import { type Command, type CommandFlag, UsageError } from './usage.ts';

const newestKubernetes = '1.36';
const actions: { readonly [word: string]: Action } = { deny: 'Deny', warn: 'Warn', audit: 'Audit' };

const own: readonly CommandFlag[] = [
  {
    flag: 'kubernetes',
    value: 'text',
    shown: 'VERSION',
    list: false,
    help: `the version of the cluster (default ${newestKubernetes}): pods are rewritten from 1.36 on, and in 1.34 and 1.35 behind the feature gate MutatingAdmissionPolicy`,
  },
  {
    flag: 'action',
    value: Object.keys(actions),
    list: false,
    help: 'what becomes of a pod with another image (default deny)',
  },
  {
    flag: 'namespace-selector',
    value: 'text',
    shown: 'SELECTOR',
    list: false,
    help: 'the namespaces that are guarded, by their labels as for kubectl -l; no input is read then (default: those of the pods in the input)',
  },
  {
    flag: 'policy-name',
    value: 'text',
    shown: 'NAME',
    list: false,
    help: 'the name of the policies (default image-mirror)',
  },
];

export const enforceCommand: Command = {
  name: 'enforce',
  summary: 'print admission policies that hold the rules in a cluster',
  help: () =>
    commandHelp({
      command: 'enforce',
      usage: '[FLAGS] [FILE|DIR|-]...',
      about:
        'Prints policies of Kubernetes for the API server: new pods are rewritten by the same rules as manifests are, images that no manifest and no field names included, and what then does not come from the mirror, nor from an excluded place, is denied. Running pods are left alone: on an update only new images count. No webhook and no controller is needed. Workloads whose pods will be denied get a warning when they are applied.',
      flags: own,
      shared: configurationFlags('enforce'),
      examples: [
        'kustomize build . |\n  k8ssandra-image-mirror enforce --config mirror.yaml | kubectl apply -f -',
        'k8ssandra-image-mirror enforce --config mirror.yaml \\\n  --namespace-selector team=data --action warn > policies.yaml',
      ],
    }),
  get flags() {
    return [...own, ...configurationFlags('enforce')];
  },
  run,
};

async function run(args: readonly string[]): Promise<number> {
  const given = readArguments('enforce', args, enforceCommand.flags);
  const kubernetes = kubernetesIn(given);
  const { config, namespaceSelector } = await guarded(given);
  if (config.rules.lock !== undefined) {
    throw new UsageError('policies can hold no digests of a lock file: leave out lock', 'enforce');
  }
  const [action = 'deny'] = given.texts.get('action') ?? [];
  const [name = 'image-mirror'] = given.texts.get('policy-name') ?? [];
  const objects = policies(config.rules, { name, kubernetes, action: actions[action] ?? 'Deny', namespaceSelector });
  await say([], given.loudness);
  await writeAll(process.stdout, objects.map((object) => `${objectLines(object).join('\n')}\n`).join('---\n'));
  await sayLast([], given.loudness, doneLine(objects, kubernetes));
  return 0;
}

/** @throws UsageError */
function kubernetesIn({ texts }: Arguments): string {
  const [version = newestKubernetes] = texts.get('kubernetes') ?? [];
  const minor = minorOf(version);
  if (minor === undefined)
    throw new UsageError(`--kubernetes ${version}: write it like ${newestKubernetes}`, 'enforce');
  if (minor < (minorOf(oldestKubernetes) ?? 0)) {
    throw new UsageError(`--kubernetes ${version}: ${oldestKubernetes} is the first with such policies`, 'enforce');
  }
  return version;
}

interface Guarded {
  readonly config: MirrorConfig;
  readonly namespaceSelector: JsonObject;
}

/** @throws UsageError where the input does not tell the namespaces */
async function guarded(given: Arguments): Promise<Guarded> {
  const [selector] = given.texts.get('namespace-selector') ?? [];
  if (selector !== undefined) {
    const namespaceSelector = parseSelector(selector);
    if (namespaceSelector === undefined) {
      throw new UsageError(
        `--namespace-selector ${selector}: write it like team=data, or env in (prod, test)`,
        'enforce',
      );
    }
    if (given.paths.length > 0) throw new UsageError('with --namespace-selector no input is read', 'enforce');
    return { config: configure(given, undefined), namespaceSelector };
  }
  const loaded = await load(given);
  requireResources(loaded);
  return { config: loaded.config, namespaceSelector: namespacesNamed(namespacesOf(loaded)) };
}

/** The namespaces in this Kubernetes cluster where something pulls images. */
function namespacesOf(loaded: Parameters<typeof planLoaded>[0]): readonly string[] {
  const { report, resources } = planLoaded(loaded);
  const names = report.images
    .filter(({ before }) => before.k8sContext === undefined)
    .map(({ before }) => before.namespace ?? identify(resources[before.resource] ?? {}).namespace);
  const [first, ...others] = [...new Set(names)].toSorted();
  if (first === undefined)
    throw new UsageError('nothing in the input pulls an image: give --namespace-selector', 'enforce');
  if (first === '') {
    throw new UsageError(
      'the input does not name the namespaces of all its pods: give --namespace-selector',
      'enforce',
    );
  }
  return [first, ...others];
}

function doneLine(objects: readonly JsonObject[], kubernetes: string): string {
  const printed = `printed ${counted(objects.length, 'object')}`;
  switch (mutatingVersion(kubernetes)) {
    case undefined:
      return `${printed}: Kubernetes ${kubernetes} has no policies that rewrite pods, so other images are refused only`;
    case 'v1beta1':
      return `${printed}: Kubernetes ${kubernetes} needs the feature gate MutatingAdmissionPolicy and the API admissionregistration.k8s.io/v1beta1`;
    default:
      return printed;
  }
}
