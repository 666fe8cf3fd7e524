/** `generate`: the ImageConfig of a release, mirrored, as a ConfigMap. */
import { generateConfigMap } from '../app/generate-config-map.ts';
import { toResults } from '../app/results.ts';
import { writeAll } from '../app/streams.ts';
import { objectLines } from '../overlay/lines.ts';
import { nameOf } from '../plan/model/resource.ts';
import { readArguments } from './arguments.ts';
import { configure, tellingFlags } from './configuration.ts';
import { configurationFlags } from './flags.ts';
import { commandHelp } from './help.ts';
import { say, sayLast } from './said.ts';
import { type Command, UsageError } from './usage.ts';

export const generateCommand: Command = {
  name: 'generate',
  summary: 'print the ImageConfig of a release, mirrored, as a ConfigMap',
  help: () =>
    commandHelp({
      command: 'generate',
      usage: '[FLAGS]',
      about:
        'Prints the ConfigMap with the ImageConfig that a release of the operators is installed with, or with the one that generate.from holds in a configuration, already mirrored. Reads no input. To put it over the one that is there, let a kustomization name it below patches; as a function it is for generators: mode generate.',
      flags: [],
      shared: configurationFlags('generate'),
      examples: [
        'k8ssandra-image-mirror generate --registry mirror.example.com/k8ssandra \\\n  --release-k8ssandra-operator 1.32.5',
      ],
    }),
  get flags() {
    return configurationFlags('generate');
  },
  words: [],
  run,
};

const noRelease =
  'say of which release the ImageConfig is: --release-k8ssandra-operator 1.32.5, or --release-cass-operator 1.30.2';

async function run(args: readonly string[]): Promise<number> {
  const given = readArguments('generate', args, generateCommand.flags);
  if (given.paths.length > 0) throw new UsageError('generate reads no input, only a configuration', 'generate');
  const config = configure(given, undefined);
  const { release, generate } = config;
  if (generate.document === undefined && Object.keys(release).length === 0) throw new UsageError(noRelease, 'generate');
  const { configMap, findings, failed } = tellingFlags(given, () => generateConfigMap(config));
  const results = toResults(findings, [{ object: configMap }]);
  await say(results, given.loudness);
  if (!failed) await writeAll(process.stdout, [...objectLines(configMap), ''].join('\n'));
  await sayLast(results, given.loudness, failed ? 'nothing was printed' : `printed ${nameOf(configMap)}`);
  return failed ? 1 : 0;
}
