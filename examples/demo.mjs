// Runs the built executable on two examples and shows what it does: each image before and after, what changes inside of
// the ImageConfig, and what it says. Writes no file. `npm run demo` builds first.
import { spawnSync } from 'node:child_process';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { parse, parseAllDocuments } from 'yaml';

const examples = path.dirname(fileURLToPath(import.meta.url));
const root = path.dirname(examples);
const executable = path.join(root, 'dist', 'k8ssandra-image-mirror.cjs');

const colours = process.stdout.isTTY && !process.env.NO_COLOR;
const paint = (code) => (text) => (colours ? `\x1b[${code}m${text}\x1b[0m` : text);
const [bold, dim, red, green] = ['1', '2', '31', '32'].map(paint);

const runs = [
  {
    example: 'current-install',
    title: 'k8ssandra-operator 1.32.5 and cass-operator 1.30.2, ImageConfig v1beta2, a cluster with two datacenters',
    imageConfig: 'image-config.yaml',
  },
  {
    example: 'docs-page-install',
    title: 'cass-operator 1.25.0, ImageConfig v1beta1, a datacenter that names no image',
    imageConfig: 'manager-config.yaml',
  },
];

// A pager may have seen enough.
process.stdout.on('error', () => process.exit());
if (!existsSync(executable)) throw new Error(`${path.relative(root, executable)} is missing: npm run build`);
for (const { example, title, imageConfig } of runs) {
  const input = path.join('examples', example, 'input');
  const config = path.join('examples', example, 'mirror.yaml');
  const results = resultsOf(input, config);
  const args = ['transform', '--diff', input, '--config', config];

  print(bold(title), '');
  print(dim(`$ k8ssandra-image-mirror ${args.join(' ')}`), '');
  print(...imageTable(results.filter(hasCode('image-mirrored'))), '');
  print(`${path.join(input, imageConfig)}:`, ...changes(run(args), imageConfig), '');
  print(...results.filter((result) => !hasCode('image-mirrored')(result)).map(said), '');
}
print('The files, before and after: examples/*/input and examples/*/expected. What else there is: README.md.');

/** What the executable says as a KRM function, which is how kustomize and kpt call it. */
function resultsOf(input, config) {
  const files = readdirSync(path.join(root, input)).map((file) => readText(path.join(input, file)));
  const list = {
    apiVersion: 'config.kubernetes.io/v1',
    kind: 'ResourceList',
    items: files.flatMap((text) => parseAllDocuments(text).map((document) => document.toJS())),
    functionConfig: parse(readText(config)),
  };
  return JSON.parse(run([], JSON.stringify(list))).results ?? [];
}

function run(args, input = '') {
  const { status, stdout, stderr } = spawnSync(process.execPath, [executable, ...args], {
    cwd: root,
    input,
    encoding: 'utf8',
  });
  if (status === 0) return stdout;
  process.stderr.write(stderr);
  process.exit(status ?? 1);
}

function imageTable(results) {
  const rows = results.map(({ field }) => [field.currentValue, field.proposedValue]).sort();
  const width = Math.max(...rows.map(([before]) => before.length));
  return rows.map(([before, after]) => `  ${before.padEnd(width)}  →  ${green(after)}`);
}

/** The changed lines of one file, with those around them. */
function changes(diff, file) {
  const patch = diff.split(/^(?=--- a\/)/m).find((text) => text.includes(`/${file}\n`)) ?? '';
  const lines = patch.split('\n').slice(2);
  return lines.filter((line) => /^[-+@ ]/.test(line)).map((line) => `  ${paintLine(line)}`.trimEnd());
}

function paintLine(line) {
  if (line.startsWith('+')) return green(line);
  if (line.startsWith('-')) return red(line);
  return dim(line);
}

function said({ severity, message }) {
  return `  ${severity}: ${message}`;
}

function hasCode(code) {
  return ({ tags }) => tags.code === code;
}

function readText(file) {
  return readFileSync(path.join(root, file), 'utf8');
}

function print(...lines) {
  process.stdout.write(`${lines.join('\n')}\n`);
}
