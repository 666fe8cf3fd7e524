/** What Argo CD would read of examples/argocd-*, held against what is run and against each other. */
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { parse } from 'yaml';
import { copyOf, examples, run } from './running.ts';

const text = (example: string, file: string): string => readFileSync(path.join(examples, example, file), 'utf8');
const plugin = parse(text('argocd-plugin', 'plugin.yaml'));
const application = parse(text('argocd-plugin', 'application.yaml'));
const repoServer = parse(text('argocd-plugin', 'repo-server.yaml')).spec.template.spec;

test('the command of the plugin prints the manifests, on the mirror', () => {
  const { command, args } = plugin.spec.generate;
  const [node, inImage, ...rest]: readonly string[] = [...command, ...args];
  expect(node).toBe('node');
  // Where the Dockerfile puts it.
  expect(text('..', 'Dockerfile')).toContain(`ENTRYPOINT ["node", "${inImage}"]`);
  const words = ['k8ssandra-image-mirror', ...rest].map((word) => `'${word}'`).join(' ');
  const app = path.join(copyOf('argocd-plugin'), application.spec.source.path);
  expect(run(app, words)).toEqual({
    status: 0,
    stdout: text('argocd-plugin', 'expected.yaml'),
    stderr: expect.stringMatching(/\d images in .*\n$/),
  });
});

test('the plugin is found by a file of the application, and named by it', () => {
  expect(application.spec.source.plugin.name).toBe(plugin.metadata.name);
  expect(text('argocd-plugin', path.join('app', plugin.spec.discover.fileName))).toContain('kind: ImageMirror');
});

test('the sidecar has what it mounts', () => {
  const [sidecar] = repoServer.containers;
  const own = repoServer.volumes.map(({ name }: { readonly name: string }) => name);
  const mounted = sidecar.volumeMounts.map(({ name }: { readonly name: string }) => name);
  // The first two are volumes of Argo CD's repo-server.
  expect(mounted).toEqual(['var-files', 'plugins', ...own]);
  const [{ configMap }] = repoServer.volumes;
  expect(text('argocd-plugin', 'README.md')).toContain(`create configmap ${configMap.name} --from-file=plugin.yaml`);
});

test('the build options are those of the command', () => {
  const { data } = parse(text('argocd-build-options', 'argocd-cm.yaml'));
  const { path: folder } = parse(text('argocd-build-options', 'application.yaml')).spec.source;
  const command = `kustomize build ${data['kustomize.buildOptions']} ${folder}\n`;
  expect(text('argocd-build-options', 'README.md')).toContain(`\`\`\`bash\n${command}\`\`\``);
});
