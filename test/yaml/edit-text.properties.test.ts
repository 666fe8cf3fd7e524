import fc from 'fast-check';
import { parse } from 'yaml';
import type { Edit } from '../../src/yaml/edit/edit.ts';
import { editObject } from '../../src/yaml/edit/edit-object.ts';
import { editDocument } from '../../src/yaml/edit/edit-text.ts';
import { readFirstYaml } from '../../src/yaml/read/yaml.ts';
import { editedItem, editsOf, expectSoundSplices, jsonOf } from './editing.ts';
import { type Features, gentleWishes, note, picks, randomDocument, randomText, wildWishes } from './random-document.ts';

const numRuns = 150;

const features: readonly Features[] = [{ anchors: 'none' }, { anchors: 'aliases' }, { anchors: 'merges' }];

interface Scenario {
  readonly text: string;
  readonly edits: readonly Edit[];
}

describe.each(features)('random documents, anchors: $anchors', (feature) => {
  const { anchors } = feature;

  describe.each([
    ['edits that only add and change', gentleWishes],
    ['edits of any sort', wildWishes],
  ])('%s', (_, wishesFor) => {
    const scenarioOf = (textFor: typeof randomText): fc.Arbitrary<Scenario> =>
      picks.map((pick) => {
        const text = textFor(pick, feature);
        return { text, edits: editsOf(jsonOf(text), wishesFor(pick, jsonOf(text))) };
      });

    test('make the text what they make of the object, and change nothing else', () => {
      const holds = ({ text, edits }: Scenario): void => {
        const wanted = editObject(jsonOf(text), edits, editDocument);
        const result = editDocument(text, edits);
        expectSoundSplices(text, readFirstYaml(text), edits, result);
        expect(jsonOf(result)).toEqual(wanted);
        if (anchors === 'merges') return;
        expect(firstOf(result)).toEqual(wanted);
        if (wishesFor === gentleWishes) expect(count(result)).toBeGreaterThanOrEqual(count(text));
      };
      fc.assert(fc.property(scenarioOf(randomText), holds), { numRuns });
    });

    test('make an item what they make of the object, and leave the others', () => {
      const holds = ({ text, edits }: Scenario): void => {
        const wanted = editObject(jsonOf(text), edits, editDocument);
        const result = editedItem(text, edits);
        expect(jsonOf(result)).toEqual({ items: [{ first: 'item' }, wanted, { last: 'item' }] });
        expect(result).toMatch(/^items:\n- first: item\n- [\s\S]*\n# the next one\n- last: item\n$/);
      };
      fc.assert(fc.property(scenarioOf(randomDocument), holds), { numRuns });
    });
  });
});

/** The first document as the yaml package reads it on its own. */
function firstOf(text: string): unknown {
  const end = text.search(/^---\r?\nb: 2/m);
  return parse(end === -1 ? text : text.slice(0, end), { maxAliasCount: -1 });
}

function count(text: string): number {
  return text.split(note).length - 1;
}
