/** `transform`: the main job on files, folders and standard input; also the post-renderer for Helm. */
import { type MirroredSources, mirrorSources } from '../app/mirror-sources.ts';
import { hasErrorResult, type Result } from '../app/results.ts';
import type { Source } from '../app/sources.ts';
import { writeAll } from '../app/streams.ts';
import { resultsSplice } from '../function/results-splice.ts';
import { counted, countUses, formatUseCounts } from '../report/use-counts.ts';
import { applySplices, inOrder } from '../yaml/edit/splice.ts';
import { visible } from '../yaml/visible.ts';
import { readArguments } from './arguments.ts';
import { configurationFlags } from './flags.ts';
import { commandHelp } from './help.ts';
import { load } from './load.ts';
import { changed, type Output, printOutputs, showOutputs, writeOutputs } from './outputs.ts';
import { nextSteps, say, sayLast } from './said.ts';
import { type Command, UsageError } from './usage.ts';

const switches = [
  { flag: 'in-place', help: 'write the files that change, instead of printing' },
  { flag: 'diff', help: 'print what would change, as a unified diff' },
];

export const transformCommand: Command = {
  name: 'transform',
  summary: 'point every image in manifests at the mirror',
  help: () =>
    commandHelp({
      command: 'transform',
      usage: '[FLAGS] [FILE|DIR|-]...',
      about:
        'Points every image in manifests at the mirror: workloads, ImageConfigs inside ConfigMaps, custom resources. Reads files, folders and - (standard input, the default): YAML, JSON, lists, ResourceLists. Prints the same kind of text; comments, order, quotes and line ends stay as they are. Also a post-renderer for Helm.',
      flags: switches,
      shared: configurationFlags('transform'),
      examples: [
        'kustomize build . |\n  k8ssandra-image-mirror transform --registry mirror.example.com/k8ssandra',
        'k8ssandra-image-mirror transform --config mirror.yaml --in-place manifests/',
        'helm upgrade --install k8ssandra-operator k8ssandra/k8ssandra-operator \\\n  --post-renderer k8ssandra-image-mirror --post-renderer-args transform \\\n  --post-renderer-args --registry=mirror.example.com/k8ssandra',
      ],
    }),
  get flags() {
    return [...switches, ...configurationFlags('transform')];
  },
  run,
};

async function run(args: readonly string[]): Promise<number> {
  const given = readArguments('transform', args, transformCommand.flags);
  const inPlace = given.switches.has('in-place');
  if (inPlace && given.switches.has('diff'))
    throw new UsageError('--in-place and --diff exclude each other', 'transform');
  if (inPlace && (given.paths.length === 0 || given.paths.includes('-'))) {
    throw new UsageError('--in-place needs files or folders: standard input has no place', 'transform');
  }
  const { sources, notRead, config } = await load(given);
  const mirrored = mirrorSources(sources, config);
  const { results, uses } = mirrored;
  const said = [...notRead, ...results];
  const failed = hasErrorResult(said);
  await say(said, given.loudness, nextSteps);
  const diff = given.switches.has('diff');
  const outputs = failed && !diff ? [] : outputsOf(sources, mirrored, results);
  const counts = countUses(uses);
  const finish = (done: string): Promise<void> => sayLast(said, given.loudness, failed ? nothingWritten : done);
  if (diff) {
    await showOutputs(outputs, failed ? `# ${nothingWritten}: there are errors\n` : '');
    await finish(`${ofFiles('would change', changed(outputs).length, sources)}: ${counted(counts.toMove, 'image')}`);
  } else if (failed) await finish('');
  else if (inPlace) {
    const written = await writeOutputs(outputs, given.paths);
    if (given.loudness !== 'quiet')
      await writeAll(process.stderr, written.map((name) => `wrote ${visible(name)}\n`).join(''));
    await finish(`${ofFiles('wrote', written.length, sources)}: ${counted(counts.toMove, 'image')}`);
  } else {
    await printOutputs(outputs);
    await finish(formatUseCounts(counts, 'moved'));
  }
  return failed ? 1 : 0;
}

const nothingWritten = 'nothing was written';

/** `wrote 3 of 14 files` */
function ofFiles(did: string, number: number, { length }: readonly Source[]): string {
  return `${did} ${number} of ${counted(length, 'file')}`;
}

function outputsOf(
  sources: readonly Source[],
  { wanted }: MirroredSources,
  results: readonly Result[],
): readonly Output[] {
  return sources.map(({ path, input }, index) => {
    const added = input.form === 'resource-list' ? resultsSplice(input, results) : [];
    const after = applySplices(input.text, inOrder([...(wanted[index] ?? []), ...added]));
    return { ...(path === undefined ? {} : { path }), before: input.text, after };
  });
}
