/** Whether a text is scanned, or read as a whole by the full reader, makes no difference to what comes out. */
import fc from 'fast-check';
import { mirrorSources } from '../../src/app/mirror-sources.ts';
import { InputError } from '../../src/app/streams.ts';
import { readConfig } from '../../src/config/normalise.ts';
import { applySplices } from '../../src/yaml/edit/splice.ts';
import { SourceError } from '../../src/yaml/error.ts';
import type { Input, Item } from '../../src/yaml/read/items.ts';
import { locateByScan } from '../../src/yaml/read/scan.ts';
import { locateInNodes } from '../../src/yaml/read/whole-input.ts';
import { resourceListOf } from '../sweep/documents.ts';
import { hostileInput } from '../yaml/hostile-input.ts';
import { functionConfigOf } from './bad-inputs.ts';
import { documents } from './random-inputs.ts';

const config = readConfig(
  functionConfigOf({ registry: 'm.io/k8s', onEscape: 'warn', pullPolicy: 'Always', pullSecrets: ['mirror'] }),
);

/** What is written and said; or that the input is refused. */
function outcome(input: Input): unknown {
  try {
    const { splices, results, failed } = mirrorSources([{ input }], config);
    const [own = []] = splices;
    return { output: applySplices(input.text, own), results, failed };
  } catch (error) {
    if (error instanceof InputError) return 'refused';
    throw error;
  }
}

/** Undefined for a text that the full reader refuses. */
function whole(text: string): Input | undefined {
  try {
    const input = locateInNodes(text);
    // What is never read is never refused: the scan needs no broken item to be mended.
    for (const item of input.items) read(item);
    return input;
  } catch (error) {
    if (error instanceof SourceError) return undefined;
    throw error;
  }
}

function read(item: Item): void {
  item.read();
}

/** @returns how many of the texts the scan was sure of */
function compare(texts: fc.Arbitrary<string>, numRuns: number): number {
  let scans = 0;
  const holds = (text: string): void => {
    const full = whole(text);
    const scanned = full && locateByScan(text, () => full);
    if (full === undefined || scanned === undefined) return;
    scans++;
    expect(outcome(scanned)).toEqual(outcome(full));
  };
  fc.assert(fc.property(texts, holds), { numRuns });
  return scans / numRuns;
}

/** Layouts that people come up with, and tools do not. */
const layouts: readonly ((list: string) => string)[] = [
  (list) => list,
  (list) => list.replaceAll('\n', '\r\n'),
  (list) => `\ufeff${list}`,
  (list) => `# head\n---\n${list}...\n`,
  (list) => list.replace(/(?<=items:\n)[\s\S]*(?=functionConfig:)/, (items) => items.replace(/^(?=.)/gm, '   ')),
  (list) => list.replaceAll(/^- /gm, '- # an item\n  '),
  (list) => list.replaceAll(/^- (?=\S)/gm, '-   ').replaceAll(/^ {2}(?=\S)/gm, '    '),
  (list) => list.replaceAll(/^(?= {2}\S)/gm, '\n# aside\n'),
  (list) => list.replaceAll(/^ {2}kind: (\w+)$/gm, '  kind: "$1" # quoted'),
  (list) => list.replaceAll(/^ {2}(kind|metadata):/gm, '  "$1":'),
];

/** An item has to open with a plain key for the scan; the dress of random documents may be quotes throughout. */
const quotedKey = /^(- | {2})(['"])(\w+)\2:/gm;

const resourceLists = fc
  .tuple(documents, fc.constantFrom(...layouts))
  .map(([items, layOut]) =>
    layOut(
      resourceListOf(items, {})
        .replace('functionConfig: {}\n', 'functionConfig:\n  a: b\n')
        .replace(quotedKey, '$1$3:'),
    ),
  );

test('on random ResourceLists in hostile layouts', () => {
  expect(compare(resourceLists, 250)).toBeGreaterThan(0.3);
});

test('on damaged ResourceLists and streams', () => {
  expect(compare(hostileInput, 600)).toBeGreaterThan(0.2);
});
