// The images that each release brings along: facts/image-catalog.tsv.
//
// Rows of charts are kept as they are. Those of cass-operator lie in a third repository, k8ssandra/k8ssandra.
import { mkdtempSync, rmSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { compareTags } from './checkout.mjs';
import { imagesInCode } from './code.mjs';
import { renderedImages } from './rendered.mjs';
import { byCells, tableOf } from './table.mjs';

const kustomizations = {
  'cass-operator': 'config/deployments/default',
  'k8ssandra-operator': 'config/deployments/control-plane',
};
/** The first release of each whose kustomization can be built today. */
const first = { 'cass-operator': 'v1.8.0', 'k8ssandra-operator': 'v1.0.0' };
const columns = ['project', 'tag', 'component', 'reference', 'source', 'governed_by'];

/** @param known the table as it is, for the rows of charts */
export function imageCatalog(checkouts, tagsOf, known) {
  const work = mkdtempSync(path.join(os.tmpdir(), 'facts-'));
  const byPlace = byCells('component', 'reference', 'source');
  try {
    const groups = Object.entries(kustomizations).flatMap(([project, kustomization]) => {
      const tags = tagsOf[project].filter((tag) => compareTags(tag, first[project]) >= 0);
      const rows = tags.flatMap((tag) => {
        const read = (file) => checkouts[project].fileAt(tag, file);
        const images = [
          ...renderedImages(work, checkouts, project, tag, kustomization),
          ...imagesInCode(project, read, tag),
        ];
        return images.sort(byPlace).map((image) => ({ project, tag, ...image }));
      });
      return [rows, rowsOf(known).filter((row) => row.project === `${project}-chart`)];
    });
    return tableOf(columns, groups.flat());
  } finally {
    rmSync(work, { recursive: true, force: true });
  }
}

function rowsOf(table) {
  const [, ...lines] = table.trimEnd().split('\n');
  return lines.map((line) => Object.fromEntries(line.split('\t').map((cell, index) => [columns[index], cell])));
}
