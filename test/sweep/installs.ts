/**
 * An install of every release of the operators: the manifest that upstream publishes where the facts folder has it, else
 * what decides about images in it, put together from upstream's ImageConfigs and the images of its Deployments.
 */
import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { stringify } from 'yaml';
import { isBefore } from '../../src/k8ssandra/releases/release-order.ts';
import type { JsonObject } from '../../src/yaml/json.ts';
import { factTable } from '../facts.ts';
import { readTable } from '../k8ssandra/upstream.ts';

export type Project = 'cass-operator' | 'k8ssandra-operator';

export interface Install {
  readonly project: Project;
  /** Without a leading `v`. */
  readonly release: string;
  readonly namespace: string;
  /** A stream of YAML documents without CRDs. */
  readonly text: string;
  readonly origin: 'manifest' | 'put together';
}

type Row = Readonly<Record<string, string>>;

const firstReleases: { readonly [project in Project]: string } = {
  'cass-operator': '1.8.0',
  'k8ssandra-operator': '1.0.0',
};

const kustomizations: { readonly [project in Project]: string } = {
  'cass-operator': 'default',
  'k8ssandra-operator': 'control-plane',
};

/** @param folder upstream, in the facts folder */
export function installs(folder: string, project: Project): readonly Install[] {
  const catalog = readTable(factTable('image-catalog')).filter((row) => row.project === project);
  const configs = readTable(path.join(folder, 'image-configs', 'INDEX.tsv'));
  const tags = new Set(catalog.map(({ tag = '' }) => tag));
  return [...tags]
    .filter((tag) => /^v\d+\.\d+\.\d+$/.test(tag) && !isBefore(tag.slice(1), firstReleases[project]))
    .map((tag) => {
      const about = { project, release: tag.slice(1), namespace: project };
      const file = path.join(folder, 'manifests', `${project}-${tag}-${kustomizations[project]}.nocrd.yaml`);
      if (existsSync(file)) return { ...about, text: readFileSync(file, 'utf8'), origin: 'manifest' };
      const deployments = deploymentsOf(catalog.filter((row) => row.tag === tag));
      const objects = [
        ...configsOf(project, tag, deployments, configs).map((row) => configMap(folder, project, row)),
        ...deployments.map((deployment) => deploymentObject(project, deployment)),
      ];
      return { ...about, text: objects.map((object) => stringify(object)).join('---\n'), origin: 'put together' };
    });
}

interface Deployment {
  readonly name: string;
  readonly image: string;
}

function deploymentsOf(rows: readonly Row[]): readonly Deployment[] {
  return rows.flatMap(({ component = '', reference = '' }) => {
    const [kind, name = ''] = component.split('/');
    return kind === 'Deployment' ? [{ name, image: reference }] : [];
  });
}

/** k8ssandra-operator's own, or else that of the cass-operator that it installs. */
function configsOf(
  project: Project,
  tag: string,
  deployments: readonly Deployment[],
  configs: readonly Row[],
): readonly Row[] {
  const deployed = (owner: Project, of: string | undefined): readonly Row[] =>
    configs.filter((row) => row.project === owner && row.tag === of && row.deployed_by_kustomize === 'yes');
  const own = deployed(project, tag);
  if (own.length > 0) return own;
  const cassOperator = deployments.find(({ name }) => name.startsWith('cass-operator'));
  return deployed('cass-operator', /:(v\d+\.\d+\.\d+)/.exec(cassOperator?.image ?? '')?.[1]);
}

function configMap(folder: string, namespace: string, row: Row): JsonObject {
  const label = row['label_k8ssandra.io/config'] ?? '';
  return {
    apiVersion: 'v1',
    kind: 'ConfigMap',
    metadata: {
      ...(label === '' ? {} : { labels: { 'k8ssandra.io/config': label } }),
      name: row.configmap_name ?? '',
      namespace,
    },
    data: { [row.key ?? '']: readFileSync(path.join(folder, 'image-configs', row.file ?? ''), 'utf8') },
  };
}

function deploymentObject(namespace: string, { name, image }: Deployment): JsonObject {
  const labels = { 'control-plane': name };
  return {
    apiVersion: 'apps/v1',
    kind: 'Deployment',
    metadata: { name, namespace },
    spec: {
      selector: { matchLabels: labels },
      template: { metadata: { labels }, spec: { containers: [{ name: 'manager', image }] } },
    },
  };
}
