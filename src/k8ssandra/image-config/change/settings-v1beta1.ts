/**
 * Pull policy and pull secrets of a v1beta1 ImageConfig.
 *
 * There is one `imagePullSecret`; from 1.23 on every component has another. Cassandra pods get those of all components,
 * whichever they belong to, so any component serves to hold a secret that the first place has no room for.
 */

import type { OperatorRules } from '../../releases/image-config-rules.ts';
import { absentComponent, type Component, type ImageConfigV1beta1 } from '../read/decode-v1beta1.ts';
import type { ImageGoal } from './image-goals.ts';
import type { ImageConfigRemark } from './remark.ts';
import { type PolicyTargets, type PullSettings, policyTargets, type SettingsPlan } from './settings.ts';

export function pullSettingsV1beta1(
  config: ImageConfigV1beta1,
  rules: OperatorRules,
  goals: readonly ImageGoal[],
  wanted: PullSettings,
): SettingsPlan {
  const { pullPolicy, pullSecrets } = wanted;
  const policy =
    pullPolicy === undefined ? nothing : policyPlan(config, rules, policyTargets(goals, wanted), pullPolicy);
  const secrets = secretsPlan(config, rules, pullSecrets);
  return {
    changes: [...policy.changes, ...secrets.changes],
    remarks: [...policy.remarks, ...secrets.remarks],
  };
}

/** One key for all, where that reaches nothing which is to stay as it is; else each component by itself, from 1.23 on. */
function policyPlan(
  config: ImageConfigV1beta1,
  rules: OperatorRules,
  { wanted, kept }: PolicyTargets,
  policy: string,
): SettingsPlan {
  if (wanted.length === 0) return nothing;
  const reached = kept.filter((name) => !rules.componentPolicies || !config.defaults.get(name)?.pullPolicy);
  if (reached.length === 0) {
    const own = [...config.defaults].filter(([type, { pullPolicy }]) => wanted.includes(type) && pullPolicy !== '');
    const paths = [['imagePullPolicy'], ...own.map(([, { places }]) => places.imagePullPolicy)];
    return { changes: paths.map((path) => ({ path, value: policy })), remarks: [] };
  }
  if (!rules.componentPolicies)
    return config.pullPolicy === policy ? nothing : { changes: [], remarks: [onlyOne(reached)] };
  const components = wanted.map((name) => config.defaults.get(name) ?? absentComponent(name));
  const lacking = components.filter(({ pullPolicy }) => (pullPolicy || config.pullPolicy) !== policy);
  return { changes: lacking.map(({ places }) => ({ path: places.imagePullPolicy, value: policy })), remarks: [] };
}

const nothing: SettingsPlan = { changes: [], remarks: [] };

function onlyOne(kept: readonly string[]): ImageConfigRemark {
  return {
    code: 'pull-policy-ineffective',
    message: `the pull policy stays as it is: before cass-operator 1.23 an ImageConfig has one for all images, and ${kept.join(', ')} are not pulled from the mirror`,
    path: ['imagePullPolicy'],
  };
}

function secretsPlan(config: ImageConfigV1beta1, rules: OperatorRules, wanted: readonly string[]): SettingsPlan {
  const present = [config.pullSecret, ...[...config.defaults.values()].map(({ pullSecret }) => pullSecret)];
  const missing = [...new Set(wanted)].filter((secret) => !present.includes(secret));
  const places = [
    ...(config.pullSecret === '' ? [['imagePullSecret']] : []),
    ...(rules.componentPolicies
      ? freeComponents(config).map(({ places: { imagePullSecret } }) => imagePullSecret)
      : []),
  ];
  const changes = places
    .slice(0, missing.length)
    .map((path, index) => ({ path: [...path, 'name'], value: missing[index] ?? null }));
  const left = missing.slice(places.length);
  if (left.length === 0) return { changes, remarks: [] };
  const room = rules.componentPolicies ? 'one, and one for each component' : 'a single one before cass-operator 1.23';
  return {
    changes,
    remarks: [
      {
        code: 'pull-secret-limit',
        message: `no room for the pull secret ${left.join(', ')}: a v1beta1 ImageConfig has ${room}; put the credentials of all registries into one secret`,
        path: ['imagePullSecret'],
        currentValue: config.pullSecret,
      },
    ],
  };
}

const components = ['cassandra', 'dse', 'hcd', 'system-logger', 'config-builder', 'k8ssandra-client'];

function freeComponents({ defaults }: ImageConfigV1beta1): readonly Component[] {
  const names = [...new Set([...defaults.keys(), ...components])];
  return names.map((name) => defaults.get(name) ?? absentComponent(name)).filter(({ pullSecret }) => pullSecret === '');
}
