/** `lock`: writes down what the mirror answers, so that what was looked at is what will run. */
import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { InputError, writeAll } from '../app/streams.ts';
import { apiVersion, lockKind } from '../config/spec.ts';
import { formatReference, parseReference } from '../reference/grammar.ts';
import type { Verified } from '../registry/verify.ts';
import { type LockedImage, lockFile } from '../report/lock-file.ts';
import { reasonOf } from '../yaml/error.ts';
import { readArguments } from './arguments.ts';
import { replaceFiles } from './files/replace.ts';
import { configurationFlags } from './flags.ts';
import { commandHelp } from './help.ts';
import { foretellingFlags, loadOrForetell, withoutEdits } from './images/foretold.ts';
import { type Loaded, requireResources } from './load.ts';
import { askMirror } from './registry/asking.ts';
import { askingFlags } from './registry/flags.ts';
import { say, sayLast } from './said.ts';
import { printedTable } from './table.ts';
import type { Command } from './usage.ts';
import { doneLine, tableOf } from './verify.ts';

const switches = [{ flag: 'compare', help: 'ask the sources too: their digests have to be the same, and are written' }];
const output = {
  flag: 'output',
  short: 'o',
  value: 'file' as const,
  help: 'the file that is written; without it, the lock is printed',
};

export const lockCommand: Command = {
  name: 'lock',
  summary: 'write down the digests that the mirror answers, for --lock',
  help: () =>
    commandHelp({
      command: 'lock',
      usage: '[-o FILE] [FLAGS] [FILE|DIR|-]...',
      about:
        'Asks the mirror for every image that will be pulled from it, as verify does, and writes down the digest of each tag. With --lock FILE, or lock: in the configuration, transform, overlay, generate and check then add these digests, and verify fails where the mirror answers another one. Where an image is not present, nothing is written, and the exit code is 1.',
      flags: [output, ...switches, ...askingFlags, ...foretellingFlags],
      shared: configurationFlags('lock'),
      examples: [
        'kustomize build . |\n  k8ssandra-image-mirror lock --config mirror.yaml -o mirror.lock.yaml',
        'kustomize build . |\n  k8ssandra-image-mirror transform --config mirror.yaml \\\n  --lock mirror.lock.yaml',
      ],
    }),
  get flags() {
    return [output, ...switches, ...askingFlags, ...foretellingFlags, ...configurationFlags('lock')];
  },
  run,
};

async function run(args: readonly string[]): Promise<number> {
  const given = readArguments('lock', args, lockCommand.flags);
  const foretold = await loadOrForetell('lock', given);
  const loaded = withoutLock(foretold);
  requireResources(loaded);
  const asked = await askMirror('lock', given, loaded, 'by tag');
  const { images, planned } = asked;
  const absent = images.filter(({ status }) => status !== 'present');
  const failed = planned.failed || absent.length > 0;
  await say(withoutEdits(planned.results, foretold), given.loudness);
  if (failed) await writeAll(process.stderr, printedTable(tableOf(absent), process.stderr));
  else await put(lockFile(images.flatMap(lockedImage)), given.texts.get('output')?.[0]);
  await sayLast(planned.results, given.loudness, `${doneLine(asked)}${failed ? '; nothing was written' : ''}`);
  return failed ? 1 : 0;
}

/** An earlier lock says what the mirror was: it is asked what it is. */
function withoutLock(loaded: Loaded): Loaded {
  const { lock: _, ...rules } = loaded.config.rules;
  return { ...loaded, config: { ...loaded.config, rules } };
}

/** What has no tag is held by its digest already. */
function lockedImage({ image, mirrored, digest, platforms, sourceDigest }: Verified): readonly LockedImage[] {
  const { digest: _, ...byTag } = parseReference(mirrored);
  if (digest === undefined || byTag.tag === undefined) return [];
  return [
    {
      image,
      mirrored: formatReference(byTag),
      digest,
      ...(platforms === undefined ? {} : { platforms }),
      ...(sourceDigest === undefined ? {} : { sourceDigest }),
    },
  ];
}

/** @throws InputError where the file cannot be written, or is something else than a lock */
async function put(text: string, file: string | undefined): Promise<void> {
  if (file === undefined) return writeAll(process.stdout, text);
  const before = readIfThere(file);
  if (before !== undefined && before !== '' && !isLock(before)) {
    throw new InputError(`${file} is there, and no lock file: give another name, or remove it`);
  }
  if (before !== text) await replaceFiles([{ path: file, before, after: text }], [path.dirname(file)]);
}

function readIfThere(file: string): string | undefined {
  if (!existsSync(file)) return undefined;
  try {
    return readFileSync(file, 'utf8');
  } catch (error) {
    throw new InputError(`${file}: ${reasonOf(error)}`);
  }
}

function isLock(text: string): boolean {
  const lines = text.split('\n');
  return lines.includes(`apiVersion: ${apiVersion}`) && lines.includes(`kind: ${lockKind}`);
}
