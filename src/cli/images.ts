/** `images`: everything that will be pulled, and where it lies on the mirror. */
import { writeAll } from '../app/streams.ts';
import { type PulledImage, pulledImages } from '../report/pulled-images.ts';
import { counted } from '../report/use-counts.ts';
import { readArguments } from './arguments.ts';
import { configurationFlags } from './flags.ts';
import { commandHelp } from './help.ts';
import { load } from './load.ts';
import { outputFlag, outputOf, printJson } from './output.ts';
import { planLoaded } from './planned.ts';
import { say, sayLast } from './said.ts';
import { printedTable } from './table.ts';
import type { Command } from './usage.ts';

const output = outputFlag('text', 'json');

export const imagesCommand: Command = {
  name: 'images',
  summary: 'list every image that will be pulled, and its place on the mirror',
  help: () =>
    commandHelp({
      command: 'images',
      usage: '[FLAGS] [FILE|DIR|-]...',
      about:
        'Lists every image that will be pulled, those that no manifest names included: what has to be copied to the mirror. One line for each: the source, a tab, the place on the mirror (empty where it is not mirrored). On a terminal: a table. Warnings and errors are on stderr; with errors, the exit code is 1.',
      flags: [output],
      shared: configurationFlags('images'),
      examples: [
        'k8ssandra-image-mirror images --config mirror.yaml manifests/',
        'k8ssandra-image-mirror images --config mirror.yaml manifests/ |\n  while IFS=$\'\\t\' read -r from to; do\n    [ -z "$to" ] || crane copy "$from" "$to"\n  done',
      ],
    }),
  get flags() {
    return [output, ...configurationFlags('images')];
  },
  run,
};

async function run(args: readonly string[]): Promise<number> {
  const given = readArguments('images', args, imagesCommand.flags);
  const { report, plan, resources, results, failed } = planLoaded(await load(given));
  // Of several Kubernetes clusters taken for one, the list would pair images that are not each other's.
  const isOpen = results.some(({ tags }) => tags.code === 'several-clusters');
  const images = isOpen ? [] : pulledImages(report, plan, resources);
  await say(results, given.loudness);
  if (outputOf(given) === 'json') await printJson(images);
  else if (!isOpen) await writeAll(process.stdout, printedTable(tableOf(images), process.stdout));
  await sayLast(results, given.loudness, counted(images.length, 'image'));
  return failed ? 1 : 0;
}

function tableOf(images: readonly PulledImage[]): Parameters<typeof printedTable>[0] {
  return {
    heads: ['IMAGE', 'PULLED FROM'],
    rows: images.map(({ image, mirrored }) => [image, mirrored ?? '']),
  };
}
