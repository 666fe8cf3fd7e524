import { cluster, deployment, imageConfig, planned } from './planned.ts';

const image = (operator: string): string => `k8ssandra/${operator}`;
const assumed = ({ said }: ReturnType<typeof planned>): readonly string[] =>
  said.filter((line) => line.startsWith('release-assumed'));
const resources = [imageConfig('types: {}\n'), cluster({ cassandra: { serverVersion: '4.1.8', datacenters: [{}] } })];

describe('what is assumed about releases', () => {
  test('is one finding for both operators, and says how to settle it', () => {
    expect(assumed(planned(resources))).toEqual([
      expect.stringMatching(
        /k8ssandra-operator: .* release\.k8ssandraOperator, and .* cass-operator: .* release\.cassOperator/,
      ),
    ]);
  });

  test('is nothing where the releases are said, or in the input', () => {
    const release = { cassOperator: '1.30.2', k8ssandraOperator: '1.32.5' };
    const operators = ['cass-operator:v1.30.2', 'k8ssandra-operator:v1.32.5'].map((tagged) =>
      deployment({ containers: [{ name: 'manager', image: image(tagged) }] }, { namespace: 'k8ssandra-operator' }),
    );
    expect(assumed(planned(resources, { release }))).toEqual([]);
    expect(assumed(planned([...operators, ...resources]))).toEqual([]);
  });

  test('is nothing where no operator makes pods of the input', () => {
    expect(assumed(planned([deployment({ containers: [{ image: 'busybox' }] })]))).toEqual([]);
  });
});
