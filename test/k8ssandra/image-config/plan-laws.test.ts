import fc from 'fast-check';
import { findingCodes } from '../../../src/finding/codes.ts';
import { type ImageConfigPlan, planImageConfig } from '../../../src/k8ssandra/image-config/change/plan-image-config.ts';
import type { StrategyName } from '../../../src/k8ssandra/image-config/change/search.ts';
import { UnresolvableImageError } from '../../../src/k8ssandra/image-config/read/errors.ts';
import type { ImageConfig } from '../../../src/k8ssandra/image-config/read/image-config.ts';
import { parseImageConfig } from '../../../src/k8ssandra/image-config/read/parse.ts';
import type { Format } from '../../../src/k8ssandra/releases/image-config-rules.ts';
import { mirror } from '../../../src/mirror/match.ts';
import type { MirrorRules } from '../../../src/mirror/rules.ts';
import { formatReference, InvalidReferenceError, parseReference } from '../../../src/reference/grammar.ts';
import type { Reference } from '../../../src/reference/reference.ts';
import { editDocument } from '../../../src/yaml/edit/edit-text.ts';
import { askedImages, askedServers, imageConfigs, rulesWithoutPins, rulesWithPins } from './random.ts';

const strategies = fc.constantFrom<StrategyName>('auto', 'auto', 'global', 'entries');
const releases = fc.constantFrom(undefined, '1.22.4', '1.27.1');

interface Situation {
  readonly format: Format;
  readonly text: string;
  readonly rules: MirrorRules;
  readonly strategy: StrategyName;
  readonly cassOperator: string | undefined;
}

function situations(rules: fc.Arbitrary<MirrorRules>): fc.Arbitrary<Situation> {
  return fc.tuple(imageConfigs, rules, strategies, releases).map(([{ format, text }, set, strategy, release]) => {
    const cassOperator = format === 'v1beta2' && release === '1.22.4' ? undefined : release;
    return { format, text, rules: set, strategy, cassOperator };
  });
}

function planFor(situation: Situation, text: string = situation.text): ImageConfigPlan {
  return planImageConfig({
    ...situation,
    text,
    pullPolicy: 'IfNotPresent',
    pullSecrets: ['first', 'second'],
    servers: askedServers,
  });
}

function errorsIn({ findings }: ImageConfigPlan): readonly string[] {
  return findings.filter(({ code }) => findingCodes[code] === 'error').map(({ message }) => message);
}

/** All that the operator would pull; what it cannot is left out. */
function pulled(config: ImageConfig): ReadonlyMap<string, Reference> {
  const asked = [
    ...askedImages.map((name) => [name, () => config.image(name)] as const),
    ...askedServers.map(
      ({ serverType, version }) => [`${serverType} ${version}`, () => config.serverImage(serverType, version)] as const,
    ),
  ];
  return new Map(
    asked.flatMap(([name, ask]) => {
      try {
        return [[name, parseReference(ask())] as const];
      } catch (error) {
        if (error instanceof UnresolvableImageError || error instanceof InvalidReferenceError) return [];
        throw error;
      }
    }),
  );
}

function wanted(rules: MirrorRules, image: Reference): string {
  const outcome = mirror(rules, image);
  return formatReference(outcome.status === 'mirrored' ? outcome.reference : image);
}

const kinds = [
  ['without pins', rulesWithoutPins],
  ['with pins', rulesWithPins],
] as const;

const numRuns = 400;

test.each(kinds)(
  '%s, every image is brought where the rules want it, once and for all, or an error says why not',
  (_, rules) => {
    const seen = { moved: 0, failed: 0 };
    fc.assert(
      fc.property(situations(rules), (situation) => {
        const plan = planFor(situation);
        if (errorsIn(plan).length > 0) {
          seen.failed++;
          if (plan.findings.some(({ code }) => code === 'image-config-not-expressible')) expect(plan.edits).toEqual([]);
          return;
        }
        if (plan.edits.length > 0) seen.moved++;
        const edited = editDocument(situation.text, plan.edits);
        expectGoals(situation, edited);
        expect(planFor(situation, edited).edits).toEqual([]);
      }),
      { numRuns },
    );
    expect(seen.moved).toBeGreaterThan(numRuns / 20);
    expect(seen.failed).toBeGreaterThan(0);
  },
);

function expectGoals({ text, rules, ...options }: Situation, edited: string): void {
  const after = pulled(parseImageConfig(edited, options));
  for (const [name, image] of pulled(parseImageConfig(text, options))) {
    const found = after.get(name);
    const goal = wanted(rules, image);
    // Reaper's tag must stay a number: its digest has a field of its own, and the operator prints that alone.
    const expected = name === 'reaper' && found?.tag === undefined ? goal.replace(/:[^:/@]+@/, '@') : goal;
    expect([name, found === undefined ? undefined : formatReference(found)]).toEqual([name, expected]);
  }
}
