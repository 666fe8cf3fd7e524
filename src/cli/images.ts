/** `images`: everything that will be pulled, and where it lies on the mirror. */
import { errorsFirst, toResults } from '../app/results.ts';
import { writeAll } from '../app/streams.ts';
import { type CopyList, copyListOf } from '../copy-list/copy-list.ts';
import { copyFormats, isCopyFormat, type Scope } from '../copy-list/formats/formats.ts';
import { bySource } from '../copy-list/known-sources.ts';
import type { Finding } from '../finding/finding.ts';
import { type PulledImage, pulledImages } from '../report/pulled-images.ts';
import { counted } from '../report/use-counts.ts';
import { readArguments } from './arguments.ts';
import { configurationFlags } from './flags.ts';
import { commandHelp } from './help.ts';
import { exceptEarlier } from './images/earlier.ts';
import { foretellingFlags, loadOrForetell, withoutEdits } from './images/foretold.ts';
import { checkFolder, printCopyList } from './images/print.ts';
import { leftOutFindings, missingClusters, referrerFindings } from './images/remarks.ts';
import { outputFlag, outputOf, printJson } from './output.ts';
import { planLoaded } from './planned.ts';
import { say, sayLast } from './said.ts';
import { printedTable } from './table.ts';
import type { Command, CommandFlag } from './usage.ts';

const formats = ['text', 'json', ...Object.keys(copyFormats)];
const output: CommandFlag = {
  ...outputFlag(...formats),
  shown: 'FORMAT',
  help: `the output format: ${formats.join(', ')} (default text)`,
};
const own: readonly CommandFlag[] = [
  output,
  { flag: 'to', value: 'folder', shown: 'DIR', help: 'with -o skopeo: the folder to write' },
  { flag: 'referrers', help: 'copy signatures and attestations along, where the tool can' },
  {
    flag: 'except',
    value: 'file',
    help: 'leave out what an earlier images -o json listed: the rest is what an upgrade has to copy',
  },
  ...foretellingFlags,
];

export const imagesCommand: Command = {
  name: 'images',
  summary: 'list every image that will be pulled, and its place on the mirror',
  help: () =>
    commandHelp({
      command: 'images',
      usage: '[FLAGS] [FILE|DIR|-]...',
      about:
        'Lists every image that will be pulled, those that no manifest names included: what has to be copied to the mirror. One line for each: the source, a tab, the place on the mirror (empty where it is not mirrored). On a terminal: a table. The other formats are copy lists for the tools of that name; list has the sources, one a line, and ecr the commands that create the repositories in Amazon ECR. Warnings and errors are on stderr; with errors, the exit code is 1.',
      flags: own,
      shared: configurationFlags('images'),
      examples: [
        'k8ssandra-image-mirror images --config mirror.yaml manifests/',
        'k8ssandra-image-mirror images --config mirror.yaml -o regsync \\\n  manifests/ > sync.yaml\nregsync once -c sync.yaml',
        'k8ssandra-image-mirror images --config mirror.yaml \\\n  --release-k8ssandra-operator 1.32.5 --server cassandra:4.1.8',
      ],
    }),
  get flags() {
    return [...own, ...configurationFlags('images')];
  },
  run,
};

async function run(args: readonly string[]): Promise<number> {
  const given = readArguments('images', args, imagesCommand.flags);
  const format = outputOf(given);
  checkFolder(given, format);
  const loaded = await loadOrForetell('images', given);
  const { report, plan, resources, results, failed } = planLoaded(loaded);
  // Of several Kubernetes clusters taken for one, the list would pair images that are not each other's.
  const isOpen = results.some(({ tags }) => tags.code === 'several-clusters');
  const { rules } = loaded.config;
  const pulled = isOpen ? [] : bySource(pulledImages(report, plan, resources), rules);
  const images = exceptEarlier(pulled, given.texts.get('except')?.[0]);
  const list = copyListOf(images, rules);
  const scope = given.switches.has('referrers') ? 'referrers' : 'images';
  const said = errorsFirst([
    ...withoutEdits(results, loaded),
    ...toResults([...remarks(format, list, scope), ...missingClusters(resources)], []),
  ]);
  await say(said, given.loudness);
  if (isCopyFormat(format)) {
    if (!failed) await printCopyList(format, list, scope, given);
  } else if (format === 'json') await printJson(images);
  else if (!isOpen) await writeAll(process.stdout, printedTable(tableOf(images), process.stdout));
  await sayLast(said, given.loudness, isCopyFormat(format) ? copied(list, failed) : counted(images.length, 'image'));
  return failed ? 1 : 0;
}

function remarks(format: string, { leftOut }: CopyList, scope: Scope): readonly Finding[] {
  return isCopyFormat(format) ? [...leftOutFindings(leftOut), ...referrerFindings(format, scope)] : [];
}

/** `12 images to copy; 1 image not pulled from the mirror` */
function copied({ entries, elsewhere }: CopyList, failed: boolean): string {
  if (failed) return 'nothing was written';
  const others = elsewhere.length === 0 ? '' : `; ${counted(elsewhere.length, 'image')} not pulled from the mirror`;
  return `${counted(entries.length, 'image')} to copy${others}`;
}

function tableOf(images: readonly PulledImage[]): Parameters<typeof printedTable>[0] {
  return {
    heads: ['IMAGE', 'PULLED FROM'],
    rows: images.map(({ image, mirrored }) => [image, mirrored ?? '']),
  };
}
