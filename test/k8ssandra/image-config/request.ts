/** Plans an ImageConfig and carries the plan out, for tables of cases. */

import {
  type ImageConfigPlan,
  type ImageConfigRequest,
  planImageConfig,
} from '../../../src/k8ssandra/image-config/change/plan-image-config.ts';
import type { ImageConfig } from '../../../src/k8ssandra/image-config/read/image-config.ts';
import { parseImageConfig } from '../../../src/k8ssandra/image-config/read/parse.ts';
import type { Format } from '../../../src/k8ssandra/releases/image-config-rules.ts';
import { parsePlace } from '../../../src/mirror/places.ts';
import type { Layout, MirrorRules, Pin } from '../../../src/mirror/rules.ts';
import { parseReference } from '../../../src/reference/grammar.ts';
import { editDocument } from '../../../src/yaml/edit/edit-text.ts';

/** Where everything goes that no case says otherwise about. */
export const target = 'm.io:5000/k8s';

/** Everything to one target. */
export function everythingTo(place: string, layout: Layout = 'path'): MirrorRules {
  return { mirrors: [{ source: '*', target: parsePlace(place), layout }], exclude: [], pins: [] };
}

/** Everything to `target`, but for some places. */
export function allBut(...places: readonly string[]): MirrorRules {
  return { ...everythingTo(target), exclude: places.map(parsePlace) };
}

/** Everything to `target`, and a pin. */
export function withPin(name: string, pin: Omit<Pin, 'name' | 'newName'> & { readonly newName?: string }): MirrorRules {
  const { newName, ...version } = pin;
  const renamed = newName === undefined ? {} : { newName: parseReference(newName) };
  return { ...everythingTo(target), pins: [{ name: parseReference(name), ...version, ...renamed }] };
}

export interface Outcome {
  readonly plan: ImageConfigPlan;
  /** The document afterwards. */
  readonly text: string;
  readonly config: ImageConfig;
  /** `path = value`, as JSON, for each edit. */
  readonly edits: readonly string[];
  readonly codes: readonly string[];
}

export function carryOut(
  format: Format,
  text: string,
  request: Partial<Omit<ImageConfigRequest, 'text' | 'format'>> = {},
): Outcome {
  const whole = { rules: everythingTo(target), strategy: 'auto', pullSecrets: [], servers: [], ...request } as const;
  const plan = planImageConfig({ text, format, ...whole });
  const after = editDocument(text, plan.edits);
  return {
    plan,
    text: after,
    config: parseImageConfig(after, { format, cassOperator: whole.cassOperator }),
    edits: plan.edits.map((edit) => `${edit.path.join('.')} = ${edit.op === 'set' ? JSON.stringify(edit.after) : ''}`),
    codes: plan.findings.map(({ code }) => code),
  };
}
