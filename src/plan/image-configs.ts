/**
 * The ImageConfigs among the resources: in ConfigMaps, and as documents of their own, as a configMapGenerator has them
 * in a file.
 */
import type { MirrorConfig } from '../config/normalise.ts';
import type { Finding, Location } from '../finding/finding.ts';
import {
  findImageConfigs,
  formatOfImageConfig,
  imageConfigKey,
  isImageConfig,
} from '../k8ssandra/image-config/detect.ts';
import { type Format, rulesOf } from '../k8ssandra/image-config/eras.ts';
import { ImageConfigError } from '../k8ssandra/image-config/errors.ts';
import { type ImageConfigPlan, type PlannedImage, planImageConfig } from '../k8ssandra/image-config/plan.ts';
import type { Server } from '../k8ssandra/servers.ts';
import type { Edit } from '../source/edit.ts';
import { at, formatPath, type Path } from '../source/json.ts';
import { combine, type Decision, nothing, placeIn, type Subject } from './decision.ts';
import { identify, nameOf } from './resource.ts';

export interface ImageConfigContext {
  readonly config: MirrorConfig;
  /** The release of cass-operator that reads what is in a namespace; undefined: not known. */
  readonly readerOf: (namespace: string) => string | undefined;
  readonly servers: readonly Server[];
}

/** What becomes of the ImageConfigs in one resource; most have none. */
export function planImageConfigsIn(subject: Subject, context: ImageConfigContext): Decision {
  try {
    const decision = isImageConfig(subject.object) ? planDocument(subject, context) : planCarriers(subject, context);
    return combine([decision, { ...nothing, findings: followUps(subject, decision.edits) }]);
  } catch (error) {
    if (!(error instanceof ImageConfigError)) throw error;
    return { ...nothing, findings: [unreadable(subject, error, context.config)] };
  }
}

function planCarriers(subject: Subject, context: ImageConfigContext): Decision {
  const carriers = findImageConfigs(subject.object, context.config.imageConfig.selector);
  return combine(carriers.map(({ key, text, format }) => planText(subject, ['data', key], text, format, context)));
}

function planText(subject: Subject, path: Path, text: string, format: Format, context: ImageConfigContext): Decision {
  const plan = planImageConfig({ text, format, ...requestOf(subject, format, context) });
  const place = (inner?: Path): Location => placeIn(subject, path, inner);
  const { edits } = plan;
  return {
    ...reported(plan, place, context.config),
    edits: edits.length === 0 ? [] : [{ op: 'embed', path, before: text, edits }],
  };
}

/** JSON is YAML: the edits of the one are those of the other. */
function planDocument(subject: Subject, context: ImageConfigContext): Decision {
  const format = formatOfImageConfig(subject.object);
  const plan = planImageConfig({
    text: JSON.stringify(subject.object),
    format,
    ...requestOf(subject, format, context),
  });
  return { ...reported(plan, (inner: Path = []) => placeIn(subject, inner), context.config), edits: plan.edits };
}

type Request = Omit<Parameters<typeof planImageConfig>[0], 'text' | 'format'>;

function requestOf({ object }: Subject, format: Format, { config, readerOf, servers }: ImageConfigContext): Request {
  const cassOperator = readerOf(identify(object).namespace);
  const readsIt = cassOperator !== undefined && rulesOf(cassOperator).formats.includes(format);
  return {
    rules: config.rules,
    strategy: config.imageConfig.strategy,
    pullSecrets: config.pullSecrets,
    servers,
    ...(config.pullPolicy === undefined ? {} : { pullPolicy: config.pullPolicy }),
    // Releases 1.27 and 1.28 are installed with both formats; what a release doesn't read was left over from another.
    ...(readsIt ? { cassOperator } : {}),
  };
}

function reported(
  { findings, images }: ImageConfigPlan,
  place: (inner?: Path) => Location,
  config: MirrorConfig,
): Pick<Decision, 'findings' | 'sightings'> {
  return {
    findings: [
      ...findings.map(({ path, ...finding }) => ({ ...finding, at: place(path) })),
      ...images.flatMap((image) => anyVersion(image, place, config)),
    ],
    sightings: images.flatMap(({ source, outcome, path }) =>
      source === undefined || outcome === undefined ? [] : [{ place: place(path), source, outcome, effective: true }],
    ),
  };
}

/** A server image is written without its version: what is said is about all that clusters ask for. */
function anyVersion(
  { source, status, before, after, path }: PlannedImage,
  place: (inner?: Path) => Location,
  { onEscape }: MirrorConfig,
): readonly Finding[] {
  if (source !== undefined) return [];
  const where = `${formatPath(path)} of the ImageConfig`;
  const about = { at: place(path), currentValue: before };
  switch (status) {
    case 'mirrored':
      return [{ ...about, code: 'image-mirrored', message: `${before} → ${after} (${where})`, proposedValue: after }];
    case 'excluded':
      return [{ ...about, code: 'image-excluded', message: `${before} stays as it is: excluded (${where})` }];
    case 'on-mirror-host':
    case 'escaped': {
      const message = `${before} escapes the mirror: no rule covers it; give it a source under mirrors, or exclude it (${where})`;
      return [{ ...about, code: 'escaped', ...(onEscape === 'warn' ? { severity: 'warning' } : {}), message }];
    }
    default:
      return [];
  }
}

function unreadable(subject: Subject, error: ImageConfigError, { imageConfig }: MirrorConfig): Finding {
  const { message, path, source } = error;
  const where = source === undefined ? '' : ` (line ${source.line} of it)\n${source.excerpt}`;
  const key = imageConfig.selector.key ?? imageConfigKey;
  const carrier: Path = at(subject.object, ['data', key]) === undefined ? [] : ['data', key];
  return {
    code: 'image-config-invalid',
    message: `the ImageConfig in ${nameOf(subject.object)} can't be used: ${message}${where}`,
    at: placeIn(subject, carrier, path),
  };
}

/** What applying the new ConfigMap does not do by itself. */
function followUps(subject: Subject, edits: readonly Edit[]): readonly Finding[] {
  if (edits.length === 0) return [];
  const restart: Finding = {
    code: 'operator-restart-needed',
    message: `the ImageConfig in ${nameOf(subject.object)} changes: the operators read it when they start, so restart them; running datacenters keep their images until they are updated (cass-operator before 1.20: deleted and created again)`,
    at: placeIn(subject, []),
  };
  if (at(subject.object, ['immutable']) !== true) return [restart];
  const immutable: Finding = {
    code: 'immutable-config-map',
    message: `${nameOf(subject.object)} is immutable: the API server refuses the change; delete it before you apply`,
    at: placeIn(subject, ['immutable']),
  };
  return [immutable, restart];
}
