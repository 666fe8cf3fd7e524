/**
 * Objects of K8ssandra's kinds inside of other objects: a ManifestWork of Open Cluster Management, an Object of Crossplane, a
 * Template of OpenShift. Images that are written there are met as those of any kind; what the operators would run is not.
 */
import type { MirrorConfig } from '../../config/normalise.ts';
import type { Finding } from '../../finding/finding.ts';
import { groupOf, operatorOf } from '../../k8ssandra/api-group.ts';
import { formatPath, isList, isObject, type Json, type Path } from '../../yaml/json.ts';
import { placeIn, type Subject } from '../model/decision.ts';
import { nameOf } from '../model/resource.ts';

export function heldInsideFindings(subject: Subject, { strict }: MirrorConfig): readonly Finding[] {
  const { apiVersion: _apiVersion, kind: _kind, metadata: _metadata, status: _status, ...body } = subject.object;
  const held = heldIn(body, []);
  const [first] = held;
  if (first === undefined) return [];
  const places = held.map(({ kind, path }) => `${kind} in ${formatPath(path)}`).join(', ');
  const finding: Finding = {
    code: 'rendered-elsewhere',
    message: `${nameOf(subject.object)} holds objects of K8ssandra (${places}): which images the operators run for them is not looked at; run this program on them as manifests of their own, before they are put there`,
    at: placeIn(subject, first.path),
  };
  return [strict ? { ...finding, severity: 'error' } : finding];
}

interface Held {
  readonly kind: string;
  readonly path: Path;
}

function heldIn(value: Json, path: Path): readonly Held[] {
  if (isList(value)) return value.flatMap((item, index) => heldIn(item, [...path, index]));
  if (!isObject(value)) return [];
  const { apiVersion, kind, spec } = value;
  // A reference to an object has no spec.
  const isObjectOfOurs =
    typeof apiVersion === 'string' && typeof kind === 'string' && isObject(spec) && isOurs(apiVersion);
  if (isObjectOfOurs) return [{ kind, path }];
  return Object.entries(value).flatMap(([key, child]) => heldIn(child, [...path, key]));
}

function isOurs(apiVersion: string): boolean {
  return operatorOf(groupOf(apiVersion)) !== undefined;
}
