/** `init`: a first configuration for a folder, and the lines that its pipeline needs. */
import { statSync } from 'node:fs';
import { posix as path } from 'node:path';
import { InputError, writeAll } from '../app/streams.ts';
import { operatorNames } from '../k8ssandra/api-group.ts';
import { counted } from '../report/use-counts.ts';
import { visible } from '../yaml/visible.ts';
import { type Arguments, readArguments } from './arguments.ts';
import { commandHelp } from './help.ts';
import { refuseExisting, writeConfiguration } from './init/configuration-file.ts';
import { type Look, lookAt } from './init/look.ts';
import { linesFor } from './init/pipelines.ts';
import { load } from './load.ts';
import { slashed } from './slashed.ts';
import { type Command, type CommandFlag, UsageError } from './usage.ts';

const flags: readonly CommandFlag[] = [
  { flag: 'registry', value: 'text', help: 'where everything is mirrored to; asked for on a terminal' },
];

export const initCommand: Command = {
  name: 'init',
  summary: 'write a first configuration, and print the lines that the pipeline needs',
  help: () =>
    commandHelp({
      command: 'init',
      usage: '[--registry HOST[/PATH]] [DIR]',
      about:
        'Looks at a folder (default: the working directory): kustomization, Kptfile, chart, Kustomizations of Flux, Applications of Argo CD, operators and clusters. Writes mirror.yaml there, and prints the commands with which that pipeline uses it. Overwrites nothing. Other commands find no configuration by themselves: they take --config mirror.yaml.',
      flags,
      shared: [],
      examples: ['k8ssandra-image-mirror init --registry mirror.example.com/k8ssandra .'],
    }),
  flags,
  run,
};

async function run(args: readonly string[]): Promise<number> {
  const given = readArguments('init', args, flags);
  if (given.paths.length > 1) throw new UsageError('init takes one folder', 'init');
  const folder = path.normalize(slashed(given.paths[0] ?? '.')).replace(/(?<=.)\/$/, '');
  if (statSync(folder, { throwIfNoEntry: false })?.isDirectory() !== true) {
    throw new InputError(`${folder}: no such folder`);
  }
  const file = path.join(folder, 'mirror.yaml');
  refuseExisting(file);
  const registry = await registryOf(given);
  const loaded = await load({ ...given, paths: [folder], spec: { registry } });
  const look = lookAt(folder, file, loaded);
  const lines = linesFor(look);
  await writeConfiguration(folder, file, registry);
  await writeAll(process.stdout, `${lines.join('\n')}\n`);
  await writeAll(process.stderr, `${visible(`wrote ${file}; found ${contentsOf(look)}`)}\n`);
  return 0;
}

/** @throws UsageError where nobody can be asked */
async function registryOf({ spec }: Arguments): Promise<string> {
  if (typeof spec.registry === 'string') return spec.registry;
  if (!(process.stdin.isTTY && process.stderr.isTTY)) throw new UsageError('name the mirror: --registry HOST', 'init');
  const { createInterface } = await import('node:readline/promises');
  const asking = createInterface({ input: process.stdin, output: process.stderr });
  try {
    return (await asking.question('Registry of the mirror, like mirror.example.com:5000/k8ssandra: ')).trim();
  } finally {
    asking.close();
  }
}

function contentsOf({ operators, clusters }: Look): string {
  const found = operators.map(
    ({ operator, release }) => `${operatorNames[operator]} ${release ?? 'of unknown release'}`,
  );
  return [...new Set(found), counted(clusters, 'cluster')].join(', ');
}
