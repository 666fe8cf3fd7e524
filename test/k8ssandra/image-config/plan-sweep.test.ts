/**
 * Upstream's ImageConfigs of all releases, mirrored in every way. Those that differ in nothing but numbers and comments
 * are one.
 */
import { readFileSync } from 'node:fs';
import { findingCodes } from '../../../src/finding/codes.ts';
import type { ServerVersion } from '../../../src/k8ssandra/image-config/change/image-queries.ts';
import type { StrategyName } from '../../../src/k8ssandra/image-config/change/search.ts';
import type { ImageConfig } from '../../../src/k8ssandra/image-config/read/image-config.ts';
import { parseImageConfig } from '../../../src/k8ssandra/image-config/read/parse.ts';
import { type Format, rulesOf } from '../../../src/k8ssandra/releases/image-config-rules.ts';
import { mirror } from '../../../src/mirror/match.ts';
import type { Layout, MirrorRules } from '../../../src/mirror/rules.ts';
import { formatReference, parseReference } from '../../../src/reference/grammar.ts';
import { facts } from '../../facts.ts';
import { carryOut, everythingTo, type Outcome } from './request.ts';

const targets = ['mirror.example.com', 'mirror.example.com:5000/k8ssandra', 'docker.io/org', 'localhost:5000'];
const layouts: readonly Layout[] = ['path', 'registry-path', 'name'];
const strategies: readonly StrategyName[] = ['auto', 'global', 'entries'];

const ways = targets.flatMap((place) =>
  layouts.flatMap((layout) => strategies.map((strategy) => ({ rules: everythingTo(place, layout), strategy, layout }))),
);

const servers = [
  { serverType: 'cassandra', version: '4.0.17' },
  { serverType: 'cassandra', version: '5.0.6' },
  { serverType: 'dse', version: '6.8.50' },
];

/** What clusters would pull; an entry that is not there is left out. */
function pulled(config: ImageConfig, asked: readonly ServerVersion[] = servers): readonly string[] {
  const names = ['system-logger', 'config-builder', 'k8ssandra-client', 'medusa', 'reaper'];
  return [
    ...names.filter((name) => config.imagePath(name) !== undefined).map((name) => config.image(name)),
    ...asked
      .filter(({ serverType, version }) => config.format === 'v1beta1' || config.serverImagePath(serverType, version))
      .map(({ serverType, version }) => config.serverImage(serverType, version)),
  ];
}

function mirrored(rules: MirrorRules, image: string): string {
  const source = parseReference(image);
  const outcome = mirror(rules, source);
  return formatReference(outcome.status === 'mirrored' ? outcome.reference : source);
}

function errorsOf({ plan }: Outcome): readonly string[] {
  return plan.findings.filter(({ code }) => findingCodes[code] === 'error').map(({ code }) => code);
}

facts('upstream’s ImageConfigs', (inFacts) => {
  const folder = inFacts('upstream', 'image-configs');
  const index = readFileSync(inFacts('upstream', 'image-configs', 'INDEX.tsv'), 'utf8')
    .trim()
    .split('\n')
    .slice(1);
  const files = index.map((line) => {
    const [project = '', tag = '', file = '', , format = ''] = line.split('\t');
    const text = readFileSync(`${folder}/${file}`, 'utf8');
    // Of a test's file, and of k8ssandra-operator's, the release of cass-operator is another.
    const cassOperator = project === 'cass-operator' && /^v\d/.test(tag) ? tag : undefined;
    return { file, text, format: format as Format, cassOperator };
  });

  const distinct = new Map(
    files.map((one) => [one.text.replace(/^\s*#.*\n/gm, '').replace(/\d+/g, '0'), one] as const),
  );

  test.each([...distinct.values()].map((one) => [one.file, one] as const))('%s', (_, { text, format }) => {
    const before = pulled(parseImageConfig(text, { format }));
    for (const { rules, strategy } of ways) {
      const done = carryOut(format, text, { rules, strategy, servers });
      if (errorsOf(done).length > 0) {
        // Sources that differ have no registry in common on a mirror that tells them apart.
        expect(errorsOf(done)).toEqual(['image-config-not-expressible']);
        expect(strategy).toBe('global');
        continue;
      }
      expect(pulled(done.config).map((image) => formatReference(parseReference(image)))).toEqual(
        before.map((image) => mirrored(rules, image)),
      );
      expect(carryOut(format, done.text, { rules, strategy, servers }).edits).toEqual([]);
    }
  });

  test('each for its own release', () => {
    // Cassandra 5 came later than the first of them.
    const asked = servers.filter(({ version }) => version !== '5.0.6');
    const rules = everythingTo('mirror.example.com:5000/k8ssandra');
    let count = 0;
    for (const { text, format, cassOperator } of files) {
      if (cassOperator === undefined || !rulesOf(cassOperator).formats.includes(format)) continue;
      const done = carryOut(format, text, { rules, cassOperator });
      const before = pulled(parseImageConfig(text, { format, cassOperator }), asked);
      expect(errorsOf(done)).toEqual([]);
      expect(pulled(done.config, asked)).toEqual(before.map((image) => mirrored(rules, image)));
      count++;
    }
    expect(count).toBeGreaterThan(40);
  });
});
