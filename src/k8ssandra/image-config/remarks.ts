/** Images that an ImageConfig should yield, and doesn't. They are said, not mended. */

import { formatPath } from '../../source/json.ts';
import { printed, type Unusable } from './goals.ts';
import type { Model } from './model.ts';
import type { Probe } from './probes.ts';
import type { ImageConfigRemark } from './remark.ts';

/** One remark for each place where an image is missing or no reference. */
export function unusableRemarks(unusable: readonly Unusable[], model: Model): readonly ImageConfigRemark[] {
  const byPlace = new Map<string, ImageConfigRemark>();
  for (const one of unusable) {
    const remark = remarkOn(one, model);
    const place = formatPath(one.probe.path);
    if (remark !== undefined && !byPlace.has(place)) byPlace.set(place, remark);
  }
  return [...byPlace.values()];
}

function remarkOn({ status, probe, text, problem }: Unusable, model: Model): ImageConfigRemark | undefined {
  const place = formatPath(probe.path);
  switch (status) {
    case 'missing':
      return {
        code: 'image-config-missing-entry',
        message: `${place} names no image: ${consequence(probe, model)}`,
        path: probe.path,
      };
    case 'invalid':
      return {
        code: 'invalid-reference',
        // What is put together for a version may be wrong for that version alone.
        ...(probe.kind === 'server' ? { severity: 'warning' as const } : {}),
        message: `${place} yields no image that can be pulled, and stays as it is: ${problem}`,
        path: probe.path,
        currentValue: text,
      };
    case 'unresolvable':
      // What a cluster asks for in vain is said about the cluster.
      return undefined;
  }
}

function consequence(probe: Probe, { config }: Model): string {
  const text = printed(config, probe);
  if (typeof text !== 'string') return `the operator crashes when it looks there; ${remedy(probe)}`;
  return `the operator makes nothing of it that can be pulled; ${remedy(probe)}`;
}

function remedy(probe: Probe): string {
  if (probe.kind === 'image') return 'add it, or give every cluster an image of its own';
  return `add it, or set serverImage for ${probe.serverType} ${probe.version}`;
}
