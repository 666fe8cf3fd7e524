/** `overlay`: a kustomization that makes of a base what `transform` makes of its build, for pipelines without functions. */
import path from 'node:path';
import { overlaySources } from '../app/overlay-sources.ts';
import { hasErrorResult } from '../app/results.ts';
import { InputError } from '../app/streams.ts';
import type { MirrorConfig } from '../config/normalise.ts';
import { visible } from '../yaml/visible.ts';
import { type Arguments, readArguments } from './arguments.ts';
import { configurationFlags } from './flags.ts';
import { commandHelp } from './help.ts';
import { type Loaded, load, notReadResults, requireResources } from './load.ts';
import { checkOverlay } from './overlay/check-files.ts';
import { filesOf, isOwnAdditions } from './overlay/contents.ts';
import { kustomizationName, overlayFile, requireFolder, writeOverlay } from './overlay/file.ts';
import { isPiped, originOf, program } from './overlay/origin.ts';
import { refuseOwnBuild } from './overlay/own-build.ts';
import { overlayPostRenderers } from './overlay/post-renderers.ts';
import { scopeCommand } from './overlay/scope-command.ts';
import { settingsFor } from './overlay/settings.ts';
import { nextSteps, say, sayLast } from './said.ts';
import { shellWords } from './shell.ts';
import { slashed } from './slashed.ts';
import { type Command, UsageError } from './usage.ts';

const switches = [
  { flag: 'check', help: 'write nothing, and exit with 1 if the overlay is not as it would be written' },
  { flag: 'force', help: 'overwrite files that were written by somebody else' },
];

const texts = [
  {
    flag: 'output',
    short: 'o',
    list: false,
    value: 'folder' as const,
    shown: 'DIR',
    help: 'the folder of the overlay; of post-renderers the file, which are printed without it',
  },
  {
    flag: 'format',
    list: false,
    value: ['kustomize', 'postrenderers'],
    help: 'kustomize: a kustomization, the default; postrenderers: for the HelmRelease of Flux, of what helm template renders',
  },
  {
    flag: 'resources',
    list: true,
    value: 'folder' as const,
    shown: 'PATH',
    help: 'what the overlay stands on: the folder of the base, or files beside the overlay (default: the input)',
  },
];

export const overlayCommand: Command = {
  name: 'overlay',
  summary: 'write a kustomize overlay that does the same without functions',
  help: () =>
    commandHelp({
      command: 'overlay',
      usage: '-o DIR [--resources PATH]... [FLAGS] [FILE|DIR|-]...',
      about:
        'Writes a kustomization of patches: built over the base that the input is the build of, it gives what transform makes of that build. For pipelines that may not run functions, such as Flux. The build fails where the base has changed below the patches. Refresh tasks stand in a second file, refresh-tasks.yaml. With --format postrenderers, it prints the same patches as spec.postRenderers of a Flux HelmRelease. Paths are relative to the working directory, and are written relative to DIR.',
      flags: [...texts, ...switches],
      shared: configurationFlags('overlay'),
      examples: [
        'kustomize build base |\n  k8ssandra-image-mirror overlay - --resources base --config mirror.yaml \\\n    -o overlays/mirror',
        'k8ssandra-image-mirror overlay install.yaml --config mirror.yaml -o .',
        'helm template k8ssandra k8ssandra/k8ssandra-operator -n k8ssandra |\n  k8ssandra-image-mirror overlay --format postrenderers --config mirror.yaml',
      ],
    }),
  get flags() {
    return [...texts, ...switches, ...configurationFlags('overlay')];
  },
  run,
};

async function run(args: readonly string[]): Promise<number> {
  const given = readArguments('overlay', args, overlayCommand.flags);
  if (given.texts.get('format')?.[0] === 'postrenderers') return await overlayPostRenderers(args, given);
  const all = await load(given);
  const folder = folderOf(given, all.config);
  requireFolder(folder);
  const loaded = { ...all, sources: all.sources.filter((source) => !isOwnAdditions(source, folder)) };
  const skipped = partsOfInput(loaded, args, folder);
  requireResources(loaded);
  const settings = settingsFor(given, loaded, folder);
  const isBuild = isPiped(given) || (given.texts.get('resources') ?? []).length > 0;
  if (isBuild && !given.switches.has('force')) {
    const own = overlayFile(folder, kustomizationName, '').present;
    refuseOwnBuild(own, loaded.sources, folder, [program, 'overlay', ...args]);
  }
  const { overlay, results, failed } = overlaySources(loaded.sources, loaded.config, settings, (scope) =>
    scopeCommand(args, given, folder, scope),
  );
  const said = [...notReadResults(skipped, loaded.config, given), ...results];
  await say(said, given.loudness, nextSteps);
  const last = (done: string): Promise<void> => sayLast(said, given.loudness, done);
  if (failed || hasErrorResult(said)) {
    await last('nothing was written');
    return 1;
  }
  const files = filesOf(overlay, originOf(args, given, folder), folder);
  if (given.switches.has('check')) {
    const isCurrent = await checkOverlay(files);
    await last(`the overlay in ${visible(folder)} is ${isCurrent ? 'up to date' : 'not up to date'}`);
    return isCurrent ? 0 : 1;
  }
  const written = await writeOverlay(folder, files, given.switches.has('force') ? 'overwrite' : 'refuse');
  await last(written.length === 0 ? `${visible(folder)} is up to date` : `wrote ${written.map(visible).join(', ')}`);
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
  const own = path.resolve(folder, kustomizationName);
  const others = skipped.filter((file) => path.resolve(file.path) !== own);
  const base = others.find((file) => file.reason === 'kustomization');
  if (base === undefined) return others;
  const below = slashed(path.dirname(base.path));
  const rest = args.filter((word) => slashed(path.normalize(`${word}/.`)) !== slashed(path.normalize(`${below}/.`)));
  const overlay = shellWords([program, 'overlay', '-', '--resources', below, ...rest]);
  throw new InputError(
    `${base.path} is a kustomization, and only kustomize knows what it builds: ${shellWords(['kustomize', 'build', below])} | ${overlay}`,
  );
}
