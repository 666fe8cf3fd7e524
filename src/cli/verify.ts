/** `verify`: whether everything that will be pulled from the mirror is there. */
import { writeAll } from '../app/streams.ts';
import { summaryLine, verifiedJunit, verifiedMarkdown } from '../registry/registry.ts';
import type { Verified } from '../registry/verify.ts';
import { counted } from '../report/use-counts.ts';
import { type Arguments, readArguments } from './arguments.ts';
import { configurationFlags } from './flags.ts';
import { commandHelp } from './help.ts';
import { load, requireResources } from './load.ts';
import { outputFlag, outputOf, printJson } from './output.ts';
import { type Asked, askMirror } from './registry/asking.ts';
import { askingFlags } from './registry/flags.ts';
import { say, sayLast } from './said.ts';
import { printedTable, type Table } from './table.ts';
import type { Command } from './usage.ts';

const output = outputFlag('text', 'json', 'markdown', 'junit');
const switches = [{ flag: 'compare', help: 'ask the sources too: their digests have to be the same' }];

export const verifyCommand: Command = {
  name: 'verify',
  summary: 'ask the mirror whether every image is there',
  help: () =>
    commandHelp({
      command: 'verify',
      usage: '[FLAGS] [FILE|DIR|-]...',
      about:
        'Asks the mirror for every image that will be pulled from it, those that no manifest names included, and for each image that an index lists. Logs in with what docker, podman or a helper keeps, or with the pull secrets of the input. One line for each: its status, a tab, the image, a tab, its digest or what is wrong. On a terminal: a table. Status: present, missing, incomplete, different, forbidden, unreachable. Exit code: 0 all are present, 1 some are not, 2 the call or the input is wrong, or empty.',
      flags: [output, ...switches, ...askingFlags],
      shared: configurationFlags('verify'),
      examples: [
        'kustomize build . |\n  k8ssandra-image-mirror verify --config mirror.yaml',
        'k8ssandra-image-mirror verify --config mirror.yaml --platform linux/amd64 \\\n  -o junit manifests/ > images.xml',
      ],
    }),
  get flags() {
    return [output, ...switches, ...askingFlags, ...configurationFlags('verify')];
  },
  run,
};

async function run(args: readonly string[]): Promise<number> {
  const given = readArguments('verify', args, verifyCommand.flags);
  const loaded = await load(given);
  requireResources(loaded);
  const by = loaded.config.rules.lock === undefined ? 'as pulled' : 'by tag';
  const asked = await askMirror('verify', given, loaded, by);
  const { images, planned } = asked;
  const isComplete = images.every(({ status }) => status === 'present');
  await say(planned.results, given.loudness);
  await print(given, images, isComplete && !planned.failed);
  await sayLast(planned.results, given.loudness, doneLine(asked));
  return isComplete && !planned.failed ? 0 : 1;
}

async function print(given: Arguments, images: readonly Verified[], ok: boolean): Promise<void> {
  switch (outputOf(given)) {
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
export function doneLine({ images, elsewhere, withoutSource }: Omit<Asked, 'planned'>): string {
  const remarks = [
    ...(elsewhere === 0 ? [] : [`${counted(elsewhere, 'image')} not pulled from the mirror`]),
    ...(withoutSource === 0 ? [] : [`${counted(withoutSource, 'image')} of unknown source not compared`]),
  ];
  return [summaryLine(images), ...remarks].join('; ');
}
