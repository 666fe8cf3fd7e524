/**
 * Mirrored packages, as a real API server takes them: created with strict validation by the CRDs of each release, they
 * lose nothing, and what the operators would run of the objects that come back, the server's defaults filled in, is from
 * the mirror.
 */
import { isBefore } from '../src/k8ssandra/releases/release-order.ts';
import { at, type JsonObject } from '../src/yaml/json.ts';
import { facts } from '../test/facts.ts';
import { documentsOf } from '../test/sweep/documents.ts';
import { cassandraDatacenters, k8ssandraClusters } from '../test/sweep/every-component.ts';
import type { Mirror } from '../test/sweep/images.ts';
import type { Install } from '../test/sweep/installs.ts';
import { imagesOutside, mirrorPackage, objectsIn, resolvedImages } from '../test/sweep/package.ts';
import { releasesWithCrds, replaceCrds } from './api-server/crds.ts';
import { pruned } from './api-server/pruned.ts';
import { type ApiServer, startApiServer } from './api-server/server.ts';
import { describeOn, missingPrograms } from './tools.ts';
import { outputOf } from './workspace.ts';

const mirror: Mirror = { target: 'mirror.example.com:5000/k8ssandra', layout: 'path', exclude: [] };

/** With tasks: what is added has to be what the CRDs know as well. */
const spec = { onEscape: 'warn', rollout: { updateDatacenters: 'task' } };

/** The job that purges backups: no field of these releases moves its image. */
const purgeImage = /^(docker\.io\/)?bitnami\/kubectl:/;

const twentyMinutes = 1_200_000;

const needs = missingPrograms({
  etcd: 'apt-get install etcd-server',
  go: 'https://go.dev/dl',
  kubectl: 'https://kubernetes.io/docs/tasks/tools',
});

describeOn('a real API server', needs, () => {
  facts('with the CRDs of', (inFacts) => {
    let server: ApiServer;
    beforeAll(async () => {
      server = await startApiServer();
    }, twentyMinutes);
    afterAll(() => server?.stop());

    const releases = releasesWithCrds(inFacts('upstream'));
    test.each(releases.map((release) => [`${release.install.project} ${release.install.release}`, release] as const))(
      '%s',
      async (_, { install, crds }) => {
        ensureNamespace(server, install.namespace);
        await replaceCrds(server, crds);
        const before = clustersOf(install);
        const { output, results } = mirrorPackage(install, before, mirror, spec);
        expect(results.filter(({ severity }) => severity === 'error')).toEqual([]);

        const documents = documentsOf(output).filter(isServed);
        expect(documents.some((document) => /^kind: (K8ssandra|Cassandra)Task$/m.test(document))).toBe(
          hasTasks(install),
        );
        const sent = objectsIn(documents.join('\n---\n'));
        const returned = create(server, documents);
        expect(sent.flatMap((object, index) => pruned(object, returned[index], nameOf(object)))).toEqual([]);
        expect(returned.length).toBe(sent.length);

        const outside = new Set(imagesOutside(returned, install, mirror));
        expect([...outside].filter((image) => !purgeImage.test(image))).toEqual([]);
        expect(outside.size > 0).toBe(isPurged(install));
        expect(resolvedImages(returned, install).length).toBeGreaterThan(10);
      },
      120_000,
    );
  });
});

function clustersOf({ project, release, namespace }: Install): readonly JsonObject[] {
  if (project === 'cass-operator') return cassandraDatacenters(release, namespace);
  return k8ssandraClusters(release, namespace, isBefore(release, '1.17.0') ? 'purged' : 'kept');
}

function isPurged({ project, release }: Install): boolean {
  return project === 'k8ssandra-operator' && !isBefore(release, '1.12.0') && isBefore(release, '1.17.0');
}

/** From cass-operator 1.20 on, which came with k8ssandra-operator 1.16. */
function hasTasks({ project, release }: Install): boolean {
  return !isBefore(release, project === 'cass-operator' ? '1.20.0' : '1.16.0');
}

/** Namespaces have to be there before the rest; cert-manager's objects need CRDs of its own. */
function isServed(document: string): boolean {
  return !/^(kind: Namespace|apiVersion: cert-manager\.io\/.*)$/m.test(document);
}

/** What the server would have stored. */
function create({ kubectl }: ApiServer, documents: readonly string[]): readonly JsonObject[] {
  const flags = ['--dry-run=server', '--validate=strict', '-o', 'yaml', '-f', '-'];
  return objectsIn(outputOf(kubectl(['create', ...flags], documents.join('\n---\n'))));
}

function ensureNamespace({ kubectl }: ApiServer, name: string): void {
  if (kubectl(['get', 'namespace', name]).status !== 0) outputOf(kubectl(['create', 'namespace', name]));
}

function nameOf({ kind, metadata }: JsonObject): string {
  return `${kind}/${at(metadata, ['name'])}`;
}
