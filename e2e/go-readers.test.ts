/**
 * The readers of Kubernetes as judges (go-yaml v2 and v3, sigs.k8s.io/yaml, kubectl's and kustomize's ways through a file):
 * what a check calls good, none of them may find an image in that is not the mirror's; and what is written they read alike.
 */
import fc from 'fast-check';
import { checkSources } from '../src/app/check-sources.ts';
import { locateInput } from '../src/app/input-errors.ts';
import { mirrorSources } from '../src/app/mirror-sources.ts';
import { InputError } from '../src/app/streams.ts';
import { readConfig } from '../src/config/normalise.ts';
import { applySplices } from '../src/yaml/edit/splice.ts';
import { isEqual } from '../src/yaml/equal.ts';
import { isList, isObject, type Json } from '../src/yaml/json.ts';
import { functionConfigOf } from '../test/app/bad-inputs.ts';
import { hidden, hiddenImages } from '../test/app/hidden-images.ts';
import { hiding } from '../test/app/hiding.ts';
import { documents } from '../test/app/random-inputs.ts';
import { resourceListOf } from '../test/sweep/documents.ts';
import { hostileInput } from '../test/yaml/hostile-input.ts';
import { type Answers, ask } from './go-readers/readers.ts';
import { describeOn, missingPrograms } from './tools.ts';

const config = readConfig(functionConfigOf({ registry: 'm.io' }));
/** Whether a check finds nothing wrong. */
function isGood(text: string): boolean {
  try {
    return !checkSources([{ input: locateInput(undefined, text) }], config).failed;
  } catch (error) {
    if (error instanceof InputError) return false;
    throw error;
  }
}

/** The hidden images in the specs of objects, and in what ConfigMaps hold. */
function imagesIn(value: Json, inSpec = false): readonly string[] {
  if (isList(value)) return value.flatMap((item) => imagesIn(item, inSpec));
  if (!isObject(value)) return [];
  return Object.entries(value).flatMap(([key, member]) => {
    if (key === 'image' && inSpec) return member === hidden ? [hidden] : [];
    if (key === 'data') return JSON.stringify(member).includes('evil.io') ? [hidden] : [];
    return imagesIn(member, inSpec || key === 'spec');
  });
}

/** Of the programs that read files, those to whose eyes a text is not good: by our check of what they have read. */
function objecting({ kubectl, kustomize }: Answers): readonly string[] {
  return Object.entries({ kubectl, kustomize }).flatMap(([reader, { value = [] }]) => {
    const seen = value.filter(isObject).map((object) => `${ascii(JSON.stringify(object))}\n`);
    return seen.length === 0 || isGood(seen.join('')) ? [] : [reader];
  });
}

function ascii(json: string): string {
  return json.replace(/[^ -~]/g, (unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`);
}

/** What transform makes of a text; undefined where it refuses. */
function transformed(text: string): string | undefined {
  try {
    const input = locateInput(undefined, text);
    const { splices, failed } = mirrorSources([{ input }], config);
    return failed ? undefined : applySplices(text, splices[0] ?? []);
  } catch (error) {
    if (error instanceof InputError) return undefined;
    throw error;
  }
}

function sample<T>(texts: fc.Arbitrary<T>, numRuns: number): readonly T[] {
  const seed = Date.now() % 1_000_000;
  console.info(`seed ${seed}`);
  return fc.sample(texts, { numRuns, seed });
}

describeOn('the readers of Kubernetes', missingPrograms({ go: 'https://go.dev/dl' }), () => {
  test('what is said to be hidden, one of them sees', () => {
    const answers = ask(hiddenImages.map(({ text }) => text));
    const unseen = hiddenImages.filter((_, index) => {
      const own = answers[index];
      return (
        own === undefined || !Object.values(own).some(({ value = [] }) => value.some((one) => imagesIn(one).length > 0))
      );
    });
    expect(unseen.map(({ name }) => name)).toEqual([]);
  });

  test('in what a check calls good, none sees an image from elsewhere', () => {
    const good = sample(hiding, 6000).filter(isGood);
    const answers = ask(good);
    const missed = good.flatMap((text, index) => {
      const o = objecting(answers[index] as Answers);
      return o.length > 0 ? [[...o, text]] : [];
    });
    expect(missed).toEqual([]);
    expect(good.length).toBeGreaterThan(200);
  });

  const alike = ({ v2, v3, sigs }: Answers): boolean =>
    [v2, v3, sigs].every(({ error }) => error === undefined) && isEqual(v2.value as Json, v3.value as Json);

  test('what they read alike, they read alike when it is transformed', () => {
    const lists = documents.map((items) => resourceListOf(items, {}));
    const texts = sample(fc.oneof(lists, hostileInput, hiding), 1500);
    const pairs = texts.flatMap((text) => {
      const output = transformed(text);
      return output === undefined || output === text ? [] : [{ text, output }];
    });
    const before = ask(pairs.map(({ text }) => text));
    const after = ask(pairs.map(({ output }) => output));
    const broken = pairs.filter((_, index) => alike(before[index] as Answers) && !alike(after[index] as Answers));
    expect(broken).toEqual([]);
    expect(pairs.length).toBeGreaterThan(100);
  });
});
