import { podSpecPlaces, workloads } from '../../src/k8ssandra/fields/workloads.ts';

describe('workloads', () => {
  test('the table is the kinds of Kubernetes that hold a pod spec', () => {
    const rows = workloads.map(({ groups, kind, podSpec }) => `${groups.join('|') || 'core'} ${kind} ${podSpec}`);
    expect(rows).toEqual([
      'core Pod spec',
      'core PodTemplate template.spec',
      'core ReplicationController spec.template.spec',
      'apps|extensions Deployment spec.template.spec',
      'apps|extensions DaemonSet spec.template.spec',
      'apps|extensions ReplicaSet spec.template.spec',
      'apps StatefulSet spec.template.spec',
      'batch Job spec.template.spec',
      'batch CronJob spec.jobTemplate.spec.template.spec',
    ]);
  });

  test('a pod spec names images in four lists', () => {
    const rows = podSpecPlaces.map(({ list, kind, image, policyKey }) => [list, kind, image, policyKey].join(' '));
    expect(rows).toEqual([
      'containers container image imagePullPolicy',
      'initContainers init image imagePullPolicy',
      'ephemeralContainers ephemeral image imagePullPolicy',
      'volumes volume image.reference pullPolicy',
    ]);
  });
});
