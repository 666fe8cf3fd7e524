/**
 * As a function of kpt: imperatively (`kpt fn eval`) and in a Kptfile's pipeline (`kpt fn render`). kpt itself indents
 * anew and unfolds what it writes, so the measure is what it makes of a package through `cat`.
 */
import { parse } from 'yaml';
import { withTool } from './tools.ts';
import { type Files, type Outcome, outputOf, replaceOnce, type Workspace, workspace } from './workspace.ts';

const byName = 'k8ssandra-image-mirror';

/** A package with everything that tools like to lose: comments, order, quotes, flow style, odd indentation. */
const pkg: Files = {
  'apps/deployment.yaml': `# Head of the file.

# Head of the first resource.
apiVersion: apps/v1
kind: Deployment
metadata:
    name: app # four columns
    labels: {app: "app", tier: 'web'}
spec:
    template:
        spec:
            containers:
                - name: app # indented lists
                  image: "quay.io/org/app:1.0" # the app
                  args: ["--flag", 'x']
                # the sidecar
                - image: busybox:1.36
                  name: sidecar
---
# The second resource of the file.
apiVersion: v1
kind: Service
metadata:
  name: app
spec:
  ports:
  - port: 80 # http
`,
  'image-config.yaml': `apiVersion: v1
kind: ConfigMap
metadata:
  name: image-config
  labels:
    k8ssandra.io/config: image
data:
  z-first: "1"
  image_config.yaml: |
    apiVersion: config.k8ssandra.io/v1beta2
    kind: ImageConfig
    # of docker.io, all of them
    defaults:
        registry: docker.io   # decides
        # pullPolicy: Always
    images:
        system-logger: {repository: k8ssandra, name: system-logger, tag: v1.30.2}
        config-builder: {repository: datastax, name: cass-config-builder, tag: "1.0-ubi"}
        k8ssandra-client: {repository: k8ssandra, name: k8ssandra-client, tag: v0.8.8}
    types: {}
  a-last: 'x'
`,
  'role.yaml': `apiVersion: rbac.authorization.k8s.io/v1
kind: Role
metadata: {name: reader} # not our business
rules:
  - apiGroups: [""]
    resources: ["pods"]
    verbs: [get]
`,
};

/** What becomes of the package under `mirror.example.com/k8ssandra`, given what kpt makes of it. */
function mirrored(files: Files): Files {
  const [deployment = '', imageConfig = ''] = [files['apps/deployment.yaml'], files['image-config.yaml']];
  const app = replaceOnce(deployment, '"quay.io/org/app:1.0"', '"mirror.example.com/k8ssandra/org/app:1.0"');
  return {
    ...files,
    'apps/deployment.yaml': replaceOnce(
      app,
      'image: busybox:1.36',
      'image: mirror.example.com/k8ssandra/library/busybox:1.36',
    ),
    'image-config.yaml': replaceOnce(imageConfig, 'registry: docker.io ', 'registry: mirror.example.com/k8ssandra '),
  };
}

function imageMirror(spec: object): string {
  const metadata = { name: 'mirror', annotations: { 'config.kubernetes.io/local-config': 'true' } };
  return `${JSON.stringify({ apiVersion: 'k8ssandra-image-mirror.dev/v1alpha1', kind: 'ImageMirror', metadata, spec })}\n`;
}

function kptfile(...mutators: readonly object[]): string {
  return validated(mutators, []);
}

function validated(mutators: readonly object[], validators: readonly object[]): string {
  return `apiVersion: kpt.dev/v1
kind: Kptfile
metadata:
  name: pkg
pipeline:
  mutators: ${JSON.stringify(mutators)}
  validators: ${JSON.stringify(validators)}
`;
}

function render(work: Workspace): Outcome {
  return work.run(['kpt', 'fn', 'render', '.', '--allow-exec', '--results-dir', '../results'], { in: 'pkg' });
}

function evaluate(work: Workspace, exec: string, ...args: readonly string[]): Outcome {
  return work.run(['kpt', 'fn', 'eval', 'pkg', '--exec', exec, ...args]);
}

function workspaceOf(files: Files): Workspace {
  return workspace(Object.fromEntries(Object.entries(files).map(([name, text]) => [`pkg/${name}`, text])));
}

/** What kpt makes of a package when the function changes nothing. Rendering adds its status to the Kptfile. */
function throughCat(files: Files, run: (work: Workspace) => Outcome): Files {
  const work = workspaceOf(files);
  outputOf(run(work));
  return work.read('pkg');
}

function withoutKptfile({ Kptfile: _, ...files }: Files): Files {
  return files;
}

/** The stored results of a run. */
function resultsIn(work: Workspace): unknown {
  return parse(Object.values(work.read('results'))[0] ?? '');
}

withTool('kpt', 'kpt fn eval', () => {
  test('changes images, and nothing else', () => {
    const work = workspaceOf(pkg);
    outputOf(evaluate(work, byName, '--', 'registry=mirror.example.com/k8ssandra'));
    expect(work.read('pkg')).toEqual(mirrored(throughCat(pkg, (other) => evaluate(other, 'cat'))));
  });

  test('changes nothing when it is done again', () => {
    const work = workspaceOf(pkg);
    const run = (): string => outputOf(evaluate(work, byName, '--', 'registry=mirror.example.com/k8ssandra'));
    run();
    const once = work.read('pkg');
    run();
    expect(work.read('pkg')).toEqual(once);
  });

  test('takes more than one word', () => {
    const work = workspaceOf(pkg);
    outputOf(
      evaluate(
        work,
        byName,
        '--',
        'registry=mirror.example.com',
        'layout=registry-path',
        'exclude=quay.io,gcr.io',
        'pull-policy=Never',
      ),
    );
    const { 'apps/deployment.yaml': deployment } = work.read('pkg');
    expect(deployment).toContain('image: "quay.io/org/app:1.0" # the app\n');
    expect(deployment).toContain('image: mirror.example.com/docker.io/library/busybox:1.36\n');
    expect(deployment).toContain('imagePullPolicy: Never\n');
  });

  test('takes a configuration file', () => {
    const work = workspaceOf(pkg);
    work.write({ 'mirror.yaml': imageMirror({ registry: 'mirror.example.com/k8ssandra' }) });
    outputOf(evaluate(work, byName, '--fn-config', 'mirror.yaml'));
    expect(work.read('pkg')).toEqual(mirrored(throughCat(pkg, (other) => evaluate(other, 'cat'))));
  });

  test('prints a package that goes on in a pipe', () => {
    const work = workspaceOf(pkg);
    const { stdout } = work.run(['kpt', 'fn', 'source', 'pkg']);
    const args = ['--', 'registry=mirror.example.com/k8ssandra'];
    const piped = work.run(['kpt', 'fn', 'eval', '-', '--exec', byName, ...args], { input: stdout });
    expect(outputOf(piped)).toContain('image: "mirror.example.com/k8ssandra/org/app:1.0" # the app\n');
    expect(work.read('pkg')).toEqual(pkg);
  });

  describe('leaves the package as it was', () => {
    test.each<[string, Files, readonly string[], readonly string[]]>([
      ['without a configuration', pkg, [], ['data', 'names no mirror']],
      [
        'with a word that is not known',
        pkg,
        ['registy=mirror.example.com'],
        ['data.registy', 'did you mean registry?'],
      ],
      ['with a registry that is none', pkg, ['registry=mirror'], ['data.registry', 'mirror']],
      [
        'with an image that no rule covers',
        pkg,
        ['mirrors=[{source: docker.io, target: mirror.example.com}]'],
        ['quay.io/org/app:1.0', 'escape', 'apps/deployment.yaml', 'Deployment app'],
      ],
      [
        'with an ImageConfig that the operator would not read',
        {
          ...pkg,
          'image-config.yaml': replaceOnce(pkg['image-config.yaml'] ?? '', 'system-logger: {', 'system-logger: ['),
        },
        ['registry=mirror.example.com'],
        ['ConfigMap image-config', 'image-config.yaml', 'system-logger', '^'],
      ],
    ])('%s', (_, files, words, said) => {
      const work = workspaceOf(files);
      const { status, stdout, stderr } = evaluate(work, byName, ...(words.length === 0 ? [] : ['--', ...words]));
      expect({ failed: status !== 0, stdout, files: work.read('pkg') }).toEqual({ failed: true, stdout: '', files });
      for (const text of said) expect(stderr).toContain(text);
    });
  });
});

withTool('kpt', 'kpt fn render', () => {
  const throughConfigPath = { ...pkg, 'mirror.yaml': imageMirror({ registry: 'mirror.example.com/k8ssandra' }) };

  test('changes images, and nothing else: configuration in a file of the package', () => {
    const work = workspaceOf({ ...throughConfigPath, Kptfile: kptfile({ exec: byName, configPath: 'mirror.yaml' }) });
    outputOf(render(work));
    const cat = throughCat(
      { ...throughConfigPath, Kptfile: kptfile({ exec: 'cat', configPath: 'mirror.yaml' }) },
      render,
    );
    expect(withoutKptfile(work.read('pkg'))).toEqual(mirrored(withoutKptfile(cat)));
  });

  test('changes images, and nothing else: configuration in the Kptfile', () => {
    const work = workspaceOf({
      ...pkg,
      Kptfile: kptfile({ exec: byName, configMap: { registry: 'mirror.example.com/k8ssandra' } }),
    });
    outputOf(render(work));
    const cat = throughCat({ ...pkg, Kptfile: kptfile({ exec: 'cat' }) }, render);
    expect(withoutKptfile(work.read('pkg'))).toEqual(mirrored(withoutKptfile(cat)));
  });

  test('changes nothing when it is done again', () => {
    const work = workspaceOf({ ...throughConfigPath, Kptfile: kptfile({ exec: byName, configPath: 'mirror.yaml' }) });
    outputOf(render(work));
    const once = work.read('pkg');
    outputOf(render(work));
    expect(work.read('pkg')).toEqual(once);
  });

  test('stores what was mirrored, with file and field', () => {
    const work = workspaceOf({ ...throughConfigPath, Kptfile: kptfile({ exec: byName, configPath: 'mirror.yaml' }) });
    outputOf(render(work));
    expect(resultsIn(work)).toMatchObject({
      exitCode: 0,
      items: [
        {
          exitCode: 0,
          results: expect.arrayContaining([
            expect.objectContaining({
              severity: 'info',
              resourceRef: { apiVersion: 'apps/v1', kind: 'Deployment', name: 'app' },
              field: {
                path: 'spec.template.spec.containers[0].image',
                currentValue: 'quay.io/org/app:1.0',
                proposedValue: 'mirror.example.com/k8ssandra/org/app:1.0',
              },
              file: { path: 'apps/deployment.yaml' },
            }),
          ]),
        },
      ],
    });
  });

  test('fails, leaves the package as it was, and shows and stores the error', () => {
    const mirrors = JSON.stringify([{ source: 'docker.io', target: 'mirror.example.com' }]);
    const files = { ...pkg, Kptfile: kptfile({ exec: byName, configMap: { mirrors } }) };
    const work = workspaceOf(files);
    const { status, stderr } = render(work);
    expect(status).not.toBe(0);
    expect(withoutKptfile(work.read('pkg'))).toEqual(pkg);
    expect(stderr).toContain('quay.io/org/app:1.0');
    expect(stderr).toContain('apps/deployment.yaml');
    expect(resultsIn(work)).toMatchObject({
      exitCode: 1,
      items: [
        {
          exitCode: 1,
          results: expect.arrayContaining([
            expect.objectContaining({ severity: 'error', file: { path: 'apps/deployment.yaml' } }),
          ]),
        },
      ],
    });
  });
});

withTool('kpt', 'kpt fn render with refresh tasks', () => {
  const cluster = `apiVersion: k8ssandra.io/v1alpha1
kind: K8ssandraCluster
metadata: # kept
  name: demo
  namespace: k8ssandra-operator
`;
  const files = { ...pkg, 'databases/cluster.yaml': cluster };
  const registry = 'mirror.example.com/k8ssandra';
  const rollout = JSON.stringify({ updateDatacenters: 'task' });

  test('writes the task to a file beside that of the cluster, once', () => {
    const work = workspaceOf({ ...files, Kptfile: kptfile({ exec: byName, configMap: { registry, rollout } }) });
    outputOf(render(work));
    const written = withoutKptfile(work.read('pkg'));
    const added = Object.keys(written).filter((name) => !(name in files));
    expect(added).toEqual([expect.stringMatching(/^databases\/k8ssandratask_refresh-demo-[0-9a-f]{10}\.yaml$/)]);
    expect(parse(written[added[0] ?? ''] ?? '')).toEqual({
      apiVersion: 'control.k8ssandra.io/v1alpha1',
      kind: 'K8ssandraTask',
      metadata: { name: expect.stringMatching(/^refresh-demo-/), namespace: 'k8ssandra-operator' },
      spec: {
        cluster: { name: 'demo', namespace: 'k8ssandra-operator' },
        template: { jobs: [{ name: 'refresh', command: 'refresh' }], ttlSecondsAfterFinished: 0 },
      },
    });
    expect(written['databases/cluster.yaml']).toBe(cluster);
    outputOf(render(work));
    expect(withoutKptfile(work.read('pkg'))).toEqual(written);
  });

  test('the same imperatively', () => {
    const work = workspaceOf(files);
    outputOf(evaluate(work, byName, '--', `registry=${registry}`, 'rollout-update-datacenters=task'));
    const added = Object.keys(work.read('pkg')).filter((name) => !(name in files));
    expect(added).toEqual([expect.stringMatching(/^databases\/k8ssandratask_refresh-demo-[0-9a-f]{10}\.yaml$/)]);
  });
});

withTool('kpt', 'kpt fn render with a validator', () => {
  const registry = 'mirror.example.com/k8ssandra';
  const validator = { exec: byName, configMap: { registry, mode: 'check' } };

  test('fails on a package that is not mirrored, names an image and leaves it as it was', () => {
    const work = workspaceOf({ ...pkg, Kptfile: validated([], [validator]) });
    const { status, stderr } = render(work);
    expect(status).not.toBe(0);
    expect(withoutKptfile(work.read('pkg'))).toEqual(pkg);
    expect(stderr).toContain('not mirrored yet: quay.io/org/app:1.0');
    expect(resultsIn(work)).toMatchObject({
      exitCode: 1,
      items: [
        {
          exitCode: 1,
          results: expect.arrayContaining([
            expect.objectContaining({ severity: 'error', file: { path: 'apps/deployment.yaml' } }),
            expect.objectContaining({ severity: 'error', file: { path: 'image-config.yaml' } }),
          ]),
        },
      ],
    });
  });

  test('passes behind the mutator, which writes the package', () => {
    const mutator = { exec: byName, configMap: { registry } };
    const work = workspaceOf({ ...pkg, Kptfile: validated([mutator], [validator]) });
    outputOf(render(work));
    const cat = throughCat({ ...pkg, Kptfile: kptfile({ exec: 'cat' }) }, render);
    expect(withoutKptfile(work.read('pkg'))).toEqual(mirrored(withoutKptfile(cat)));
  });
});
