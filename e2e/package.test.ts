/**
 * The package as people get it: packed, installed into an empty folder without a registry, and used by its three doors.
 */
import { spawnSync } from 'node:child_process';
import { copyFileSync, cpSync, mkdirSync, readdirSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { pack, root, run, scratchFolder } from './package/checkout.ts';

const scratch = scratchFolder();
const home = path.join(scratch.folder, 'home');
const installed = path.join(home, 'node_modules', 'k8ssandra-image-mirror');
let tarball = '';

beforeAll(() => {
  tarball = pack(scratch.folder);
  mkdirSync(home);
  writeFileSync(path.join(home, 'package.json'), '{"private": true, "type": "module"}');
  run('npm', ['install', '--offline', '--foreground-scripts', tarball], { cwd: home });
}, 60_000);
afterAll(scratch.remove);

const example = (...segments: string[]): string => path.join(root, 'examples', ...segments);
const readExample = (...segments: string[]): string => readFileSync(example(...segments), 'utf8');
const manifests = readExample('helm-post-renderer', 'input.yaml');
const expected = readExample('helm-post-renderer', 'expected.yaml');
const config = example('helm-post-renderer', 'mirror.yaml');

const npx = (args: readonly string[], input = ''): string =>
  run('npx', ['--offline', '--no', '--', 'k8ssandra-image-mirror', ...args], { cwd: home, input });

function manifestOf(folder: string): Record<string, Record<string, string> | undefined> {
  return JSON.parse(readFileSync(path.join(folder, 'package.json'), 'utf8'));
}

describe('what is installed', () => {
  test('the package alone: nothing else has to be fetched', () => {
    const names = readdirSync(path.join(home, 'node_modules')).filter((name) => !name.startsWith('.'));
    expect(names).toEqual(['k8ssandra-image-mirror']);
    expect(manifestOf(installed).dependencies).toBeUndefined();
  });

  test('nothing runs at installation', () => {
    const scripts = Object.keys(manifestOf(installed).scripts ?? {});
    expect(scripts.filter((name) => /^(pre|post)?install$|^(pre|post)?prepare$|^dependencies$/.test(name))).toEqual([]);
  });

  test('what users need, and neither sources nor tests', () => {
    const files = readdirSync(installed, { recursive: true, encoding: 'utf8' }).map((file) =>
      file.replaceAll('\\', '/'),
    );
    expect(files).toEqual(
      expect.arrayContaining([
        'LICENSE',
        'NOTICE',
        'README.md',
        'dist/THIRD-PARTY-LICENSES.txt',
        'dist/k8ssandra-image-mirror.cjs',
        'function-config/image-mirror.schema.json',
        'plugin.yaml',
      ]),
    );
    expect(files.filter((file) => /(?<!\.d)\.ts$|\.test\.|^(src|test|e2e|scripts)(\/|$)/.test(file))).toEqual([]);
  });

  test('the licences of everything that is bundled', () => {
    const licences = readFileSync(path.join(installed, 'dist', 'THIRD-PARTY-LICENSES.txt'), 'utf8');
    const titles = [...licences.matchAll(/^-{80}\n(\S+) \S+ \((.+)\)$/gm)].map(([, name, terms]) => [name, terms]);
    expect(titles).toEqual([
      ['diff', 'BSD-3-Clause'],
      ['yaml', 'ISC'],
      ['zod', 'MIT'],
    ]);
  });
});

describe('what package authors get wrong', () => {
  test('publint finds nothing', () => {
    expect(run('npx', ['--no', '--', 'publint', tarball, '--strict'])).toContain('All good!');
  });

  // Its exit code; CommonJS and Node 10 are what the profile leaves out.
  test('attw finds nothing in the way of ES modules', () => {
    expect(() => run('npx', ['--no', '--', 'attw', tarball, '--profile', 'esm-only'])).not.toThrow();
  });
});

describe('the executable', () => {
  const version = String(manifestOf(root).version);

  test('npx runs it', () => {
    expect(npx(['--version'])).toBe(`${version}\n`);
    expect(npx(['transform', '--config', config], manifests)).toBe(expected);
  });

  test('needs no other file', () => {
    const alone = path.join(scratch.folder, 'alone.cjs');
    copyFileSync(path.join(installed, 'dist', 'k8ssandra-image-mirror.cjs'), alone);
    expect(run(alone, ['transform', '--config', config], { cwd: scratch.folder, input: manifests })).toBe(expected);
  });

  test('explains every command with an example', () => {
    const [, table = ''] = /^Commands:\n((?: {2}.*\n)+)/m.exec(npx(['--help'])) ?? [];
    const commands = [...table.matchAll(/^ {2}(\S+)/gm)].map(([, name = '']) => name);
    expect(commands).toContain('transform');
    for (const command of commands) {
      expect(npx([command, '--help'])).toMatch(
        new RegExp(`^Examples?:\\n(.*\\n)*.*k8ssandra-image-mirror ${command}`, 'm'),
      );
    }
  });

  test('keeps the line ends of Windows, in manifests and around them', () => {
    const windows = (text: string): string => text.replaceAll('\n', '\r\n');
    const windowsConfig = path.join(home, 'mirror-crlf.yaml');
    writeFileSync(windowsConfig, windows(readFileSync(config, 'utf8')));
    expect(npx(['transform', '--config', windowsConfig], windows(manifests))).toBe(windows(expected));
  });
});

describe('the library', () => {
  const evaluate = (source: string): unknown =>
    JSON.parse(run(process.execPath, ['--input-type=module', '--eval', source], { cwd: home }));

  test('is an ES module', () => {
    const rules = {
      apiVersion: 'v1',
      kind: 'ConfigMap',
      metadata: { name: 'm' },
      data: { registry: 'mirror.example.com' },
    };
    const output = evaluate(`
      import { parseReference, transform } from 'k8ssandra-image-mirror';
      const pod = 'kind: Pod\\napiVersion: v1\\nmetadata: {name: a}\\nspec: {containers: [{name: c, image: busybox}]} # kept\\n';
      const { output, exitCode } = transform(pod, { functionConfig: ${JSON.stringify(rules)} });
      console.log(JSON.stringify({ output, exitCode, reference: parseReference('busybox') }));
    `);
    expect(output).toEqual({
      output:
        'kind: Pod\napiVersion: v1\nmetadata: {name: a}\nspec: {containers: [{name: c, image: mirror.example.com/library/busybox}]} # kept\n',
      exitCode: 0,
      reference: { registry: 'docker.io', repository: 'library/busybox' },
    });
  });

  test('shares its errors with ./kpt', () => {
    const output = evaluate(`
      import { ConfigError } from 'k8ssandra-image-mirror';
      import { imageMirror } from 'k8ssandra-image-mirror/kpt';
      const configs = { getFunctionConfig: () => undefined, getAll: () => [] };
      const error = await imageMirror(configs).then(() => undefined, (thrown) => thrown);
      console.log(JSON.stringify(error instanceof ConfigError));
    `);
    expect(output).toBe(true);
  });

  test('./kpt works without the SDK: it is only for those who have it', () => {
    expect(
      evaluate(
        `import { imageMirror } from 'k8ssandra-image-mirror/kpt'; console.log(JSON.stringify(typeof imageMirror))`,
      ),
    ).toBe('function');
    expect(manifestOf(installed).peerDependenciesMeta).toEqual({ 'kpt-functions': { optional: true } });
  });
});

describe('with the SDK beside it', () => {
  const consumer = path.join(scratch.folder, 'consumer');

  beforeAll(() => {
    mkdirSync(path.join(consumer, 'node_modules'), { recursive: true });
    writeFileSync(path.join(consumer, 'package.json'), '{"private": true, "type": "module"}');
    cpSync(installed, path.join(consumer, 'node_modules', 'k8ssandra-image-mirror'), { recursive: true });
    symlinkSync(path.join(root, 'node_modules', 'kpt-functions'), path.join(consumer, 'node_modules', 'kpt-functions'));
  });

  test('./kpt edits its objects', () => {
    const source = `
      import { Configs } from 'kpt-functions';
      import { imageMirror } from 'k8ssandra-image-mirror/kpt';
      const pod = { apiVersion: 'v1', kind: 'Pod', metadata: { name: 'a' }, spec: { containers: [{ name: 'c', image: 'busybox' }] } };
      const rules = { apiVersion: 'v1', kind: 'ConfigMap', metadata: { name: 'm' }, data: { registry: 'mirror.example.com' } };
      const configs = new Configs([pod], rules);
      await imageMirror(configs);
      process.stdout.write(JSON.stringify(configs.getAll()[0].spec.containers));
    `;
    const output = run(process.execPath, ['--input-type=module', '--eval', source], { cwd: consumer });
    expect(JSON.parse(output)).toEqual([{ name: 'c', image: 'mirror.example.com/library/busybox' }]);
  });

  const compile = (options: Record<string, unknown>, file: string): { status: number | null; stdout: string } => {
    const compilerOptions = { target: 'es2022', lib: ['es2022'], strict: true, noEmit: true, types: [], ...options };
    writeFileSync(path.join(consumer, 'tsconfig.json'), JSON.stringify({ compilerOptions, files: [file] }));
    const tsc = path.join(root, 'node_modules', 'typescript', 'bin', 'tsc');
    const { status, stdout } = spawnSync(process.execPath, [tsc, '-p', '.'], { cwd: consumer, encoding: 'utf8' });
    return { status, stdout };
  };
  const resolutions = [{ module: 'nodenext' }, { module: 'esnext', moduleResolution: 'bundler' }];
  const clean = { status: 0, stdout: '' };

  test.each(resolutions)('a TypeScript program that uses the library compiles: %j', (options) => {
    writeFileSync(
      path.join(consumer, 'library.ts'),
      `import { type ImageConfig, parseImageConfig, parseReference, type Result, transform, type Transformed } from 'k8ssandra-image-mirror';

const { output, results, exitCode }: Transformed = transform('', { functionConfig: { data: { registry: 'a.example' } } });
const messages: readonly string[] = results.map(({ severity, message, tags }: Result) => severity + message + tags.code);
const config: ImageConfig = parseImageConfig('');
const image: string = config.serverImage('cassandra', '4.1.4');
const tag: string | undefined = parseReference(image).tag;
export const code: 0 | 1 | 2 = exitCode;
export const all = [output, ...messages, tag];
`,
    );
    expect(compile({ ...options, skipLibCheck: false }, 'library.ts')).toEqual(clean);
  });

  test.each(resolutions)('a TypeScript program that runs the SDK function compiles: %j', (options) => {
    writeFileSync(
      path.join(consumer, 'sdk.ts'),
      `import { type KptFunc, run } from 'kpt-functions';
import { imageMirror } from 'k8ssandra-image-mirror/kpt';

const functions: KptFunc[] = [imageMirror];
for (const each of functions) run(each);
`,
    );
    // The SDK's own declarations do not hold under today's compiler.
    expect(compile({ ...options, skipLibCheck: true }, 'sdk.ts')).toEqual(clean);
  });

  test('the types refuse what the program would refuse', () => {
    writeFileSync(
      path.join(consumer, 'wrong.ts'),
      `import { transform } from 'k8ssandra-image-mirror';\ntransform(1).output.length;\ntransform('').exitcode;\n`,
    );
    const { stdout } = compile({ module: 'nodenext' }, 'wrong.ts');
    expect([...stdout.matchAll(/error (TS\d+)/g)].map(([, code]) => code)).toEqual(['TS2345', 'TS2551']);
  });
});
