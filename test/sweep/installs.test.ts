/**
 * Each published cluster beside an install of its time: here ImageConfig, operators and custom resources decide together
 * what is pulled, images that are written nowhere included.
 */
import { readdirSync } from 'node:fs';
import { transform } from '../../src/function/transform.ts';
import { effectiveImages } from '../../src/k8ssandra/pods/effective-images.ts';
import { isObject } from '../../src/yaml/json.ts';
import { facts } from '../facts.ts';
import { readText } from '../k8ssandra/upstream.ts';
import { readCatalog } from './catalog.ts';
import { documentsOf, readValue } from './documents.ts';
import { type ExpectedError, expectedErrors } from './expected-errors.ts';
import { isAllowed, type Mirror, normalised } from './images.ts';
import { expectSame, functionConfigOf, sweep } from './mirrored.ts';

/** By the beginning of the cluster's file name. All watch every namespace. */
const installs = {
  'co-v1.0.0': 'cass-operator-v1.10.5-cluster.nocrd.yaml',
  'co-v1.8.0': 'cass-operator-v1.8.0-cluster.nocrd.yaml',
  'co-v1.14.0': 'cass-operator-v1.24.1-cluster.nocrd.yaml',
  'co-v1.32.0': 'cass-operator-v1.32.0-cluster.nocrd.yaml',
  'ko-v1.4.1': 'k8ssandra-operator-v1.0.0-control-plane_cluster-scope.nocrd.yaml',
  'ko-v1.6.1': 'k8ssandra-operator-v1.10.3-control-plane_cluster-scope.nocrd.yaml',
  'ko-v1.16.0': 'k8ssandra-operator-v1.16.0-control-plane_cluster-scope.nocrd.yaml',
  'ko-v1.20.4': 'k8ssandra-operator-v1.16.0-control-plane_cluster-scope.nocrd.yaml',
  'ko-main': 'k8ssandra-operator-v1.32.5-control-plane_cluster-scope.nocrd.yaml',
};

const mirrors: readonly Mirror[] = [
  { target: 'mirror.example.com:5000/k8ssandra', layout: 'path', exclude: [] },
  { target: 'docker.io/mirrororg', layout: 'name', exclude: [] },
  { target: 'localhost:5000', layout: 'registry-path', exclude: ['cr.dtsx.io', 'docker.io/bitnami'] },
];

facts('an install and a cluster', (inFacts) => {
  const catalog = readCatalog();
  const files = readdirSync(inFacts('upstream', 'clusters')).filter(
    // Some are whole installs of their own.
    (name) => name.endsWith('.yaml') && !name.includes('manifests'),
  );
  const met = new Set<ExpectedError>();
  const count = { installs: 0, pulled: 0, moved: 0, refused: 0 };

  test.each(files)('%s', (file) => {
    const [, install] = Object.entries(installs).find(([prefix]) => file.startsWith(`${prefix}-`)) ?? [];
    if (install === undefined) throw new Error(`no install is named for ${file}`);
    const text = `${readText(inFacts('upstream', 'manifests', install))}---\n${readText(inFacts('upstream', 'clusters', file))}`;
    for (const mirror of mirrors) {
      const done = sweep(`${install} ${file}`, text, mirror, catalog);
      count.installs++;
      for (const row of done.refused) met.add(row);
      if (done.refused.length > 0) {
        count.refused++;
        continue;
      }
      const pulled = effectiveImages(documentsOf(done.output).map(readValue).filter(isObject));
      const said = transform(text, { functionConfig: functionConfigOf(mirror) })
        .results.map(({ message }) => message)
        .join('\n');
      const elsewhere = pulled.filter(({ image, status }) => status === 'resolved' && !isAllowed(image, mirror));
      const unsaid = elsewhere.filter(({ image }) => !said.includes(image) && !said.includes(normalised(image).path));
      expect(unsaid.map(({ workload, container, image }) => `${workload} ${container}: ${image}`)).toEqual([]);
      count.pulled += pulled.length;
      count.moved += pulled.length - elsewhere.length;
    }
  });

  test('every expected error is still met', () => {
    expect(expectedErrors.filter((row) => row.sweep === 'installs' && !met.has(row))).toEqual([]);
  });

  test('two installs of different releases side by side', () => {
    const [old, recent] = ['v1.10.5', 'v1.24.1'].map((tag) =>
      readText(inFacts('upstream', 'manifests', `cass-operator-${tag}-cluster.nocrd.yaml`)),
    );
    const elsewhere = String(recent).replaceAll('namespace: cass-operator', 'namespace: other');
    const mirror: Mirror = { target: 'docker.io/mirrororg', layout: 'name', exclude: [] };
    // The first has to come out as it does alone: its operator knows fewer keys than the other one.
    const alone = transform(String(old), { functionConfig: functionConfigOf(mirror) }).output;
    const { output } = transform(`${old}---\n${elsewhere}`, { functionConfig: functionConfigOf(mirror) });
    expectSame(alone, output.slice(0, alone.length));
  });

  afterAll(() => {
    console.info(
      `installs with clusters: ${count.installs} runs: ${count.pulled} images will be pulled, ${count.moved} of them from where they may be; ${count.refused} refused as expected`,
    );
  });
});
