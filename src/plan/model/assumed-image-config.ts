/**
 * The ImageConfig of a release that the user names, as it will be once it is mirrored: `generate` makes it so, and the
 * plan takes for granted that it is installed. It is nowhere in the input, so nothing is edited.
 */
import type { MirrorConfig } from '../../config/normalise.ts';
import { planImageConfig } from '../../k8ssandra/image-config/change/plan-image-config.ts';
import type { PrepareImageConfig } from '../../k8ssandra/operators/assumed-image-config.ts';
import { completeReleases } from '../../k8ssandra/releases/releases.ts';
import { serversIn } from '../../k8ssandra/servers.ts';
import { editObject } from '../../yaml/edit/edit-object.ts';
import { editDocument } from '../../yaml/edit/edit-text.ts';
import { isObject, type JsonObject } from '../../yaml/json.ts';

/** @param input what asks for servers */
export function mirroredAssumption(input: readonly JsonObject[], config: MirrorConfig): PrepareImageConfig {
  const { rules, imageConfig, pullPolicy, pullSecrets, release } = config;
  const { cassOperator } = completeReleases(release, new Set());
  const known = new Map<string, JsonObject>();
  return ({ release: name, document, format }) => {
    const key = `${name} ${format}`;
    const present = known.get(key);
    if (present !== undefined) return present;
    const { edits } = planImageConfig({
      text: JSON.stringify(document),
      format,
      cassOperator,
      rules,
      strategy: imageConfig.strategy,
      pullSecrets,
      servers: serversIn(input),
      ...(pullPolicy === undefined ? {} : { pullPolicy }),
    });
    const edited = editObject(document, edits, editDocument);
    const mirrored = isObject(edited) ? edited : document;
    known.set(key, mirrored);
    return mirrored;
  };
}
