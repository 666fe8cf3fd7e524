/** A fleet in one run: each Kubernetes cluster by itself. */
import fc from 'fast-check';
import { locateInput } from '../../src/app/input-errors.ts';
import { mirrorSources } from '../../src/app/mirror-sources.ts';
import { planSources } from '../../src/app/plan-sources.ts';
import { readResources, type Source } from '../../src/app/sources.ts';
import { readConfig } from '../../src/config/normalise.ts';
import { reportImages } from '../../src/report/image-report.ts';
import { applySplices } from '../../src/yaml/edit/splice.ts';
import type { JsonObject } from '../../src/yaml/json.ts';
import { arbitraryCluster, arbitraryFolder, arbitraryOperators, type Folder } from './random-installs.ts';

const configOf = (spec: JsonObject = {}) =>
  readConfig({
    apiVersion: 'k8ssandra-image-mirror.dev/v1alpha1',
    kind: 'ImageMirror',
    spec: { registry: 'mirror.example.com/k8ssandra', onEscape: 'warn', ...spec },
  });

function sourcesOf(files: Folder): readonly Source[] {
  return Object.entries(files).map(([file, text]) => ({
    path: file,
    input: locateInput(file, text),
    placed: { file, folder: file.split('/').slice(0, -1) },
  }));
}

function mirrored(files: Folder, spec: JsonObject = {}) {
  const sources = sourcesOf(files);
  const { wanted, results } = mirrorSources(sources, configOf(spec));
  const texts = sources.map(({ path = '', input }, index) => [path, applySplices(input.text, wanted[index] ?? [])]);
  return { texts: Object.fromEntries(texts) as Folder, codes: results.map(({ tags }) => tags.code), results };
}

const below = (folder: string, files: Folder): Folder =>
  Object.fromEntries(Object.entries(files).map(([file, text]) => [`${folder}/${file}`, text]));

/** What is pulled for the resources of each file, before and after. */
function pulled(files: Folder, scopes: readonly JsonObject[]) {
  const config = configOf(scopes.length === 0 ? {} : { scopes });
  const resources = readResources(sourcesOf(files), config);
  const { plan } = planSources(resources, config);
  const objects = resources.map(({ object }) => object);
  return reportImages(objects, plan, config).images.map(({ before, after }) => {
    const { container, workload, kind, datacenter, scope } = before;
    const place = [resources[before.resource]?.source.path, datacenter, workload, kind, container].join(' ');
    return { scope, told: `${place}: ${before.image} (${before.status}) → ${after.image} (${after.status})` };
  });
}

test('each file of a fleet gets the bytes that a run over its folder alone gives', () => {
  fc.assert(
    fc.property(fc.array(arbitraryFolder, { minLength: 2, maxLength: 4 }), (folders) => {
      const fleet = Object.assign({}, ...folders.map((files, index) => below(`clusters/c${index}`, files)));
      const { texts, codes } = mirrored(fleet);
      expect(codes).toContain('input-split');
      expect(codes).not.toContain('several-clusters');
      const alone = folders.map((files, index) => below(`clusters/c${index}`, mirrored(files).texts));
      expect(texts).toEqual(Object.assign({}, ...alone));
    }),
    { numRuns: 60 },
  );
});

test('no image of said scopes that share operators differs from the plan of the files of its scope alone', () => {
  fc.assert(
    fc.property(
      arbitraryOperators,
      fc.array(arbitraryCluster, { minLength: 2, maxLength: 3 }),
      (operators, clusters) => {
        const shared = below('infrastructure', operators);
        const apps = clusters.map((text, index) => ({ [`apps/c${index}/cluster.yaml`]: text }));
        const scopes = clusters.map((_, index) => ({ name: `c${index}`, paths: ['infrastructure', `apps/c${index}`] }));
        const together = pulled(Object.assign({}, shared, ...apps), scopes);
        for (const [index, app] of apps.entries()) {
          const alone = pulled({ ...shared, ...app }, []).map(({ told }) => told);
          expect(together.flatMap(({ scope, told }) => (scope === `c${index}` ? [told] : []))).toEqual(alone);
        }
      },
    ),
    { numRuns: 60 },
  );
});
