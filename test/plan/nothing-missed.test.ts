/**
 * The law: an image in the output is on the mirror, or among the excluded, or in a finding, wherever in an install it
 * stands. The scan for images is of its own: it shares nothing with what it judges.
 */
import fc from 'fast-check';
import { parse } from 'yaml';
import { readConfig } from '../../src/config/normalise.ts';
import type { Finding } from '../../src/finding/finding.ts';
import { type Plan, plan } from '../../src/plan/plan.ts';
import type { Json, JsonObject } from '../../src/yaml/json.ts';
import { installs, kindsWithoutImages } from './random-installs.ts';

const mirrorHost = 'mirror.example.com:5000/k8ssandra/';
const excludedHost = 'registry.corp.example.com/';

const asWritten = {
  apiVersion: 'k8ssandra-image-mirror.dev/v1alpha1',
  kind: 'ImageMirror',
  spec: {
    registry: 'mirror.example.com:5000/k8ssandra',
    exclude: ['registry.corp.example.com'],
    pullSecrets: ['mirror'],
  },
};
const config = readConfig(asWritten);

interface Seen {
  readonly resource: number;
  /** Keys, with `[]` for the items of lists. */
  readonly path: readonly string[];
  readonly image: string;
}

/** With a registry that has a dot, and a version: no other text in these installs looks like it. */
const wholeImage =
  /(?:^|[=,\s])([a-z0-9-]+(?:\.[a-z0-9-]+)+(?::\d+)?\/[a-z0-9._/-]+(?::\w[\w.-]*|@sha256:[a-f0-9]{64}))(?=$|[,\s])/g;

function scan(value: Json, resource: number, path: readonly string[] = []): readonly Seen[] {
  if (typeof value === 'string') {
    const whole = [...value.matchAll(wholeImage)].map((match) => match[1] ?? '');
    const short = path.at(-1) === 'image' && /^[a-z0-9][a-z0-9._/:-]*$/.test(value) ? [value] : [];
    return [...new Set([...whole, ...short])].map((image) => ({ resource, path, image }));
  }
  if (Array.isArray(value)) return value.flatMap((item: Json) => scan(item, resource, [...path, '[]']));
  if (value === null || typeof value !== 'object') return [];
  const inside = Object.entries(value).flatMap(([key, child]) => scan(child, resource, [...path, key]));
  const { registry, repository, tag } = value as JsonObject;
  if (typeof repository !== 'string' || typeof tag !== 'string' || path.at(-1) === 'containerImage') return inside;
  const name = registry === undefined ? repository : `${registry}/${repository}`;
  return [...inside, { resource, path, image: tag === '' ? name : `${name}:${tag}` }];
}

function isCovered({ resource, path, image }: Seen, edited: readonly JsonObject[], { findings }: Plan): boolean {
  const { apiVersion, kind } = edited[resource] ?? {};
  const group = String(apiVersion).split('/')[0];
  return findings.some((finding) => {
    if (speaksOf(finding, image)) return true;
    switch (finding.code) {
      case 'rendered-elsewhere':
        return finding.at?.resource === resource || (finding.severity === 'info' && isRenderer(String(kind)));
      case 'unknown-image-field':
        return (
          finding.message.includes(`{group: "${group}", kind: ${kind}, path: "${fieldPath(path)}"`) ||
          finding.message.includes(`{group: "${group}", kind: ${kind}, path: "${fieldPath(path.slice(0, -1))}"`) ||
          (finding.message.includes('argument') && /places|argument or variable/.test(finding.message))
        );
      default:
        return false;
    }
  });
}

function speaksOf({ message, currentValue }: Finding, image: string): boolean {
  return message.includes(image) || JSON.stringify(currentValue ?? null).includes(image);
}

const isRenderer = (kind: string): boolean =>
  ['Application', 'HelmRelease', 'HelmChart', 'Subscription'].includes(kind);

function fieldPath(path: readonly string[]): string {
  return path.join('.').replaceAll('.[]', '[]');
}

test('every image of a random install is on the mirror, excluded or in a finding', () => {
  const seen = { images: 0, mirrored: 0, excluded: 0, told: 0 };
  fc.assert(
    fc.property(installs, (resources) => {
      const made = plan(resources, config);
      const missed = made.edited.flatMap((resource, index) => {
        const { metadata: _, status: __, ...body } = resource;
        if (kindsWithoutImages.has(String(resource.kind))) return [];
        return scan(body, index).filter((found) => {
          seen.images++;
          if (found.image.startsWith(mirrorHost)) seen.mirrored++;
          else if (found.image.startsWith(excludedHost)) seen.excluded++;
          else if (isCovered(found, made.edited, made)) seen.told++;
          else return true;
          return false;
        });
      });
      expect(missed).toEqual([]);
    }),
    { numRuns: 300 },
  );
  // The law is worth something only where there are images of each sort.
  expect(Math.min(seen.mirrored, seen.excluded, seen.told)).toBeGreaterThan(50);
});

test('the entries that are told for fields settle all of them', () => {
  fc.assert(
    fc.property(installs, (resources) => {
      const fields = plan(resources, config).findings.flatMap(({ code, message }): Json[] => {
        const entries = code === 'unknown-image-field' ? /fields: (\[.*\]);/.exec(message)?.[1] : undefined;
        return entries === undefined ? [] : parse(entries);
      });
      const told = readConfig({ ...asWritten, spec: { ...asWritten.spec, fields } });
      const left = plan(resources, told).findings.filter(({ message }) => message.includes('fields: ['));
      expect(left).toEqual([]);
    }),
    { numRuns: 100 },
  );
});

test('a second run changes nothing', () => {
  fc.assert(
    fc.property(installs, (resources) => {
      const { edited } = plan(resources, config);
      expect([...plan(edited, config).edits]).toEqual([]);
    }),
    { numRuns: 100 },
  );
});

test('what is left alone stays as it is: no value but images and pull secrets changes', () => {
  fc.assert(
    fc.property(installs, (resources) => {
      const { edited } = plan(resources, config);
      for (const [index, resource] of edited.entries()) {
        if (!isForeign(resources[index] ?? {})) continue;
        expect(masked(resource)).toEqual(masked(resources[index] ?? {}));
      }
    }),
    { numRuns: 100 },
  );
});

function isForeign({ apiVersion }: JsonObject): boolean {
  return /^(?:example\.com|serving\.knative\.dev|argoproj\.io|kyverno\.io|helm\.)/.test(String(apiVersion));
}

/** With every image below a container masked. */
function masked(value: Json, key = ''): Json {
  if (Array.isArray(value)) return value.map((item: Json) => masked(item, key));
  if (value === null || typeof value !== 'object') return value;
  const isContainer = /containers$|Containers$/.test(key);
  return Object.fromEntries(
    Object.entries(value).map(([name, child]) => [
      name,
      isContainer && name === 'image' ? '*' : name === 'reference' ? '*' : masked(child, name),
    ]),
  );
}
