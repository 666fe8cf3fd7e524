/**
 * The policies that hold the mirror rules at admission, in the cluster, whatever makes the pods.
 *
 * | policy                       | on                                             | does                                  |
 * |------------------------------|------------------------------------------------|---------------------------------------|
 * | `NAME` (validating)          | new pods, new images of pods                   | denies (or warns, or audits)          |
 * | `NAME-controllers` (validating) | workloads that make pods                    | warns of what will be denied          |
 * | `NAME` (mutating)            | new pods                                       | rewrites images by the rules          |
 * | `NAME-ephemeral` (mutating)  | ephemeral containers that are added to pods    | the same                              |
 *
 * Pods are rewritten when they are created and never later: an update of a running pod, such as a new label, must not
 * swap its images. On an update only images count that the pod did not have before.
 *
 * Source: k8s.io/api admissionregistration; the versions were tried on API servers (e2e/admission.test.ts).
 */
import type { MirrorRules } from '../mirror/rules.ts';
import type { JsonObject } from '../yaml/json.ts';
import { type Variable, variablesField } from './cel.ts';
import { mutatingVersion } from './kubernetes.ts';
import { imagesOf, movedEphemeral, movedPod } from './pod-images.ts';
import { foreign, lookUp, moved } from './references.ts';
import { ruleTable } from './rule-table.ts';

export type Action = 'Deny' | 'Warn' | 'Audit';

export interface PolicySettings {
  readonly name: string;
  /** `1.36`. */
  readonly kubernetes: string;
  readonly action: Action;
  /** The namespaces whose pods are looked at, as a label selector of Kubernetes. */
  readonly namespaceSelector: JsonObject;
}

interface Webhook {
  readonly resources: readonly string[];
  readonly operations: readonly ('CREATE' | 'UPDATE')[];
  readonly group?: string;
}

/** In the order in which they are applied. */
export function policies(rules: MirrorRules, settings: PolicySettings): readonly JsonObject[] {
  const table = ruleTable(rules);
  const mutating = mutatingVersion(settings.kubernetes);
  const podImages = imagesOf('object.spec');
  const podVariables = [...lookUp(podImages, table), moved];
  return [
    ...(mutating === undefined
      ? []
      : [
          ...mutatingPolicy(settings.name, mutating, settings, newPods, podVariables, movedPod),
          ...mutatingPolicy(
            `${settings.name}-ephemeral`,
            mutating,
            settings,
            newEphemeral,
            podVariables,
            movedEphemeral,
          ),
        ]),
    ...validatingPolicy(settings.name, settings, settings.action, allPods, judgedVariables(table), message),
    ...controllerPolicy(settings, table, mutating !== undefined),
  ];
}

const newPods: readonly Webhook[] = [{ resources: ['pods'], operations: ['CREATE'] }];
const newEphemeral: readonly Webhook[] = [{ resources: ['pods/ephemeralcontainers'], operations: ['UPDATE'] }];
const allPods: readonly Webhook[] = [
  { resources: ['pods'], operations: ['CREATE', 'UPDATE'] },
  { resources: ['pods/ephemeralcontainers'], operations: ['UPDATE'] },
];
const controllers: readonly Webhook[] = [
  {
    group: 'apps',
    resources: ['deployments', 'statefulsets', 'daemonsets', 'replicasets'],
    operations: ['CREATE', 'UPDATE'],
  },
  { group: 'batch', resources: ['jobs', 'cronjobs'], operations: ['CREATE', 'UPDATE'] },
];

const message = '"not on the mirror: " + variables.foreign.join(", ")';

type Table = ReturnType<typeof ruleTable>;

/** Images that a pod did not have before. */
function judgedVariables(table: Table): readonly Variable[] {
  const isNew = `request.operation == "CREATE" ? variables.all : variables.all.filter(i, !(i in variables.before))`;
  return [
    { name: 'all', expression: imagesOf('object.spec') },
    { name: 'before', expression: `oldObject == null ? [""] : ${imagesOf('oldObject.spec')}` },
    ...lookUp(isNew, table),
    foreign,
  ];
}

/** Where pods are rewritten, only what no rule brings to the mirror is worth a warning. */
function controllerPolicy(settings: PolicySettings, table: Table, isRewritten: boolean): readonly JsonObject[] {
  const spec = {
    name: 'template',
    expression: 'object.kind == "CronJob" ? object.spec.jobTemplate.spec.template.spec : object.spec.template.spec',
  };
  const left = {
    name: 'left',
    expression: isRewritten
      ? 'variables.foreign.filter(i, !variables.moved.exists(m, m.from == i && m.to != i))'
      : 'variables.foreign',
  };
  const variables = [spec, ...lookUp(imagesOf('variables.template'), table), moved, foreign, left];
  const text = '"pods will be denied, as these images are not on the mirror: " + variables.left.join(", ")';
  return validatingPolicy(`${settings.name}-controllers`, settings, 'Warn', controllers, variables, text, 'left');
}

function validatingPolicy(
  name: string,
  { namespaceSelector }: PolicySettings,
  action: Action,
  webhooks: readonly Webhook[],
  variables: readonly Variable[],
  messageExpression: string,
  refused = 'foreign',
): readonly JsonObject[] {
  const apiVersion = 'admissionregistration.k8s.io/v1';
  return [
    {
      apiVersion,
      kind: 'ValidatingAdmissionPolicy',
      metadata: { name },
      spec: {
        failurePolicy: 'Fail',
        matchConstraints: { resourceRules: webhooks.map(resourceRule) },
        variables: variablesField(variables),
        validations: [{ expression: `size(variables.${refused}) == 0`, messageExpression }],
      },
    },
    {
      apiVersion,
      kind: 'ValidatingAdmissionPolicyBinding',
      metadata: { name },
      spec: { policyName: name, validationActions: [action], matchResources: { namespaceSelector } },
    },
  ];
}

function mutatingPolicy(
  name: string,
  version: string,
  { namespaceSelector }: PolicySettings,
  webhooks: readonly Webhook[],
  variables: readonly Variable[],
  expression: string,
): readonly JsonObject[] {
  const apiVersion = `admissionregistration.k8s.io/${version}`;
  return [
    {
      apiVersion,
      kind: 'MutatingAdmissionPolicy',
      metadata: { name },
      spec: {
        failurePolicy: 'Fail',
        // What webhooks inject into a pod later is rewritten as well.
        reinvocationPolicy: 'IfNeeded',
        matchConstraints: { resourceRules: webhooks.map(resourceRule) },
        variables: variablesField(variables),
        mutations: [{ patchType: 'ApplyConfiguration', applyConfiguration: { expression } }],
      },
    },
    {
      apiVersion,
      kind: 'MutatingAdmissionPolicyBinding',
      metadata: { name },
      spec: { policyName: name, matchResources: { namespaceSelector } },
    },
  ];
}

function resourceRule({ group = '', resources, operations }: Webhook): JsonObject {
  return { apiGroups: [group], apiVersions: ['v1'], operations, resources };
}
