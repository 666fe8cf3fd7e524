/** The schema that is published against the one that the program reads by: ajv and zod are of one mind about any value. */
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { Ajv } from 'ajv';
import fc from 'fast-check';
import { checkShape } from '../../src/config/issues.ts';
import { ConfigError } from '../../src/config/problem.ts';
import type { Json, JsonObject } from '../../src/yaml/json.ts';
import { configMap, resource } from './read.ts';

const published = JSON.parse(
  readFileSync(path.join(__dirname, '..', '..', 'function-config', 'image-mirror.schema.json'), 'utf8'),
);
const isValid = new Ajv({ strict: false, allErrors: true }).compile(published);

function isTaken(value: Json): boolean {
  try {
    checkShape(value);
    return true;
  } catch (error) {
    if (error instanceof ConfigError) return false;
    throw error;
  }
}

const odd = fc.constantFrom<Json>(
  null,
  true,
  0,
  1.5,
  '',
  'a',
  'path',
  'name',
  'merge',
  'never',
  [],
  ['a'],
  [null],
  {},
  { a: 'b' },
);
const spec: JsonObject = {
  registry: 'm.io/a',
  layout: 'path',
  mirrors: [{ source: 'docker.io', target: 'm.io/b', layout: 'name' }],
  exclude: ['quay.io'],
  images: [{ name: 'a/b', tag: '1', newName: 'm.io/c', newTag: '2' }],
  pullPolicy: 'Always',
  pullSecrets: ['a'],
  imageConfig: { strategy: 'auto', selector: { name: 'a' } },
  context: [],
  release: { cassOperator: '1.22.4' },
  rollout: { restartOperator: true, updateDatacenters: 'task' },
  mode: 'check',
  overlay: { path: 'a', resources: ['../b'], kind: 'Component', guard: true },
  generate: { from: 'release', behavior: 'merge' },
  fields: [{ group: 'a.io', kind: 'B', path: 'spec.image', shape: 'reference' }],
  crdDefaults: 'leave',
  onEscape: 'warn',
  strict: false,
};

/** A value with something odd at a random place. */
function changed(value: Json, steps: readonly number[], other: Json): Json {
  const [step, ...rest] = steps;
  if (step === undefined || typeof value !== 'object' || value === null) return other;
  if (Array.isArray(value))
    return value.map((item, index) => (index === step % value.length ? changed(item, rest, other) : item));
  const keys = Object.keys(value);
  const key = step % 7 === 0 ? 'unknown' : (keys[step % keys.length] ?? 'unknown');
  return { ...value, [key]: changed((value as JsonObject)[key] ?? null, rest, other) };
}

test('they agree on configurations with something odd in them', () => {
  const forms = fc.constantFrom<Json>(
    resource(spec),
    resource({ registry: 'm.io' }),
    configMap({ registry: 'm.io', strict: 'true' }),
  );
  let refused = 0;
  fc.assert(
    fc.property(forms, fc.array(fc.nat(60), { minLength: 1, maxLength: 4 }), odd, (form, steps, other) => {
      const value = changed(form, steps, other);
      const taken = isTaken(value);
      if (!taken) refused++;
      expect({ value, taken: isValid(value) }).toEqual({ value, taken });
    }),
    { numRuns: 1000 },
  );
  expect(refused).toBeGreaterThan(100);
});
