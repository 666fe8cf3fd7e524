/**
 * Copy lists in the hands of the tools that they are for: from one registry to an empty one, both Debian's, on loopback.
 * What arrives has the digest that it had, with every platform, and `verify` finds it complete.
 *
 * | tool                    | the source is named                                                    |
 * |-------------------------|------------------------------------------------------------------------|
 * | skopeo                  | docker.io, which a registries.conf leads to the registry               |
 * | regsync, regctl         | docker.io, which `hostname` of their configuration leads to it         |
 * | crane, oras             | localhost: they know no other way                                      |
 */
import { type PushedIndex, pushIndex } from './registry/content.ts';
import { type Registry, startRegistry } from './registry/server.ts';
import { describeOn, missingPrograms } from './tools.ts';
import { environment, outputOf, type Workspace, workspace } from './workspace.ts';

const missing = missingPrograms({
  'docker-registry': 'apt-get install docker-registry',
  skopeo: 'apt-get install skopeo',
  crane: 'go install github.com/google/go-containerregistry/cmd/crane@v0.20.7',
  regsync: 'go install github.com/regclient/regclient/cmd/regsync@v0.11.1',
  regctl: 'go install github.com/regclient/regclient/cmd/regctl@v0.11.1',
  oras: 'go install oras.land/oras/cmd/oras@v1.3.0',
});

describeOn('copied from a list', missing, () => {
  let source: Registry;
  const pushed = new Map<string, PushedIndex>();

  beforeAll(async () => {
    source = await startRegistry({ name: 'localhost', content: 'source' });
    const images = [
      ['org/plain', '1'],
      ['org/plain', '2'],
      ['org/both', '1'],
      ['org/digest', '1'],
      ['other/deep/named', '1'],
      ['library/official', '1'],
    ] as const;
    for (const [name, tag] of images) pushed.set(`${name}:${tag}`, await pushIndex(source.host, name, tag));
  });

  test('by skopeo', async () => {
    const { work, mirror } = await installation('docker.io');
    useSkopeo(work, mirror);
    list(work, 'skopeo', '--to', 'lists');
    outputOf(work.run(['bash', 'lists/copy.sh'], { env: homeIn(work) }));
    await expectAll(work, mirror);
  });

  test('by regsync', async () => {
    const { work, mirror } = await installation('docker.io');
    const hosts = [
      { registry: 'docker.io', hostname: source.host, tls: 'disabled' },
      { registry: mirror, tls: 'disabled' },
    ];
    work.write({ 'sync.yaml': `${list(work, 'regsync')}creds: ${JSON.stringify(hosts)}\n` });
    outputOf(work.run(['regsync', 'once', '-c', 'sync.yaml'], { env: homeIn(work) }));
    await expectAll(work, mirror);
  });

  test('by regctl', async () => {
    const { work, mirror } = await installation('docker.io');
    const env = homeIn(work);
    outputOf(
      work.run(
        ['regctl', 'registry', 'set', '--skip-check', '--tls', 'disabled', '--hostname', source.host, 'docker.io'],
        { env },
      ),
    );
    outputOf(work.run(['regctl', 'registry', 'set', '--skip-check', '--tls', 'disabled', mirror], { env }));
    runScript(work, list(work, 'regctl'), env);
    await expectAll(work, mirror);
  });

  test.each(['crane', 'oras'])('by %s', async (tool) => {
    const { work, mirror } = await installation(source.host);
    runScript(work, list(work, tool), homeIn(work));
    await expectAll(work, mirror);
  });

  test.each(['regsync', 'regctl', 'oras'])(
    'by %s, with what refers to an image, where that is asked for',
    async (tool) => {
      const { work, mirror } = await installation(source.host);
      const [digest = ''] = [pushed.get('org/plain:1')?.digest];
      work.write({ 'signature.txt': 'signed' });
      const subject = `${source.host}/org/plain@${digest}`;
      const env = homeIn(work);
      outputOf(
        work.run(
          ['oras', 'attach', '--artifact-type', 'application/x.signature', subject, 'signature.txt:text/plain'],
          { env },
        ),
      );
      // Debian's registry does not know referrers: they stand under a tag made of the digest.
      const referrers = digest.replace(':', '-');
      const copy = (...flags: readonly string[]): void => {
        if (tool !== 'regsync') {
          for (const host of [source.host, mirror]) {
            outputOf(work.run(['regctl', 'registry', 'set', '--skip-check', '--tls', 'disabled', host], { env }));
          }
          runScript(work, list(work, tool, ...flags), env);
          return;
        }
        const hosts = [source.host, mirror].map((registry) => ({ registry, tls: 'disabled' }));
        work.write({ 'sync.yaml': `${list(work, 'regsync', ...flags)}creds: ${JSON.stringify(hosts)}\n` });
        outputOf(work.run(['regsync', 'once', '-c', 'sync.yaml'], { env }));
      };
      copy();
      expect(await digestAt(mirror, 'k/org/plain', referrers)).toBeNull();
      copy('--referrers');
      expect(await digestAt(mirror, 'k/org/plain', referrers)).toMatch(/^sha256:/);
      await expectAll(work, mirror);
    },
  );

  test('a script ends with the first image that is not there', async () => {
    const { work } = await installation(source.host, 'org/absent:1');
    work.write({ 'copy.sh': list(work, 'crane') });
    expect(work.run(['bash', 'copy.sh'], { env: homeIn(work) }).status).not.toBe(0);
  });

  test("skopeo's script copies all others, and fails", async () => {
    const { work, mirror } = await installation('docker.io', 'aaa/absent:1');
    useSkopeo(work, mirror);
    list(work, 'skopeo', '--to', 'lists');
    expect(work.run(['bash', 'lists/copy.sh'], { env: homeIn(work) }).status).toBe(1);
    expect(await digestAt(mirror, 'k/org/plain', '1')).toBe(pushed.get('org/plain:1')?.digest);
  });

  /** What a user of skopeo has below the home folder. */
  function useSkopeo(work: Workspace, mirror: string): void {
    work.write({
      '.config/containers/registries.conf': [
        'unqualified-search-registries = []',
        `[[registry]]\nprefix = "docker.io"\nlocation = "${source.host}"\ninsecure = true`,
        `[[registry]]\nlocation = "${mirror}"\ninsecure = true`,
      ].join('\n'),
      '.config/containers/policy.json': '{"default": [{"type": "insecureAcceptAnything"}]}',
    });
  }

  /** A pod that pulls all images, from a registry of this name, and an empty mirror. */
  async function installation(registry: string, ...more: readonly string[]) {
    const mirror = (await startRegistry({ name: 'localhost', content: `mirror-${Math.random()}` })).host;
    const digestOf = (name: string): string => `@${pushed.get(name)?.digest}`;
    const images = [
      'org/plain:1',
      'org/plain:2',
      `org/both:1${digestOf('org/both:1')}`,
      `org/digest${digestOf('org/digest:1')}`,
      'other/deep/named:1',
      'library/official:1',
      ...more,
    ];
    const containers = images.map((image, index) => ({ name: `c${index}`, image: `${registry}/${image}` }));
    const named = { source: `${registry}/other`, target: mirror, layout: 'name' };
    const spec = { mirrors: [{ source: registry, target: `${mirror}/k` }, named] };
    const work = workspace({
      'pod.yaml': JSON.stringify({ apiVersion: 'v1', kind: 'Pod', metadata: { name: 'all' }, spec: { containers } }),
      'mirror.yaml': JSON.stringify({ apiVersion: 'k8ssandra-image-mirror.dev/v1alpha1', kind: 'ImageMirror', spec }),
    });
    return { work, mirror };
  }

  async function expectAll(work: Workspace, mirror: string): Promise<void> {
    const places = [
      ['k/org/plain', '1', 'org/plain:1'],
      ['k/org/plain', '2', 'org/plain:2'],
      ['k/org/both', '1', 'org/both:1'],
      ['k/org/digest', pushed.get('org/digest:1')?.digest ?? '', 'org/digest:1'],
      ['named', '1', 'other/deep/named:1'],
      ['k/library/official', '1', 'library/official:1'],
    ] as const;
    const digests = await Promise.all(places.map(([repository, version]) => digestAt(mirror, repository, version)));
    expect(digests).toEqual(places.map(([, , name]) => pushed.get(name)?.digest));
    const verified = work.run(['k8ssandra-image-mirror', 'verify', '--config', 'mirror.yaml', 'pod.yaml']);
    expect(verified.stdout.replaceAll(/\t.*$/gm, '').split('\n')).toEqual([...places.map(() => 'present'), '']);
    expect(verified.status).toBe(0);
  }
});

function list(work: Workspace, format: string, ...flags: readonly string[]): string {
  const call = ['images', '-o', format, '--config', 'mirror.yaml', ...flags, 'pod.yaml'];
  return outputOf(work.run(['k8ssandra-image-mirror', ...call]));
}

function runScript(work: Workspace, script: string, env: NodeJS.ProcessEnv): void {
  work.write({ 'copy.sh': script });
  outputOf(work.run(['bash', 'copy.sh'], { env }));
}

/** Without the settings of whoever runs the tests. */
function homeIn({ folder }: Workspace): NodeJS.ProcessEnv {
  return { ...environment, HOME: folder, DOCKER_CONFIG: folder };
}

async function digestAt(host: string, repository: string, version: string): Promise<string | null> {
  const headers = { accept: 'application/vnd.oci.image.index.v1+json' };
  const answer = await fetch(`http://${host}/v2/${repository}/manifests/${version}`, { method: 'HEAD', headers });
  return answer.headers.get('docker-content-digest');
}
