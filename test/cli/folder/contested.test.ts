/** A file of a folder that some readers of Kubernetes read is never passed over, whether or not K8ssandra is named in it. */
import { judge } from '../../../src/cli/folder/judge.ts';
import { readConfig } from '../../../src/config/normalise.ts';
import { relevance } from '../../../src/plan/relevant.ts';
import { functionConfigOf } from '../../app/bad-inputs.ts';
import { hiddenImages } from '../../app/hidden-images.ts';

const reading = { maxInput: 1e6, isRelevant: relevance(readConfig(functionConfigOf({ registry: 'm.io' }))) };

test.each(hiddenImages)('read or refused: $name', ({ text }) => {
  expect(judge('a.yaml', Buffer.from(text), reading).is).not.toBe('passed');
});
