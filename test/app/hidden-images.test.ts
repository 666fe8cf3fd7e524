import { checkSources } from '../../src/app/check-sources.ts';
import { locateInput } from '../../src/app/input-errors.ts';
import { mirrorSources } from '../../src/app/mirror-sources.ts';
import { InputError } from '../../src/app/streams.ts';
import { readConfig } from '../../src/config/normalise.ts';
import { functionConfigOf } from './bad-inputs.ts';
import { hiddenImages } from './hidden-images.ts';

const config = readConfig(functionConfigOf({ registry: 'm.io' }));
const strict = readConfig(functionConfigOf({ mirrors: [{ source: 'docker.io', target: 'm.io' }] }));

test.each(hiddenImages)('not called good: $name', ({ text }) => {
  try {
    const input = locateInput(undefined, text);
    expect(checkSources([{ input }], config).failed).toBe(true);
    expect(mirrorSources([{ input }], strict).failed).toBe(true);
  } catch (error) {
    if (!(error instanceof InputError)) throw error;
    expect(error.message).toMatch(/line|alias/);
  }
});
