// What the CRDs of the operators' releases say about images: facts/image-fields-history.tsv and crd-image-defaults.tsv.
import { parseAllDocuments } from 'yaml';
import { compareTags } from './checkout.mjs';
import { imageFields } from './image-schemas.mjs';
import { byCells, tableOf } from './table.mjs';

const folder = 'config/crd/bases';

/** Each image field of each CRD of each release, as `{project, tag, kind, apiVersion, path, shape, default, struct}`. */
export function fieldsOfCrds(project, checkout, tags) {
  const read = new Map();
  const fields = [];
  const crds = new Map();
  for (const tag of tags) {
    for (const { blob } of checkout.files(tag, folder)) {
      if (!read.has(blob)) read.set(blob, crdsIn(checkout.read(blob)));
      for (const { kind, apiVersion, found } of read.get(blob)) {
        const key = `${project} ${kind} ${apiVersion}`;
        crds.set(key, (crds.get(key) ?? 0) + 1);
        fields.push(...found.map((field) => ({ project, tag, kind, apiVersion, ...field })));
      }
    }
  }
  return { fields, crds };
}

function crdsIn(text) {
  return parseAllDocuments(text).flatMap((document) => {
    const crd = document.toJS();
    if (crd?.kind !== 'CustomResourceDefinition') return [];
    const { group, names, versions } = crd.spec;
    return versions.map(({ name, schema }) => {
      return { kind: names.kind, apiVersion: `${group}/${name}`, found: imageFields(schema.openAPIV3Schema) };
    });
  });
}

/** Rows that are alike but for the release, as one with the tags. */
function gathered(rows, ...columns) {
  const found = new Map();
  for (const row of rows) {
    const key = JSON.stringify(columns.map((column) => row[column]));
    const known = found.get(key) ?? { ...row, tags: [] };
    if (known.tags.at(-1) !== row.tag) known.tags.push(row.tag);
    found.set(key, known);
  }
  return [...found.values()];
}

/** @param tagsOf the tags of releases by project, in their order */
export function fieldsHistory(fields, crds, tagsOf) {
  const rows = gathered(fields, 'project', 'kind', 'apiVersion', 'path', 'shape', 'default').map((row) => {
    const all = tagsOf[row.project];
    const [first, last] = [row.tags[0], row.tags.at(-1)];
    const span = all.indexOf(last) - all.indexOf(first) + 1;
    return {
      ...row,
      first_tag: first,
      last_tag: last,
      tags_with: row.tags.length,
      tags_with_crd: crds.get(`${row.project} ${row.kind} ${row.apiVersion}`),
      contiguous: span === row.tags.length ? 'yes' : 'no',
    };
  });
  rows.sort(byCells('project', 'kind', 'apiVersion', 'path', 'shape', 'default'));
  const columns = ['project', 'kind', 'apiVersion', 'path', 'shape', 'default', 'first_tag', 'last_tag'];
  return tableOf([...columns, 'tags_with', 'tags_with_crd', 'contiguous'], rows);
}

/** What the API server fills in: whole mappings, their parts, and references. */
export function imageDefaults(fields) {
  const leveled = fields.flatMap((field) => {
    const { shape, struct, default: value } = field;
    const isStruct = shape.startsWith('imageStruct');
    if (!isStruct && shape !== 'string') return [];
    const levels = isStruct ? { struct, properties: value } : { string: value };
    return Object.entries(levels).flatMap(([level, text]) => (text === '' ? [] : [{ ...field, level, default: text }]));
  });
  const rows = gathered(leveled, 'project', 'kind', 'apiVersion', 'path', 'level', 'default').map((row) => {
    return {
      ...row,
      first_tag: row.tags[0],
      last_tag: row.tags.at(-1),
      count: row.tags.length,
      tags: row.tags.join(','),
    };
  });
  const byPlace = byCells('project', 'kind', 'apiVersion', 'path');
  rows.sort((one, other) => byPlace(one, other) || compareTags(one.first_tag, other.first_tag));
  const columns = [
    'project',
    'kind',
    'apiVersion',
    'path',
    'level',
    'default',
    'first_tag',
    'last_tag',
    'count',
    'tags',
  ];
  return tableOf(columns, rows);
}
