/**
 * The ConfigMap with the ImageConfig of a release, or with a given one, mirrored as it would be in an input.
 *
 * | format  | behavior                                                                       |
 * |---------|--------------------------------------------------------------------------------|
 * | v1beta1 | `merge`: the ConfigMap that is there holds the operator's own configuration too |
 * | v1beta2 | `replace`, or `merge`                                                          |
 */
import type { MirrorConfig } from '../config/normalise.ts';
import { ConfigError } from '../config/problem.ts';
import type { Behavior } from '../config/spec.ts';
import { type Finding, hasError } from '../finding/finding.ts';
import { type Operator, operatorNames } from '../k8ssandra/api-group.ts';
import { imageConfigKey } from '../k8ssandra/image-config/read/detect.ts';
import { configMapHead, formatsOf, releaseDocument } from '../k8ssandra/image-config/shipped/release-document.ts';
import type { Format } from '../k8ssandra/releases/image-config-rules.ts';
import { knownReleases } from '../k8ssandra/releases/known-releases.ts';
import { objectLines } from '../overlay/lines.ts';
import { applyEdits } from '../plan/model/apply.ts';
import { plan } from '../plan/plan.ts';
import type { JsonObject } from '../yaml/json.ts';

export interface Generated {
  readonly configMap: JsonObject;
  readonly behavior: Behavior;
  readonly findings: readonly Finding[];
  /** There are errors: the ConfigMap is not to be used. */
  readonly failed: boolean;
}

/** @throws ConfigError where the configuration does not say of which release, or asks for what that does not read */
export function generateConfigMap(config: MirrorConfig): Generated {
  const { generate, release } = config;
  const { document, format, title } =
    generate.document === undefined ? ofRelease(config) : ofDocument(generate.document, generate.format);
  if (format === 'v1beta1' && generate.behavior === 'replace') throw problemAt(['generate', 'behavior'], mustMerge);
  const { name, namespace, labels } = configMapHead(release, format);
  const configMap: JsonObject = {
    apiVersion: 'v1',
    kind: 'ConfigMap',
    metadata: {
      name: generate.name ?? name,
      namespace: generate.namespace ?? namespace,
      ...(Object.keys(labels).length === 0 ? {} : { labels }),
    },
    data: { [imageConfigKey]: textOf(document, title) },
  };
  const planned = plan([configMap], config);
  // Most rules are for what stands beside it.
  const findings = planned.findings.filter(({ code }) => code !== 'rule-unused');
  const [mirrored = configMap] = applyEdits([configMap], planned.edits);
  return {
    configMap: mirrored,
    behavior: generate.behavior ?? (format === 'v1beta1' ? 'merge' : 'replace'),
    findings,
    failed: hasError(findings),
  };
}

interface Original {
  readonly document: JsonObject;
  readonly format: Format;
  /** A line on top of the document. */
  readonly title: string;
}

function ofDocument(document: JsonObject, format: Format = 'v1beta2'): Original {
  return { document, format, title: '# Made by k8ssandra-image-mirror of the ImageConfig in its configuration.' };
}

/** @throws ConfigError */
function ofRelease({ release, generate }: MirrorConfig): Original {
  const named = operators.filter((operator) => release[operator] !== undefined);
  if (named.length === 0) throw problemAt(['release'], noRelease);
  for (const operator of named) {
    const given = release[operator] ?? '';
    if (!knownReleases[operator].includes(given))
      throw problemAt(['release', operator], unknownRelease(operator, given));
  }
  const formats = formatsOf(release);
  const format = generate.format ?? formats[0] ?? 'v1beta2';
  if (!formats.includes(format)) {
    throw problemAt(['generate', 'format'], `is not read by that release: it reads ${formats.join(' and ')}`);
  }
  const { document, release: origin } = releaseDocument(release, format);
  return { document, format, title: `# Made by k8ssandra-image-mirror of the ImageConfig of ${origin}.` };
}

const operators: readonly Operator[] = ['k8ssandraOperator', 'cassOperator'];

const noRelease = 'is missing: say of which release the ImageConfig is, like {k8ssandraOperator: 1.32.5}';
const mustMerge = "must be merge for v1beta1: the ConfigMap holds the operator's own configuration as well";

function unknownRelease(operator: Operator, release: string): string {
  const last = knownReleases[operator].at(-1) ?? '';
  return `is ${release}, and its ImageConfig is not known (${operatorNames[operator]} is known up to ${last}): give the document itself as generate.from`;
}

function problemAt(path: readonly string[], message: string): ConfigError {
  return new ConfigError([{ path: ['spec', ...path], message }]);
}

function textOf(document: JsonObject, title: string): string {
  return [title, ...objectLines(document), ''].join('\n');
}
