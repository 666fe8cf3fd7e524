/** `verify`: whether everything that will be pulled from the mirror is there. */
import { toResults } from '../app/results.ts';
import { writeAll } from '../app/streams.ts';
import { copyListOf } from '../copy-list/copy-list.ts';
import { type CopyFormat, copyFormats, isCopyFormat } from '../copy-list/formats/formats.ts';
import type { Status } from '../registry/reasons.ts';
import { summaryLine, verifiedJunit, verifiedMarkdown } from '../registry/registry.ts';
import type { Verified } from '../registry/verify.ts';
import { counted } from '../report/use-counts.ts';
import { type Arguments, readArguments } from './arguments.ts';
import { configurationFlags } from './flags.ts';
import { commandHelp } from './help.ts';
import { foretellingFlags, loadOrForetell, withoutEdits } from './images/foretold.ts';
import { checkFolder, printCopyList } from './images/print.ts';
import { missingClusters } from './images/remarks.ts';
import { type Loaded, requireResources } from './load.ts';
import { outputFlag, outputOf, printJson } from './output.ts';
import { type Asked, askMirror } from './registry/asking.ts';
import { askingFlags } from './registry/flags.ts';
import { say, sayLast } from './said.ts';
import { printedTable, type Table } from './table.ts';
import type { Command, CommandFlag } from './usage.ts';

/** Copy lists of what is not there. */
const lists: readonly string[] = Object.keys(copyFormats).filter((format) => format !== 'ecr');
const formats = ['text', 'json', 'markdown', 'junit', ...lists];
const own: readonly CommandFlag[] = [
  { ...outputFlag(...formats), shown: 'FORMAT', help: `the output format: ${formats.join(', ')} (default text)` },
  { flag: 'to', value: 'folder', shown: 'DIR', help: 'with -o skopeo: the folder to write' },
  { flag: 'compare', help: 'ask the sources too: their digests have to be the same' },
  ...askingFlags,
  ...foretellingFlags,
];

export const verifyCommand: Command = {
  name: 'verify',
  summary: 'ask the mirror whether every image is there',
  help: () =>
    commandHelp({
      command: 'verify',
      usage: '[FLAGS] [FILE|DIR|-]...',
      about:
        'Asks the mirror for every image that will be pulled from it, those that no manifest names included, and for each image that an index lists. Logs in with what docker, podman or a helper keeps, or with the pull secrets of the input. One line for each: its status, a tab, the image, a tab, its digest or what is wrong. On a terminal: a table. Status: present, missing, incomplete, different, forbidden, unreachable. The formats of images -o are copy lists here of what is not there as it should be. Exit code: 0 all are present, 1 some are not, 2 the call or the input is wrong, or empty.',
      flags: own,
      shared: configurationFlags('verify'),
      examples: [
        'kustomize build . |\n  k8ssandra-image-mirror verify --config mirror.yaml',
        'k8ssandra-image-mirror verify --config mirror.yaml --platform linux/amd64 \\\n  -o junit manifests/ > images.xml',
        'k8ssandra-image-mirror verify --config mirror.yaml -o regsync \\\n  manifests/ > missing.yaml',
      ],
    }),
  get flags() {
    return [...own, ...configurationFlags('verify')];
  },
  run,
};

async function run(args: readonly string[]): Promise<number> {
  const given = readArguments('verify', args, verifyCommand.flags);
  const format = outputOf(given);
  checkFolder(given, format);
  const loaded = await loadOrForetell('verify', given);
  requireResources(loaded);
  const by = loaded.config.rules.lock === undefined ? 'as pulled' : 'by tag';
  const asked = await askMirror('verify', given, loaded, by);
  const { images, planned } = asked;
  const isComplete = images.every(({ status }) => status === 'present');
  const said = [...withoutEdits(planned.results, loaded), ...toResults(missingClusters(planned.resources), [])];
  await say(said, given.loudness);
  if (isCopyFormat(format)) await printAbsent(format, asked, given, loaded);
  else await print(format, images, isComplete && !planned.failed);
  await sayLast(said, given.loudness, doneLine(asked));
  return isComplete && !planned.failed ? 0 : 1;
}

/** What another copy can help: of what cannot be asked, nobody knows. */
const toCopy: ReadonlySet<Status> = new Set(['missing', 'incomplete', 'different']);

async function printAbsent(
  format: CopyFormat,
  { pulled, images }: Asked,
  given: Arguments,
  { config }: Loaded,
): Promise<void> {
  const absent = images.filter(({ status }) => status !== 'present');
  await writeAll(process.stderr, printedTable(tableOf(absent), process.stderr));
  const wanting = pulled.filter((_, index) => toCopy.has(images[index]?.status ?? 'present'));
  await printCopyList(format, copyListOf(wanting, config.rules), 'images', given);
}

async function print(format: string, images: readonly Verified[], ok: boolean): Promise<void> {
  switch (format) {
    case 'json':
      return printJson({ ok, images: images.map(withReason) });
    case 'markdown':
      return writeAll(process.stdout, verifiedMarkdown(images));
    case 'junit':
      return writeAll(process.stdout, verifiedJunit(images));
    default:
      return writeAll(process.stdout, printedTable(tableOf(images), process.stdout));
  }
}

/** As published: the reason's parts stand beside the status. */
function withReason({ reason, ...image }: Verified): object {
  return { ...image, ...reason };
}

export function tableOf(images: readonly Verified[]): Table {
  return {
    heads: ['STATUS', 'IMAGE', 'DIGEST, OR WHAT IS WRONG'],
    rows: images.map(({ status, mirrored, digest, reason }) => [status, mirrored, reason?.message ?? digest ?? '']),
  };
}

/** `57 images: 55 present, 2 missing; 1 image is not pulled from the mirror` */
export function doneLine({ images, elsewhere, withoutSource }: Asked): string {
  const remarks = [
    ...(elsewhere === 0 ? [] : [`${counted(elsewhere, 'image')} not pulled from the mirror`]),
    ...(withoutSource === 0 ? [] : [`${counted(withoutSource, 'image')} of unknown source not compared`]),
  ];
  return [summaryLine(images), ...remarks].join('; ');
}
