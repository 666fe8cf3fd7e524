import { planned } from './planned.ts';

const fields = [{ group: 'apps.example.com', kind: 'App', path: 'spec.image', shape: 'repository' }];
const app = (image: object): Parameters<typeof planned>[0][number] =>
  JSON.parse(
    JSON.stringify({ apiVersion: 'apps.example.com/v1', kind: 'App', metadata: { name: 'app' }, spec: { image } }),
  );

test('a repository and a tag that make no reference are an error that says what is wrong with them', () => {
  const { said } = planned([app({ repository: 'Acme/App', tag: '1' })], { fields });
  expect(said).toEqual([expect.stringContaining('repository and tag do not make an image reference: "Acme/App:1"')]);
});
