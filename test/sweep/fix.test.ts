/**
 * Installs of every release whose ImageConfig has lost its entries: with `fix`, clusters pull what they would have
 * pulled, from the mirror; and HCD can be run where upstream's ImageConfig says nothing of it.
 */
import { stringify } from 'yaml';
import { isBefore } from '../../src/k8ssandra/releases/release-order.ts';
import { at, isObject, type JsonObject } from '../../src/yaml/json.ts';
import { facts } from '../facts.ts';
import { readValue } from './documents.ts';
import { cassandraDatacenters, k8ssandraClusters } from './every-component.ts';
import type { Mirror } from './images.ts';
import { type Install, installs } from './installs.ts';
import { imagesOutside, mirrorPackage, objectsIn, resolvedImages } from './package.ts';

const mirror: Mirror = { target: 'mirror.example.com:5000/k8ssandra', layout: 'path', exclude: [] };

facts('an ImageConfig without entries', (inFacts) => {
  const known = (['cass-operator', 'k8ssandra-operator'] as const)
    .flatMap((project) => installs(inFacts('upstream'), project))
    // Up to 1.16, k8ssandra-operator installs an ImageConfig of its own, older than that of its cass-operator.
    .filter(({ project, release }) => project === 'cass-operator' || !isBefore(release, '1.17.0'));

  test.each(known.map((install) => [`${install.project} ${install.release}`, install] as const))(
    'of %s is filled again',
    (_, install) => {
      const clusters = clustersOf(install);
      const whole = mirrorPackage(install, clusters, mirror);
      const emptied = { ...install, text: withoutEntries(install.text) };
      const { after, results } = mirrorPackage(emptied, clusters, mirror, { fix: true });
      expect(results.filter(({ severity }) => severity === 'error')).toEqual([]);
      expect(imagesIn(after, install)).toEqual(imagesIn(whole.after, install));
      expect(results.filter(({ tags }) => tags.code === 'image-config-entry-added').length).toBeGreaterThan(1);
    },
  );

  test.each(
    known
      .filter(({ project, release }) => project === 'cass-operator' && !isBefore(release, '1.21.0'))
      .map((install) => [install.release, install] as const),
  )('of cass-operator %s gets one for HCD', (_, install) => {
    const emptied = { ...install, text: withoutEntries(install.text) };
    const { after, results } = mirrorPackage(emptied, [hcd(install.namespace)], mirror, { fix: true });
    expect(results.filter(({ severity }) => severity === 'error')).toEqual([]);
    expect(imagesOutside(after, install, mirror)).toEqual([]);
    const server = resolvedImages(after, install).find(({ container }) => container === 'cassandra');
    expect(server?.image).toBe(`${mirror.target}/datastax/hcd:1.2.3-ubi`);
  });
});

function clustersOf({ project, release, namespace }: Install): readonly JsonObject[] {
  return project === 'cass-operator'
    ? cassandraDatacenters(release, namespace)
    : k8ssandraClusters(release, namespace, 'kept');
}

function hcd(namespace: string): JsonObject {
  return {
    apiVersion: 'cassandra.datastax.com/v1beta1',
    kind: 'CassandraDatacenter',
    metadata: { name: 'hcd', namespace },
    spec: { clusterName: 'hcd', serverType: 'hcd', serverVersion: '1.2.3', size: 1 },
  };
}

/** Without what the operators cannot do without. Defaults stay: those of v1beta1 say which build of a server is meant. */
function withoutEntries(install: string): string {
  const objects = objectsIn(install).map((object) => {
    const text = at(object, ['data', 'image_config.yaml']);
    if (typeof text !== 'string' || !isObject(object.data)) return object;
    return { ...object, data: { ...object.data, 'image_config.yaml': emptied(readValue(text)) } };
  });
  return objects.map((object) => stringify(object)).join('---\n');
}

function emptied(config: unknown): string {
  const { images: _images, types: _types, ...rest } = isObject(config) ? config : {};
  const { hcd: _, ...defaults } = isObject(rest.defaults) ? rest.defaults : {};
  return stringify({ ...rest, defaults });
}

function imagesIn(resources: readonly JsonObject[], install: Install): readonly string[] {
  return resolvedImages(resources, install)
    .map(({ workload, container, image, status }) => `${workload} ${container}: ${image} ${status}`)
    .toSorted();
}
