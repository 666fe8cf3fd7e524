/** The law of overlays, on random installations under random rules: what the patches make is what transform makes. */
import fc from 'fast-check';
import { readConfig } from '../../src/config/normalise.ts';
import { ConfigError } from '../../src/config/problem.ts';
import { transform } from '../../src/function/transform.ts';
import { operationsFor } from '../../src/overlay/json-patch.ts';
import { plan } from '../../src/plan/plan.ts';
import { isObject, type JsonObject } from '../../src/yaml/json.ts';
import { functionConfigOf } from '../app/bad-inputs.ts';
import { documents, spec } from '../app/random-inputs.ts';
import { documentsOf, readValue } from '../sweep/documents.ts';
import { independents, withoutAbsent } from './independent.ts';

const usable = spec.map(functionConfigOf).filter((functionConfig) => {
  try {
    readConfig(functionConfig);
    return true;
  } catch (error) {
    if (error instanceof ConfigError) return false;
    throw error;
  }
});

function objectOf(document: string): JsonObject {
  const value = readValue(document);
  if (!isObject(value)) throw new Error('a document is no object');
  return value;
}

test.each(independents)('patches make what transform makes, as $name has it', ({ apply }) => {
  let patched = 0;
  fc.assert(
    fc.property(documents, usable, (input, functionConfig) => {
      const { output, exitCode } = transform(input.join('---\n'), { functionConfig });
      fc.pre(exitCode === 0);
      const objects = input.map(objectOf);
      const { edits } = plan(objects, readConfig(functionConfig));
      const made = objects.map((object, index) => {
        const operations = withoutAbsent(operationsFor(object, edits.get(index) ?? []));
        patched += operations.length === 0 ? 0 : 1;
        return apply(object, operations);
      });
      expect(made).toEqual(documentsOf(output).map(objectOf));
    }),
    { numRuns: 60 },
  );
  expect(patched).toBeGreaterThan(30);
});
