/**
 * Resources that other tools render manifests from: Helm releases of Flux, applications of Argo CD. What comes out of
 * them is not in the input, so their image settings are left alone, and that is said.
 */
import { isList, isObject, type Json } from '../../yaml/json.ts';
import { type Decision, nothing, placeIn, type Subject } from '../model/decision.ts';
import { groupKindOf, nameOf } from '../model/resource.ts';

/** By `group/kind`, the tool. */
export const chartKinds: ReadonlyMap<string, string> = new Map([
  ['helm.toolkit.fluxcd.io/HelmRelease', 'Flux'],
  ['helm.cattle.io/HelmChart', 'the Helm controller'],
  ['argoproj.io/Application', 'Argo CD'],
  ['argoproj.io/ApplicationSet', 'Argo CD'],
]);

export function renderedElsewhere(subject: Subject): Decision {
  const tool = chartKinds.get(groupKindOf(subject.object));
  const count = tool === undefined ? 0 : imageSettings(subject.object.spec ?? null);
  if (count === 0) return nothing;
  const settings = count === 1 ? 'one image setting' : `${count} image settings`;
  const message = `${nameOf(subject.object)} holds ${settings} that ${tool} renders from: not edited; run this tool on what is rendered (as a Helm post-renderer, or in the application's own kustomization)`;
  return { ...nothing, findings: [{ code: 'rendered-elsewhere', message, at: placeIn(subject, ['spec']) }] };
}

/** Keys that name an image or a registry, and hold a text or a struct. */
function imageSettings(value: Json): number {
  if (isList(value)) return value.reduce<number>((sum, item) => sum + imageSettings(item), 0);
  if (!isObject(value)) return 0;
  return Object.entries(value).reduce((sum, [key, child]) => {
    const names =
      /image$|^imageRegistry$|registryOverride$/i.test(key) &&
      (typeof child === 'string' ? child !== '' : isObject(child));
    return sum + (names ? 1 : imageSettings(child));
  }, 0);
}
