/** The overlay that is asked for: flags go before the configuration. */

import { withInputErrors } from '../../app/input-errors.ts';
import type { Source } from '../../app/sources.ts';
import type { MirrorConfig } from '../../config/normalise.ts';
import { checkResources } from '../../config/overlay-settings.ts';
import { namesIn, type OverlaySettings } from '../../overlay/overlay.ts';
import type { Arguments } from '../arguments.ts';
import type { Loaded } from '../load.ts';
import { slashed } from '../slashed.ts';
import { UsageError } from '../usage.ts';
import { resourceFrom } from './base.ts';
import { isPiped } from './origin.ts';

/** @throws UsageError, InputError */
export function settingsFor(given: Arguments, { sources, config }: Loaded, folder: string): OverlaySettings {
  const { kind, guard } = config.overlay;
  const listed = given.texts.get('resources') ?? [];
  if (kind === 'Component') {
    const problem = 'a Component has no --resources: it is applied to those of the kustomization that lists it';
    if (listed.length > 0) throw new UsageError(problem, 'overlay');
    return { kind, guard, resources: [], names: isPiped(given) ? 'built' : 'written', over: 'resources' };
  }
  const resources = resourcesFor(listed, isPiped(given) ? [] : sources, config, folder);
  return { kind, guard, resources, names: namesIn(resources), over: 'resources' };
}

/** Flags go before the configuration, and that before the input's own files. */
function resourcesFor(
  listed: readonly string[],
  sources: readonly Source[],
  { overlay }: MirrorConfig,
  folder: string,
): readonly string[] {
  const written = listed.length === 0 ? overlay.resources : [];
  if (written.length > 0) {
    withInputErrors('overlay.resources', () => checkResources(slashed(folder), written));
    return written;
  }
  const files = listed.length > 0 ? listed : sources.flatMap((source) => source.path ?? []);
  if (files.length > 0) return files.map((file) => resourceFrom(folder, file));
  throw new UsageError('say what the input is the build of: --resources DIR', 'overlay');
}
