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

const deployment =
  'apiVersion: apps/v1\nkind: Deployment\nmetadata: {name: a}\nspec: {template: {spec: {containers: [{name: a, image: quay.io/a:1}]}}}\n';

test.each([
  ['behind a document that is no object', `just a text\n---\n${deployment}`],
  ['in front of a list', `${deployment}---\n- a\n`],
  ['with a dash in flow style', deployment.replace('name: a,', 'name: a, args: [-],')],
  ['with more behind its end', `--- {a: b}\n${deployment}`],
])('refused, as kubectl reads it: a manifest %s', (_, text) => {
  expect(judge('a.yaml', Buffer.from(text), reading).is).toBe('broken');
});
