// What the kustomizations of the operators' releases build: the operators' Deployments, and the ImageConfigs.
import { execFileSync } from 'node:child_process';
import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { parse, parseAllDocuments } from 'yaml';

const remote = /github\.com\/k8ssandra\/cass-operator\/(config\/\S+?)\?ref=(\S+)/g;

/** Puts `config/` of a release into a folder below `work`; cass-operator's, which others build on, from its own checkout. */
function unpack(work, checkouts, project, ref) {
  const folder = path.join(work, `${project}-${ref}`);
  if (existsSync(folder)) return folder;
  mkdirSync(folder);
  execFileSync('tar', ['-x', '-C', folder], { input: checkouts[project].archive(ref, 'config') });
  for (const name of readdirSync(folder, { recursive: true, encoding: 'utf8' })) {
    if (path.basename(name) !== 'kustomization.yaml') continue;
    const file = path.join(folder, name);
    const text = readFileSync(file, 'utf8');
    const local = text.replaceAll(remote, (_, base, other) => {
      const then = checkouts['cass-operator'].at(other, checkouts[project].dateOf(ref));
      return path.relative(path.dirname(file), path.join(unpack(work, checkouts, 'cass-operator', then), base));
    });
    if (local !== text) writeFileSync(file, local);
  }
  return folder;
}

/** @returns rows of the catalog, without project and tag */
export function renderedImages(work, checkouts, project, tag, kustomization) {
  const folder = path.join(unpack(work, checkouts, project, tag), kustomization);
  const built = execFileSync('kustomize', ['build', folder], {
    encoding: 'utf8',
    maxBuffer: 256 * 1024 * 1024,
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const parts = built.split(/^---$/m).filter((text) => /^kind: (?:Deployment|ConfigMap)$/m.test(text));
  return parts.flatMap((text) => {
    const object = parse(text);
    return object.kind === 'Deployment' ? imagesOfDeployment(object, kustomization) : imagesOfConfigMap(object);
  });
}

function imagesOfDeployment({ metadata, spec }, kustomization) {
  return spec.template.spec.containers.map(({ image }) => {
    const source = `kustomize ${kustomization}`;
    return {
      component: `Deployment/${metadata.name}`,
      reference: image,
      source,
      governed_by: 'PodSpec (own manifest)',
    };
  });
}

function imagesOfConfigMap({ metadata, data = {} }) {
  return Object.entries(data).flatMap(([key, text]) => {
    const config = parseAllDocuments(text)[0]?.toJS();
    if (config?.kind !== 'ImageConfig') return [];
    const source = `rendered ConfigMap ${metadata.name} [${key}]`;
    const images = config.apiVersion.endsWith('/v1beta2') ? v1beta2(config) : v1beta1(config);
    return images.map(([component, reference, key]) => ({
      component,
      reference,
      source,
      governed_by: `ImageConfig.${key}`,
    }));
  });
}

const serverVersion = '{serverVersion}';

function v1beta1({ images = {}, defaults = {} }) {
  const named = Object.entries(images).filter(([, value]) => typeof value === 'string');
  const servers = Object.entries(defaults ?? {}).filter(([, { repository }]) => repository !== undefined);
  return [
    ...named.map(([name, image]) => [name, image, 'images']),
    ...servers.map(([name, { repository, suffix = '' }]) => [
      `server-${name}`,
      `${repository}:${serverVersion}${suffix}`,
      'defaults',
    ]),
  ];
}

function v1beta2({ images = {}, types = {}, defaults = {} }) {
  const reference = (entry, tag) => {
    const { registry = defaults?.registry, repository = defaults?.repository, name } = entry;
    return `${[registry, repository, name].filter(Boolean).join('/')}:${tag}`;
  };
  return [
    ...Object.entries(images).map(([name, entry]) => [name, reference(entry, entry.tag), 'images']),
    ...Object.entries(types).map(([name, entry]) => {
      return [
        `server-${name}`,
        reference(entry, `${entry.prefix ?? ''}${serverVersion}${entry.suffix ?? ''}`),
        'types',
      ];
    }),
  ];
}
