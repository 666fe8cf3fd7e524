// The images in the Go code of the operators, found by the constants that hold their parts.
import { compareTags } from './checkout.mjs';

/** The value of a Go constant or field: `Name = "value"`, `Name: "value"`. */
function text(source, name) {
  return new RegExp(`\\b${name}\\s*(?:string\\s*)?(?:=|:)\\s*"([^"]*)"`).exec(source)?.[1];
}

const fallbacks = [
  ['v1.29.0', 'Go constant of the v1beta1 reader, which the operator no longer loads since v1.29.0 (tests only)'],
  ['v1.27.0', 'Go constant of the v1beta1 reader (fallback since v1.27.0 when no labelled v1beta2 ConfigMap)'],
  ['v1.8.0', 'Go constant, used when ImageConfig has no repository'],
];

function inCassOperator(read, tag) {
  const source = 'pkg/images/images.go';
  const code = read(source);
  const [, governedBy] = fallbacks.find(([from]) => compareTags(tag, from) >= 0);
  const names = {
    cassandra: 'CassandraImageComponent|DefaultCassandraRepository',
    dse: 'DSEImageComponent|DefaultDSERepository',
    hcd: 'DefaultHCDRepository',
  };
  return Object.entries(names).flatMap(([server, constants]) => {
    const repository = text(code, `(?:${constants})`);
    const component = `server-${server} (Go fallback)`;
    return repository === undefined
      ? []
      : [{ component, reference: `${repository}:{serverVersion}`, source, governed_by: governedBy }];
  });
}

function inK8ssandraOperator(read) {
  const registry = text(read('pkg/images/images.go'), 'DefaultRegistry');
  const follows = read('pkg/config/config.go').includes('"DEFAULT_REGISTRY"') ? '; env DEFAULT_REGISTRY' : '';
  const rows = [];
  const add = (component, reference, source, governedBy) =>
    rows.push({ component, reference, source, governed_by: governedBy });

  const medusaFile = 'pkg/medusa/reconcile.go';
  const medusa = read(medusaFile);
  const [medusaRepository, medusaName, medusaTag] = ['Repository', 'Name']
    .map((part) => text(medusa, `DefaultMedusaImage${part}`))
    .concat(text(medusa, 'DefaultMedusaVersion'));
  if (medusaTag !== undefined)
    add(
      'medusa',
      `${registry}/${medusaRepository}/${medusaName}:${medusaTag}`,
      medusaFile,
      `CR spec.medusa.containerImage${follows}`,
    );
  const kubectl = /"(bitnami\/kubectl:[^"]*)"/.exec(medusa)?.[1];
  if (kubectl !== undefined)
    add('medusa-purge CronJob kubectl', kubectl, medusaFile, 'none: hard-coded, no registry, no CR field');

  const reaperFile = 'pkg/reaper/deployment.go';
  const reaper = read(reaperFile);
  const reaperTag = text(reaper, 'DefaultVersion');
  if (reaperTag !== undefined)
    add(
      'reaper',
      `${registry}/${text(reaper, 'DefaultImageRepository')}/${text(reaper, 'DefaultImageName')}:${reaperTag}`,
      reaperFile,
      `CR spec.reaper.containerImage${follows}`,
    );

  const stargateFile = 'pkg/stargate/deployments.go';
  const stargate = read(stargateFile);
  for (const suffix of ['3', '4', 'Dse68']) {
    const name = text(stargate, `DefaultImageName${suffix}`);
    if (name !== undefined)
      add(
        'stargate',
        `${registry}/${text(stargate, 'DefaultImageRepository')}/${name}:v${text(stargate, 'DefaultVersion')}`,
        stargateFile,
        `CR stargate.containerImage${follows}`,
      );
  }

  const vectorFile = 'pkg/vector/vector.go';
  const vector = text(read(vectorFile), 'DefaultVectorImage');
  if (vector !== undefined) add('vector (reaper/stargate agent)', vector, vectorFile, 'CR telemetry.vector.image');

  const mountFile = 'pkg/nodeconfig/mount.go';
  const mount = text(read(mountFile), 'defaultPerNodeConfigInitContainerImage');
  if (mount !== undefined)
    add(
      'per-node-config init',
      mount,
      `${mountFile} + CRD default`,
      'CR cassandra.perNodeConfigInitContainerImage (CRD default)',
    );

  const datacenterFile = 'pkg/cassandra/datacenter.go';
  const jmx = /DefaultJmxInitImage = images\.Image\{([\s\S]*?)\n\}/.exec(read(datacenterFile))?.[1];
  if (jmx !== undefined)
    add(
      'jmx-credentials init',
      `${registry}/library/${text(jmx, 'Name')}:${text(jmx, 'Tag')}`,
      datacenterFile,
      'CR cassandra.jmxInitContainerImage',
    );
  return rows;
}

/**
 * @param read the text of a file at the release, empty where there is none
 * @returns rows of the catalog, without project and tag
 */
export function imagesInCode(project, read, tag) {
  return project === 'cass-operator' ? inCassOperator(read, tag) : inK8ssandraOperator(read);
}
