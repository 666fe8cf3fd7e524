/**
 * The images that no field of a release moves, and the layouts that no field of it expresses. Nothing else may go wrong
 * with an install; a row that nothing meets any more is a failure too.
 */
import { isBefore } from '../../src/k8ssandra/releases/release-order.ts';
import type { Layout } from './images.ts';
import type { Install, Project } from './installs.ts';

export interface ExpectedEscape {
  readonly project: Project;
  /** Without it: from the first release on. */
  readonly from?: string;
  /** The first release that is free of it. */
  readonly until: string;
  /** What becomes of the rest of the package, where escapes are warnings. */
  readonly rest: 'mirrored' | 'refused';
  readonly layouts: readonly Layout[];
  readonly code: string;
  /** Matches the message. */
  readonly message: RegExp;
  /** What is to be done. */
  readonly wayOut: string;
  /** Where upstream has it. */
  readonly source: string;
}

const everyLayout = ['path', 'registry-path', 'name'] as const;

export const expectedEscapes: readonly ExpectedEscape[] = [
  {
    project: 'cass-operator',
    until: '1.9.0',
    rest: 'refused',
    layouts: ['name'],
    code: 'image-config-not-expressible',
    message: /cassandra would be k8ssandra\/cass-management-api:/,
    wayOut: 'another layout, or an upgrade: the ImageConfig of 1.9 has `defaults`',
    source: 'cass-operator v1.8.0 pkg/images/images.go: the repositories of servers that are not listed are constants',
  },
  {
    project: 'cass-operator',
    until: '1.9.0',
    rest: 'refused',
    layouts: ['name'],
    code: 'escaped',
    message: /container (cassandra|server-config-init|server-system-logger) of /,
    wayOut: 'as before: what the ImageConfig would have to move',
    source: 'cass-operator v1.8.0 pkg/images/images.go: imageRegistryOverride alone, no namespace',
  },
  {
    project: 'k8ssandra-operator',
    from: '1.4.0',
    until: '1.5.0',
    rest: 'mirrored',
    layouts: everyLayout,
    code: 'escaped',
    message: /mikefarah\/yq/,
    wayOut: 'an upgrade: 1.5 has perNodeConfigInitContainerImage',
    source: 'k8ssandra-operator v1.4.0 pkg/nodeconfig/mount.go: the image is a literal',
  },
  {
    project: 'k8ssandra-operator',
    from: '1.12.0',
    until: '1.17.0',
    rest: 'mirrored',
    layouts: everyLayout,
    code: 'escaped',
    message: /bitnami\/kubectl/,
    wayOut: 'an upgrade, or an admission step: the purge job cannot be switched off',
    source: 'k8ssandra-operator v1.14.0 pkg/medusa/reconcile.go PurgeCronJob: the image is a literal',
  },
  {
    project: 'k8ssandra-operator',
    from: '1.17.0',
    until: '1.27.0',
    rest: 'mirrored',
    layouts: everyLayout,
    code: 'escaped',
    message: /bitnami\/kubectl/,
    wayOut: 'spec.medusa.purgeBackups: false',
    source: 'k8ssandra-operator v1.26.0 pkg/medusa/reconcile.go PurgeCronJob: the image is a literal',
  },
];

export function expectedEscape(
  { project, release }: Install,
  layout: Layout,
  { code, message }: { readonly code: string; readonly message: string },
): ExpectedEscape | undefined {
  return expectedEscapes.find(
    (row) =>
      row.project === project &&
      (row.from === undefined || !isBefore(release, row.from)) &&
      isBefore(release, row.until) &&
      row.layouts.includes(layout) &&
      row.code === code &&
      row.message.test(message),
  );
}
