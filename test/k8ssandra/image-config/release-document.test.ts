import { parse } from 'yaml';
import {
  configMapHead,
  formatsOf,
  releaseDocument,
} from '../../../src/k8ssandra/image-config/shipped/release-document.ts';
import type { KnownReleases } from '../../../src/k8ssandra/releases/releases.ts';
import type { JsonObject } from '../../../src/yaml/json.ts';
import { facts } from '../../facts.ts';
import { readTable, readText } from '../upstream.ts';

test.each<[KnownReleases, string, string]>([
  [{ cassOperator: '1.22.4' }, 'v1beta1', 'cass-operator 1.22.4'],
  [{ cassOperator: '1.32.0' }, 'v1beta2', 'cass-operator 1.32.0'],
  [{ k8ssandraOperator: '1.32.5' }, 'v1beta2', 'k8ssandra-operator 1.32.5'],
  [{ k8ssandraOperator: '1.14.0' }, 'v1beta1', 'k8ssandra-operator 1.14.0'],
  [{ k8ssandraOperator: '1.20.4' }, 'v1beta1', 'cass-operator 1.22.4'],
  [{ k8ssandraOperator: '1.0.0' }, 'v1beta1', 'cass-operator 1.10.0'],
])('%j reads %s, that of %s', (releases, format, release) => {
  const [first = 'v1beta1'] = formatsOf(releases);
  expect([first, releaseDocument(releases, first).release]).toEqual([format, release]);
});

test('1.27 and 1.28 read both formats', () => {
  expect(formatsOf({ cassOperator: '1.28.1' })).toEqual(['v1beta2', 'v1beta1']);
});

facts('the ImageConfigs that upstream installs', (inFacts) => {
  const installed = readTable(inFacts('upstream', 'image-configs', 'INDEX.tsv')).filter(
    ({ tag, deployed_by_kustomize: deployed }) => /^v\d+\.\d+\.\d+$/.test(tag ?? '') && deployed === 'yes',
  );
  const documents = installed.filter(({ file }) => /\/v[\d.]+(\.manager)?\.yaml$/.test(file ?? ''));

  test('are as many as there were', () => expect(documents.length).toBeGreaterThanOrEqual(80));

  test.each(documents.map((row) => [`${row.project} ${row.tag} ${row.format}`, row] as const))('%s', (_, row) => {
    const format = row.format === 'v1beta2' ? 'v1beta2' : 'v1beta1';
    const release = row.tag?.slice(1);
    const releases = row.project === 'cass-operator' ? { cassOperator: release } : { k8ssandraOperator: release };
    const { metadata, ...upstream }: JsonObject = parse(readText(inFacts('upstream', 'image-configs', row.file ?? '')));
    expect(metadata).toEqual({ name: 'image-config' });
    expect(formatsOf(releases)).toContain(format);
    expect(releaseDocument(releases, format).document).toEqual(upstream);
    const { name, namespace, labels } = configMapHead(releases, format);
    expect([namespace, name]).toEqual([row.configmap_namespace, row.configmap_name]);
    if (format === 'v1beta2') expect(labels['k8ssandra.io/config']).toBe(row['label_k8ssandra.io/config']);
  });
});
