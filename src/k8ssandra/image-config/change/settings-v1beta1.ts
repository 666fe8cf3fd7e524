/**
 * Pull policy and pull secrets of a v1beta1 ImageConfig.
 *
 * There is one `imagePullSecret`; from 1.23 on every component has another. Cassandra pods get those of all components,
 * whichever they belong to, so any component serves to hold a secret that the first place has no room for.
 */

import type { OperatorRules } from '../../releases/image-config-rules.ts';
import { absentComponent, type Component, type ImageConfigV1beta1 } from '../read/decode-v1beta1.ts';
import type { Change } from './changes.ts';
import { type ImageGoal, isOnMirror } from './image-goals.ts';
import { typeOf } from './image-queries.ts';
import type { PullSettings, SettingsPlan } from './settings.ts';

export function pullSettingsV1beta1(
  config: ImageConfigV1beta1,
  rules: OperatorRules,
  goals: readonly ImageGoal[],
  { pullPolicy, pullSecrets }: PullSettings,
): SettingsPlan {
  const policy = pullPolicy === undefined ? [] : policyChanges(config, goals, pullPolicy);
  const secrets = secretsPlan(config, rules, pullSecrets);
  return { changes: [...policy, ...secrets.changes], remarks: secrets.remarks };
}

function policyChanges(config: ImageConfigV1beta1, goals: readonly ImageGoal[], policy: string): readonly Change[] {
  const mirrored = new Set(goals.filter(isOnMirror).map(({ query }) => typeOf(query)));
  const own = [...config.defaults].filter(([type, { pullPolicy }]) => mirrored.has(type) && pullPolicy !== '');
  const paths = [['imagePullPolicy'], ...own.map(([, { places }]) => places.imagePullPolicy)];
  return paths.map((path) => ({ path, value: policy }));
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
