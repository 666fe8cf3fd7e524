/** `overlay --format postrenderers`: the patches for a HelmRelease, printed, or written to the file of `-o`. */
import path from 'node:path';
import { overlaySources } from '../../app/overlay-sources.ts';
import { hasErrorResult, type Result, toResults } from '../../app/results.ts';
import { writeAll } from '../../app/streams.ts';
import type { Finding } from '../../finding/finding.ts';
import { headerLines } from '../../overlay/header.ts';
import type { OverlaySettings } from '../../overlay/overlay.ts';
import { postRendererLines } from '../../overlay/post-renderers.ts';
import type { Addition } from '../../plan/model/addition.ts';
import { nameOf } from '../../plan/model/resource.ts';
import { visible } from '../../yaml/visible.ts';
import type { Arguments } from '../arguments.ts';
import { type Loaded, load, requireResources } from '../load.ts';
import { nextSteps, say, sayLast } from '../said.ts';
import { UsageError } from '../usage.ts';
import { checkOverlay } from './check-files.ts';
import { overlayFile, writeFiles } from './file.ts';
import { chartOriginOf } from './origin.ts';

/** @returns the exit code @throws UsageError, InputError */
export async function overlayPostRenderers(args: readonly string[], given: Arguments): Promise<number> {
  const file = fileOf(given);
  const loaded = await load(given);
  requireResources(loaded);
  const { lines, results } = patchesFor(loaded);
  await say(results, given.loudness, nextSteps);
  const last = (done: string): Promise<void> => sayLast(results, given.loudness, done);
  if (hasErrorResult(results)) {
    await last(`nothing was ${file === undefined ? 'printed' : 'written'}`);
    return 1;
  }
  const folder = path.dirname(file ?? '.');
  const text = [...headerLines(chartOriginOf(args, given, folder), 'postRenderers'), ...lines, ''].join('\n');
  if (file === undefined) {
    await writeAll(process.stdout, text);
    await last('printed spec.postRenderers of a HelmRelease');
    return 0;
  }
  const files = [overlayFile(folder, path.basename(file), text)];
  if (given.switches.has('check')) {
    const isCurrent = await checkOverlay(files);
    await last(`${visible(file)} is ${isCurrent ? 'up to date' : 'not up to date'}`);
    return isCurrent ? 0 : 1;
  }
  const written = await writeFiles(folder, files, given.switches.has('force') ? 'overwrite' : 'refuse');
  await last(written.length === 0 ? `${visible(file)} is up to date` : `wrote ${written.map(visible).join(', ')}`);
  return 0;
}

/** @returns undefined for standard output @throws UsageError for flags that have no meaning here */
function fileOf({ texts, switches, spec }: Arguments): string | undefined {
  const file = texts.get('output')?.[0];
  const refuse = (flag: string, why: string): never => {
    throw new UsageError(`--format postrenderers has no use for ${flag}: ${why}`, 'overlay');
  };
  if ((texts.get('resources') ?? []).length > 0) refuse('--resources', 'the patches stand on what the chart renders');
  const { overlay } = spec;
  if (typeof overlay === 'object' && overlay !== null && 'kind' in overlay) {
    refuse('--overlay-kind', 'the patches are a part of a HelmRelease');
  }
  if (file === undefined && switches.has('check')) refuse('--check without -o FILE', 'it compares the file');
  return file;
}

function patchesFor({ sources, config, notRead }: Loaded): {
  readonly lines: readonly string[];
  readonly results: readonly Result[];
} {
  const { guard } = config.overlay;
  const settings: OverlaySettings = { kind: 'Kustomization', resources: [], guard, names: 'written', over: 'chart' };
  const { overlay, resources, results } = overlaySources(sources, config, settings);
  const refused = toResults(overlay.additions.map(notCarried), resources);
  return { lines: postRendererLines(overlay), results: [...notRead, ...results, ...refused] };
}

function notCarried({ object, beside }: Addition): Finding {
  return {
    code: 'overlay-addition',
    message: `${nameOf(object)} cannot be added by post-renderers, which take patches: apply it by other means, or use another rollout.updateDatacenters than task`,
    at: { resource: beside, path: [] },
  };
}
