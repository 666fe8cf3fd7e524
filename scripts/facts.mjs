// Makes the tables of facts/ anew from checkouts of both operators, at every release that these have a tag for:
//
//   node scripts/facts.mjs --cass-operator DIR --k8ssandra-operator DIR [--check]
//
// kustomize has to be on the PATH. With --check, writes nothing, names the tables that would change, and exits with 1 then. facts/README.md says what the
// tables hold.
import { readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { imageCatalog } from './facts/catalog.mjs';
import { Checkout } from './facts/checkout.mjs';
import { fieldsHistory, fieldsOfCrds, imageDefaults } from './facts/crds.mjs';

const first = { 'cass-operator': 'v1.8.0', 'k8ssandra-operator': 'v0.4.0' };
const folder = path.join(import.meta.dirname, '..', 'facts');

const { values } = parseArgs({
  options: {
    'cass-operator': { type: 'string' },
    'k8ssandra-operator': { type: 'string' },
    check: { type: 'boolean' },
  },
});
const fields = [];
const crds = new Map();
const tagsOf = {};
const checkouts = {};
for (const [project, from] of Object.entries(first)) {
  if (values[project] === undefined) throw new Error(`--${project} DIR is missing: a checkout with all its tags`);
  const checkout = new Checkout(values[project]);
  checkouts[project] = checkout;
  tagsOf[project] = checkout.releases(from);
  process.stdout.write(`${project}: ${tagsOf[project].length} releases, the last is ${tagsOf[project].at(-1)}\n`);
  const found = fieldsOfCrds(project, checkout, tagsOf[project]);
  fields.push(...found.fields);
  for (const [key, count] of found.crds) crds.set(key, count);
}

const tables = {
  'image-catalog.tsv': imageCatalog(checkouts, tagsOf, readFileSync(path.join(folder, 'image-catalog.tsv'), 'utf8')),
  'image-fields-history.tsv': fieldsHistory(fields, crds, tagsOf),
  'crd-image-defaults.tsv': imageDefaults(fields),
};
for (const [name, text] of Object.entries(tables)) {
  const file = path.join(folder, name);
  const isSame = readFileSync(file, 'utf8') === text;
  process.stdout.write(`${name}: ${text.split('\n').length - 2} rows, ${isSame ? 'as it is' : 'changed'}\n`);
  if (isSame) continue;
  if (values.check === true) process.exitCode = 1;
  else writeFileSync(file, text);
}
