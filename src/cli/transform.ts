/** `transform`: the main job on files, folders and standard input; also the post-renderer for Helm. */
import { mirrorSources } from '../app/mirror-sources.ts';
import { hasErrorResult } from '../app/results.ts';
import type { Source } from '../app/sources.ts';
import { writeAll } from '../app/streams.ts';
import { resultsSplice } from '../function/results-splice.ts';
import { applySplices, inOrder } from '../yaml/edit/splice.ts';
import { readArguments } from './arguments.ts';
import { replaceFiles } from './files/replace.ts';
import type { FileChange } from './files/target.ts';
import { configurationFlags } from './flags.ts';
import { commandHelp } from './help.ts';
import { load } from './load.ts';
import { patchOf } from './patch.ts';
import { say } from './said.ts';
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
      usage: 'transform [FLAGS] [FILE|DIR|-]...',
      about: [
        'Points every image in manifests at the mirror: workloads, ImageConfigs inside ConfigMaps, custom resources.',
        'Reads files, folders and - (standard input, the default): YAML, JSON, lists, ResourceLists. Prints the same',
        'kind of text; comments, order, quotes and line ends stay as they are. Also a post-renderer for Helm.',
      ],
      switches,
      examples: [
        'kustomize build . | k8ssandra-image-mirror transform --registry mirror.example.com/k8ssandra',
        'k8ssandra-image-mirror transform --config mirror.yaml --in-place manifests/',
        'helm upgrade --install k8ssandra-operator k8ssandra/k8ssandra-operator \\\n    --post-renderer k8ssandra-image-mirror --post-renderer-args transform \\\n    --post-renderer-args --registry=mirror.example.com/k8ssandra',
      ],
    }),
  get flags() {
    return [...switches, ...configurationFlags()];
  },
  run,
};

async function run(args: readonly string[]): Promise<number> {
  const given = readArguments(
    'transform',
    args,
    switches.map(({ flag }) => flag),
  );
  const inPlace = given.switches.has('in-place');
  if (inPlace && given.switches.has('diff'))
    throw new UsageError('--in-place and --diff exclude each other', 'transform');
  if (inPlace && (given.paths.length === 0 || given.paths.includes('-'))) {
    throw new UsageError('--in-place needs files or folders: standard input has no place', 'transform');
  }
  const { sources, notRead, config } = await load(given);
  const { splices, results } = mirrorSources(sources, config);
  const said = [...notRead, ...results];
  await say(said, given.loudness);
  if (hasErrorResult(said)) return 1;
  const outputs = sources.map(({ input }, index) => {
    const added = input.form === 'resource-list' ? resultsSplice(input, results) : [];
    return applySplices(input.text, inOrder([...(splices[index] ?? []), ...added]));
  });
  if (inPlace) await replaceFiles(changedFiles(sources, outputs), given.paths);
  else if (given.switches.has('diff')) await printDiff(sources, outputs);
  else await writeAll(process.stdout, asStream(outputs));
  return 0;
}

function changedFiles(sources: readonly Source[], outputs: readonly string[]): readonly FileChange[] {
  return sources.flatMap(({ path, input }, index) => {
    const after = outputs[index] ?? input.text;
    return path === undefined || after === input.text ? [] : [{ path, before: input.text, after }];
  });
}

async function printDiff(sources: readonly Source[], outputs: readonly string[]): Promise<void> {
  const patches = sources.map(({ path = '-', input: { text } }, index) => {
    const output = outputs[index] ?? text;
    return output === text ? '' : patchOf(path, text, output);
  });
  await writeAll(process.stdout, (await Promise.all(patches)).join(''));
}

/** Several texts as one stream of YAML documents; one text as it is. */
function asStream(texts: readonly string[]): string {
  return texts.reduce((stream, text) => {
    if (stream === '' || text === '') return stream + text;
    const separator = /^---(\s|$)/.test(text) ? '' : '---\n';
    return stream + (stream.endsWith('\n') ? '' : '\n') + separator + text;
  }, '');
}
