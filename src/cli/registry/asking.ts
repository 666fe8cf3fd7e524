/** Asks the mirror for the images that an input will pull. */
import { InputError } from '../../app/streams.ts';
import { settingsProblem, verifyImages } from '../../registry/registry.ts';
import type { Verified } from '../../registry/verify.ts';
import { type PulledImage, pulledImages } from '../../report/pulled-images.ts';
import type { Arguments } from '../arguments.ts';
import type { Loaded } from '../load.ts';
import { type Planned, planLoaded } from '../planned.ts';
import { platformsOf, settingsOf } from './flags.ts';
import { progressOn, silent } from './progress.ts';
import { pullSecretsIn } from './pull-secrets.ts';
import { type Asking, type WantedImages, wantedImages } from './wanted.ts';

export interface Asked extends Omit<WantedImages, 'wanted'> {
  readonly planned: Planned;
  /** What is pulled from the mirror, and what was found there, in the same order. */
  readonly pulled: readonly PulledImage[];
  readonly images: readonly Verified[];
}

/** @throws InputError, UsageError */
export async function askMirror(command: string, given: Arguments, loaded: Loaded, by: Asking['by']): Promise<Asked> {
  const planned = planLoaded(loaded);
  const all = pulledFrom(planned);
  const pulled = all.filter(({ mirrored }) => mirrored !== null);
  const { context, rules } = loaded.config;
  const compare = given.switches.has('compare') ? 'with sources' : 'mirror alone';
  const { wanted, ...others } = wantedImages(all, { compare, by, rules });
  const progress = given.loudness === 'normal' ? progressOn(process.stderr, wanted.length) : silent;
  const say = (line: string): void => {
    process.stderr.write(`${line}\n`);
  };
  try {
    const images = await verifyImages({
      wanted,
      platforms: platformsOf(command, given),
      pullSecrets: pullSecretsIn(loaded.sources, [...context.resources, ...Object.values(context.k8sContexts).flat()]),
      settings: settingsOf(command, given, say),
      looked: progress.looked,
    });
    return { planned, pulled, images, ...others };
  } catch (error) {
    const problem = settingsProblem(error);
    throw problem === undefined ? error : new InputError(problem);
  } finally {
    progress.end();
  }
}

/** Of several Kubernetes clusters taken for one, the list would have images that are not pulled. */
function pulledFrom({ report, plan, resources, results }: Planned): readonly PulledImage[] {
  const isOpen = results.some(({ tags }) => tags.code === 'several-clusters');
  return isOpen ? [] : pulledImages(report, plan, resources);
}
