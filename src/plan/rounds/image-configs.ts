/**
 * The ImageConfigs among the resources: in ConfigMaps, and as documents of their own, as a configMapGenerator has them
 * in a file.
 */
import type { MirrorConfig } from '../../config/normalise.ts';
import type { Finding, Location } from '../../finding/finding.ts';
import type { Releases } from '../../k8ssandra/api-group.ts';
import {
  completeImageConfig,
  type ImageConfigPlan,
  type ImageConfigRequest,
  type PlannedImage,
  planImageConfig,
} from '../../k8ssandra/image-config/change/plan-image-config.ts';
import type { PodUse } from '../../k8ssandra/image-config/change/settings.ts';
import {
  findImageConfigs,
  formatOfImageConfig,
  imageConfigKey,
  isImageConfig,
} from '../../k8ssandra/image-config/read/detect.ts';
import { ImageConfigError } from '../../k8ssandra/image-config/read/errors.ts';
import { describeMaker, isMadeByPeople, operatorMade } from '../../k8ssandra/operators/operator-made.ts';
import { type Format, rulesOf } from '../../k8ssandra/releases/image-config-rules.ts';
import { type Server, serversIn } from '../../k8ssandra/servers.ts';
import type { Edit } from '../../yaml/edit/edit.ts';
import { at, type Path } from '../../yaml/json.ts';
import { sayingOf } from '../findings/outcomes.ts';
import { combine, type Decision, nothing, placeIn, type Subject } from '../model/decision.ts';
import { identify, nameOf } from '../model/resource.ts';
import { forEachResource, type PlanContext, type Round } from '../model/round.ts';
import { placeholdersAt } from '../model/unhandled.ts';
import { askedImages } from './asked-images.ts';
import { podUses } from './pod-use.ts';

interface ImageConfigContext {
  readonly config: MirrorConfig;
  /** The release of cass-operator that reads what is in a namespace; undefined: not known. */
  readonly readerOf: (namespace: string) => string | undefined;
  /** The releases of the operators that the ImageConfigs of a namespace are for, as far as they are known. */
  readonly shippedTo: (namespace: string) => Releases;
  readonly servers: readonly Server[];
  /** The images that clusters miss in the ImageConfig at a place. */
  readonly askedOf: (resource: number, path: Path) => readonly string[];
  /** What pods take from the ImageConfig at a place. */
  readonly podsOf: (resource: number, path: Path) => PodUse | undefined;
}

/** Adds what ImageConfigs lack, if that is asked for. */
export const completeImageConfigs: Round = ({ resources }, context) => {
  if (!context.config.fix) return {};
  const documents = documentContext(context);
  return forEachResource(resources, (subject) =>
    isMadeByPeople(subject.object) ? completeImageConfigsIn(subject, documents) : nothing,
  );
};

/** Moves what ImageConfigs hold, also what was just added to them. */
export const moveImageConfigs: Round = ({ resources }, context) => {
  const documents = documentContext(context);
  return forEachResource(resources, (subject) =>
    isMadeByPeople(subject.object) ? planImageConfigsIn(subject, documents) : leftToOperator(subject),
  );
};

function documentContext({ config, input, found, before }: PlanContext): ImageConfigContext {
  const { readerOf, shippedTo } = found;
  return {
    config,
    readerOf,
    shippedTo,
    servers: serversIn(input),
    askedOf: askedImages(before.expected, input),
    podsOf: podUses(before.expected, config),
  };
}

function leftToOperator(subject: Subject): Decision {
  const owner = describeMaker(operatorMade(subject.object) ?? {});
  const message = `${nameOf(subject.object)} stays as it is: it was made for ${owner}, which decides its images`;
  return { ...nothing, findings: [{ code: 'operator-made', message, at: placeIn(subject, []) }] };
}

/** What becomes of the ImageConfigs in one resource; most have none. */
function planImageConfigsIn(subject: Subject, context: ImageConfigContext): Decision {
  const decision = forEach(subject, context, (document) => {
    const plan = planImageConfig(requestFor(document, subject, context));
    return { ...reported(plan, placing(subject, document), context.config), edits: editsOf(document, plan.edits) };
  });
  if (decision.edits.length === 0) return decision;
  return combine([decision, { ...nothing, findings: followUps(subject) }]);
}

/** Adds what the ImageConfigs in one resource lack; one that cannot be read is left to `planImageConfigsIn`. */
function completeImageConfigsIn(subject: Subject, context: ImageConfigContext): Decision {
  const { edits, findings } = forEach(subject, context, (document) => {
    const place = placing(subject, document);
    const { edits: added, findings: said } = completeImageConfig(requestFor(document, subject, context));
    return {
      ...nothing,
      edits: editsOf(document, added),
      findings: said.map(({ path, ...finding }) => ({ ...finding, at: place(path) })),
    };
  });
  return edits.length === 0 ? nothing : { ...nothing, edits, findings };
}

/** An ImageConfig, and where it stands. */
interface Document {
  /** To the string that holds it; empty where the resource is the document. */
  readonly path: Path;
  readonly text: string;
  readonly format: Format;
}

function forEach(subject: Subject, { config }: ImageConfigContext, decide: (document: Document) => Decision): Decision {
  try {
    const documents = documentsIn(subject, config);
    return documents.length === 0 ? nothing : combine(documents.map(decide));
  } catch (error) {
    if (!(error instanceof ImageConfigError)) throw error;
    return { ...nothing, findings: [unreadable(subject, error, config)] };
  }
}

function documentsIn({ object }: Subject, { imageConfig }: MirrorConfig): readonly Document[] {
  if (isImageConfig(object)) {
    // JSON is YAML: the edits of the one are those of the other.
    return [{ path: [], text: JSON.stringify(object), format: formatOfImageConfig(object) }];
  }
  const carriers = findImageConfigs(object, imageConfig.selector);
  return carriers.map(({ key, text, format }) => ({ path: ['data', key], text, format }));
}

function editsOf({ path, text }: Document, edits: readonly Edit[]): readonly Edit[] {
  return path.length === 0 || edits.length === 0 ? edits : [{ op: 'embed', path, before: text, edits }];
}

function placing(subject: Subject, { path }: Document): (inner?: Path) => Location {
  return (inner = []) => (path.length === 0 ? placeIn(subject, inner) : placeIn(subject, path, inner));
}

function requestFor(
  { path, text, format }: Document,
  { index, object }: Subject,
  { config, readerOf, shippedTo, servers, askedOf, podsOf }: ImageConfigContext,
): ImageConfigRequest {
  const { namespace } = identify(object);
  const cassOperator = readerOf(namespace);
  const readBy = (release: string): boolean => rulesOf(release).formats.includes(format);
  const shipped = shippedTo(namespace);
  const pods = podsOf(index, path);
  return {
    text,
    format,
    rules: config.rules,
    strategy: config.imageConfig.strategy,
    pullSecrets: config.pullSecrets,
    servers,
    asked: askedOf(index, path),
    ...(pods === undefined ? {} : { pods }),
    ...(config.pullPolicy === undefined ? {} : { pullPolicy: config.pullPolicy }),
    // Releases 1.27 and 1.28 are installed with both formats; what a release does not read was left over from another.
    ...(cassOperator !== undefined && readBy(cassOperator) ? { cassOperator } : {}),
    ...(shipped.cassOperator === undefined || readBy(shipped.cassOperator) ? { shipped } : {}),
  };
}

function reported(
  { findings, images }: ImageConfigPlan,
  place: (inner?: Path) => Location,
  config: MirrorConfig,
): Pick<Decision, 'findings' | 'uses' | 'unhandled'> {
  const said = findings.filter(({ code }) => code !== 'placeholder');
  return {
    unhandled: findings.flatMap(({ code, path, message }) =>
      code === 'placeholder' ? placeholdersAt(place(path), message) : [],
    ),
    findings: [
      ...said.map(({ path, ...finding }) => ({ ...finding, at: place(path) })),
      ...images.flatMap((image) => anyVersion(image, place, config)),
    ],
    uses: images.flatMap(({ source, outcome, path }) =>
      source === undefined || outcome === undefined ? [] : [{ place: place(path), source, outcome, effective: true }],
    ),
  };
}

/** A server image is written without its version: what is said is about all that clusters ask for. */
function anyVersion(
  { source, outcome, before, full = before, after, path }: PlannedImage,
  place: (inner?: Path) => Location,
  { onEscape }: MirrorConfig,
): readonly Finding[] {
  const said = source === undefined && outcome !== undefined ? sayingOf(full, outcome, onEscape) : undefined;
  if (said === undefined) return [];
  const { code, severity, text } = said;
  const moved = code === 'image-mirrored';
  return [
    {
      code,
      ...(severity === undefined ? {} : { severity }),
      message: moved ? `${full} → ${after}` : text,
      at: place(path),
      currentValue: full,
      ...(moved ? { proposedValue: after } : {}),
    },
  ];
}

function unreadable(subject: Subject, error: ImageConfigError, { imageConfig }: MirrorConfig): Finding {
  const { message, path, source } = error;
  const where = source === undefined ? '' : ` (line ${source.line} of it)`;
  const key = imageConfig.selector.key ?? imageConfigKey;
  const carrier: Path = at(subject.object, ['data', key]) === undefined ? [] : ['data', key];
  return {
    code: 'image-config-invalid',
    message: `the ImageConfig in ${nameOf(subject.object)} cannot be used: ${message}${where}`,
    ...(source === undefined ? {} : { excerpt: source.excerpt }),
    at: placeIn(subject, carrier, path),
  };
}

/** What applying the new ConfigMap does not do by itself. */
function followUps(subject: Subject): readonly Finding[] {
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
