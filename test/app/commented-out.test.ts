import { transform } from '../../src/function/transform.ts';

const spec = { registry: 'mirror.example.com/k8ssandra' };
const functionConfig = { apiVersion: 'k8ssandra-image-mirror.dev/v1alpha1', kind: 'ImageMirror', spec };

test('an ImageConfig of which the last entries are commented out gets its registry behind them', () => {
  const entries = `apiVersion: config.k8ssandra.io/v1beta1
kind: ImageConfig
images:
  system-logger: "k8ssandra/system-logger:v1.8.0"
  config-builder: "datastax/cass-config-builder:1.0.4-ubi7"
  # cassandra:
  #   "4.0.0": "k8ssandra/cassandra-ubi:latest"
`;
  const end = '# imagePullPolicy: Always\n';
  const { exitCode, output } = transform(entries + end, { functionConfig });
  expect({ exitCode, output }).toEqual({
    exitCode: 0,
    output: `${entries}imageRegistry: mirror.example.com/k8ssandra\n${end}`,
  });
});
