/** `overlay`: a kustomization that makes of a base what `transform` makes of its build, for pipelines without functions. */
import path from 'node:path';
import type { MirrorConfig } from '../config/normalise.ts';
import { overlaySources } from '../krm/overlay.ts';
import { toResult } from '../krm/results.ts';
import type { Source } from '../krm/sources.ts';
import { InputError, writeAll } from '../krm/streams.ts';
import { headerLines, withoutHeader } from '../write/header.ts';
import { kustomizationLines } from '../write/kustomization.ts';
import { namesIn, type OverlaySettings } from '../write/overlay.ts';
import { type Arguments, readArguments } from './arguments.ts';
import { configurationFlags } from './flags.ts';
import { commandHelp } from './help.ts';
import { type Loaded, load, requireResources } from './load.ts';
import { warn } from './output.ts';
import { resourceFrom, slashed } from './overlay-base.ts';
import { overlayFile, readOverlayFile, writeOverlayFile } from './overlay-file.ts';
import { shellWords } from './shell.ts';
import { isKustomization } from './skipped.ts';
import { type Command, UsageError } from './usage.ts';

const program = 'k8ssandra-image-mirror';

const switches = [
  { flag: 'check', help: 'write nothing, and exit with 1 if the overlay is not as it would be written' },
  { flag: 'force', help: 'overwrite a kustomization that was written by somebody else' },
];

const texts = [
  { flag: 'output', short: 'o', list: false, value: 'folder' as const, help: 'the folder of the overlay' },
  {
    flag: 'resources',
    list: true,
    value: 'folder' as const,
    help: 'what the overlay stands on: the folder of the base, or files beside the overlay (default: the input)',
  },
];

export const overlayCommand: Command = {
  name: 'overlay',
  summary: 'write a kustomize overlay that does the same without functions',
  help: () =>
    commandHelp({
      usage: 'overlay -o DIR [--resources PATH]... [FLAGS] [FILE|DIR|-]...',
      about: [
        'Writes a kustomization of patches: built over the base that the input is the build of, it gives what transform',
        'makes of that build. For pipelines that may not run functions, such as Flux. The build fails where the base has',
        'changed below the patches. Paths are relative to the working directory, and are written relative to DIR.',
      ],
      switches: [
        { flag: 'output, -o DIR', help: texts[0]?.help ?? '' },
        { flag: 'resources PATH ...', help: texts[1]?.help ?? '' },
        ...switches,
      ],
      examples: [
        'kustomize build base | k8ssandra-image-mirror overlay - --resources base --config mirror.yaml -o overlays/mirror',
        'k8ssandra-image-mirror overlay install.yaml --registry mirror.example.com/k8ssandra -o .',
      ],
    }),
  flags: [...texts, ...switches, ...configurationFlags],
  run,
};

async function run(args: readonly string[]): Promise<number> {
  const given = readArguments(
    'overlay',
    args,
    switches.map(({ flag }) => flag),
    [],
    texts,
  );
  const loaded = await load(given);
  const folder = folderOf(given, loaded.config);
  const skipped = partsOfInput(loaded, args, folder);
  requireResources(loaded);
  const settings = settingsFor(given, loaded, folder);
  const { overlay, findings, resources, origins, failed } = overlaySources(loaded.sources, loaded.config, settings);
  const results = findings.map((finding) => toResult(finding, resources, origins));
  await warn(results, skipped);
  if (failed) return 1;
  const header = headerLines(inputOf(given), refreshing(args, given, folder));
  const text = [...header, ...kustomizationLines(overlay, undefined), ''].join('\n');
  const present = readOverlayFile(folder);
  if (given.switches.has('check')) return await check(overlayFile(folder), text, present);
  writeOverlayFile(folder, text, present, given.switches.has('force') ? 'overwrite' : 'refuse');
  return 0;
}

/** @throws UsageError */
function folderOf({ texts: given }: Arguments, { overlay }: MirrorConfig): string {
  const folder = given.get('output')?.[0] ?? overlay.path ?? '';
  if (folder === '') throw new UsageError('the overlay needs a folder: -o DIR', 'overlay');
  return folder;
}

/**
 * What was passed over in the input's folders, but for the overlay itself, which may lie among the files it stands on.
 *
 * @throws InputError for another kustomization: what it builds only kustomize knows
 */
function partsOfInput({ skipped }: Loaded, args: readonly string[], folder: string): Loaded['skipped'] {
  const own = path.resolve(overlayFile(folder));
  const others = skipped.filter((file) => path.resolve(file.path) !== own);
  const base = others.find((file) => isKustomization(file.path));
  if (base === undefined) return others;
  const below = slashed(path.dirname(base.path));
  const rest = args.filter((word) => slashed(path.normalize(`${word}/.`)) !== slashed(path.normalize(`${below}/.`)));
  const overlay = shellWords([program, 'overlay', '-', '--resources', below, ...rest]);
  throw new InputError(
    `${base.path} is a kustomization, and only kustomize knows what it builds: ${shellWords(['kustomize', 'build', below])} | ${overlay}`,
  );
}

/** @throws UsageError, InputError */
function settingsFor(given: Arguments, { sources, config }: Loaded, folder: string): OverlaySettings {
  const { kind, guard } = config.overlay;
  const listed = given.texts.get('resources') ?? [];
  if (kind === 'Component') {
    const problem = 'a Component has no --resources: it is applied to those of the kustomization that lists it';
    if (listed.length > 0) throw new UsageError(problem, 'overlay');
    return { kind, guard, resources: [], names: isPiped(given) ? 'built' : 'written' };
  }
  const resources = resourcesFor(listed, isPiped(given) ? [] : sources, config, folder);
  return { kind, guard, resources, names: namesIn(resources) };
}

/** Flags go before the configuration, and that before the input's own files. */
function resourcesFor(
  listed: readonly string[],
  sources: readonly Source[],
  { overlay }: MirrorConfig,
  folder: string,
): readonly string[] {
  const written = listed.length === 0 ? overlay.resources : [];
  if (written.length > 0) return written;
  const files = listed.length > 0 ? listed : sources.flatMap((source) => source.path ?? []);
  if (files.length > 0) return files.map((file) => resourceFrom(folder, file));
  throw new UsageError('say what the input is the build of: --resources DIR', 'overlay');
}

function isPiped({ paths }: Arguments): boolean {
  return paths.length === 0 || paths.includes('-');
}

function inputOf(given: Arguments): string {
  if (!isPiped(given)) return shellWords(given.paths);
  const resources = given.texts.get('resources') ?? [];
  return resources.length === 0 ? 'the build of its base' : `the build of ${shellWords(resources)}`;
}

/** The command that was run, and from where, seen from the overlay. */
function refreshing(args: readonly string[], given: Arguments, folder: string): readonly string[] {
  const [base = 'BASE'] = given.texts.get('resources') ?? [];
  const build = isPiped(given) ? shellWords(['kustomize', 'build', base]) : undefined;
  const words = args.filter((word) => !switches.some(({ flag }) => word === `--${flag}`));
  const overlay = shellWords([program, 'overlay', ...words]);
  const from = slashed(path.relative(folder, '.')) || '.';
  return [...(from === '.' ? [] : [shellWords(['cd', from])]), build === undefined ? overlay : `${build} | ${overlay}`];
}

/** Comments don't count: the command in them may have been written another way. */
async function check(file: string, text: string, present: string | undefined): Promise<number> {
  if (present === undefined) {
    await writeAll(process.stderr, `${file} is missing: run the same command without --check\n`);
    return 1;
  }
  if (withoutHeader(present) === withoutHeader(text)) return 0;
  const { createTwoFilesPatch, FILE_HEADERS_ONLY } = await import('diff');
  const options = { headerOptions: FILE_HEADERS_ONLY, context: 1 };
  const diff = createTwoFilesPatch(`a/${file}`, `b/${file}`, present, text, '', '', options);
  await writeAll(process.stderr, `${file} is stale: run the same command without --check\n${shortened(diff)}`);
  return 1;
}

const linesShown = 60;

function shortened(diff: string): string {
  const lines = diff.split('\n');
  if (lines.length <= linesShown) return diff;
  return `${lines.slice(0, linesShown).join('\n')}\n... ${lines.length - linesShown} more lines\n`;
}
