// Writes docs/releases/data.json from the tables of facts/: what each release of the operators pulls by itself, what the CRDs
// fill in, and the fields that images have in them. The tests hold the tables of src/k8ssandra/ against that file.
// With --check, writes nothing and exits 1 where the file is not what would be written.
import { readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';

const root = path.join(import.meta.dirname, '..');
const file = path.join(root, 'docs', 'releases', 'data.json');

const operators = { 'cass-operator': [1, 8, 0], 'k8ssandra-operator': [1, 0, 0] };

const numbers = (release) => release.split('.').map(Number);
const compare = (one, other) => one.map((number, index) => number - other[index]).find((sign) => sign !== 0) ?? 0;

/** Those that are supported, without a leading `v`, in their order. Builds before a release do not count. */
function releasesIn(operator, tags) {
  return [...new Set(tags)]
    .flatMap((tag) => /^v(\d+\.\d+\.\d+)$/.exec(tag)?.[1] ?? [])
    .filter((release) => compare(numbers(release), operators[operator]) >= 0)
    .sort((one, other) => compare(numbers(one), numbers(other)));
}

function readTable(name) {
  const [header, ...lines] = readFileSync(path.join(root, 'facts', name), 'utf8')
    .trimEnd()
    .split('\n');
  const columns = header.split('\t');
  return lines.map((line) => {
    const cells = line.split('\t');
    return Object.fromEntries(columns.map((column, index) => [column, cells[index] ?? '']));
  });
}

/** Rows that are alike but for their releases, as one. */
function gathered(rows) {
  const found = new Map();
  for (const { release, ...row } of rows) {
    const key = JSON.stringify(row);
    const known = found.get(key) ?? { ...row, releases: [] };
    known.releases.push(release);
    found.set(key, known);
  }
  return [...found.values()].map(({ operator, releases, ...row }) => ({
    operator,
    ...row,
    releases: releasesIn(operator, releases),
  }));
}

const supported = ({ operator, release }) => operator in operators && releasesIn(operator, [release]).length > 0;

const catalog = readTable('image-catalog.tsv')
  .map(({ project, tag, governed_by: governedBy, ...row }) => ({
    operator: project,
    release: tag,
    ...row,
    governedBy,
  }))
  .filter(supported);

/** In the Go code of the operator, rather than in a manifest, a chart or an ImageConfig. */
const pulls = gathered(catalog.filter((row) => row.source.startsWith('pkg/')));

/** In the ImageConfigs that the manifests of the operators install; v1beta1 is a part of a ConfigMap for other things. */
const imageConfigs = gathered(
  catalog
    .filter(
      ({ source, governedBy }) => source.startsWith('rendered ConfigMap') && governedBy.startsWith('ImageConfig.'),
    )
    .map(({ operator, release, component, reference, source }) => ({
      operator,
      release,
      format: source.includes('manager-config') ? 'v1beta1' : 'v1beta2',
      component,
      reference,
    })),
);

const installs = catalog
  .filter(({ operator }) => operator === 'k8ssandra-operator')
  .filter(({ component }) => component === 'Deployment/cass-operator-controller-manager')
  .map(({ release, reference }) => [release.slice(1), /:v(\d+\.\d+\.\d+)/.exec(reference)[1]]);

const crdDefaults = readTable('crd-image-defaults.tsv')
  .map(({ project: operator, kind, path: field, level, default: value, tags }) => ({
    operator,
    kind,
    path: field,
    level,
    default: JSON.parse(value),
    releases: releasesIn(operator, tags.split(',')),
  }))
  .filter(({ releases }) => releases.length > 0);

/** By kind and path; `rbd.image` is a block device. */
const fields = new Map();
for (const row of readTable('image-fields-history.tsv')) {
  const { project: operator, kind, path: field, shape, first_tag: first, last_tag: last } = row;
  if (!/^(string|image)/.test(shape) || field.endsWith('.rbd.image') || !(operator in operators)) continue;
  const key = `${kind} ${field}`;
  const known = fields.get(key) ?? { first, last };
  fields.set(key, {
    operator,
    kind,
    path: field,
    shape: shape.replace(/\{.*/, ''),
    first: earlier(known.first, first) ? known.first : first,
    last: earlier(known.last, last) ? last : known.last,
  });
}

function earlier(one, other) {
  return compare(numbers(one.slice(1)), numbers(other.slice(1))) < 0;
}

const releases = Object.keys(operators).map((operator) => [
  operator,
  releasesIn(
    operator,
    catalog.flatMap((row) => (row.operator === operator ? [row.release] : [])),
  ),
]);

const lines = (rows) => `[\n${rows.map((row) => `    ${JSON.stringify(row)}`).join(',\n')}\n  ]`;
const text = `{
  "releases": ${JSON.stringify(Object.fromEntries(releases))},
  "installs": ${JSON.stringify(Object.fromEntries(installs))},
  "pulls": ${lines(pulls)},
  "imageConfigs": ${lines(imageConfigs)},
  "crdDefaults": ${lines(crdDefaults)},
  "fields": ${lines([...fields.values()])}
}
`;

if (!process.argv.includes('--check')) writeFileSync(file, text);
else if (readFileSync(file, 'utf8') !== text) {
  console.error(`${path.relative(process.cwd(), file)} is not up to date: run node scripts/releases.mjs`);
  process.exitCode = 1;
}
