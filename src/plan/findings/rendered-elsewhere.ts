/**
 * Resources that other tools render manifests from: what comes out of them is not in the input, so nothing in them is
 * edited. One that installs K8ssandra is told by itself, with what can be done there; the others together.
 */
import type { Finding } from '../../finding/finding.ts';
import { installedBy } from '../../foreign/renderers/installs.ts';
import { withoutSettledImages } from '../../foreign/renderers/kustomize-images.ts';
import { isSourceGroup, type Renderer, rendererOf } from '../../foreign/renderers/renderers.ts';
import { countImageSettings } from '../../foreign/renderers/settings.ts';
import { groupOf } from '../../k8ssandra/api-group.ts';
import { isMadeByPeople } from '../../k8ssandra/operators/operator-made.ts';
import { isList, type JsonObject } from '../../yaml/json.ts';
import { identify, nameOf } from '../model/resource.ts';
import type { Round } from '../model/round.ts';
import type { Unhandled } from '../model/unhandled.ts';

export const sightRendered: Round = ({ resources }, { config }) => {
  const sources = resources.filter((resource) => isSourceGroup(groupOf(identify(resource).apiVersion)));
  const findings: Finding[] = [];
  const unhandled: Unhandled[] = [];
  for (const [index, resource] of resources.entries()) {
    const renderer = rendererFor(resource);
    if (renderer === undefined || !isMadeByPeople(resource)) continue;
    const place = { resource: index, path: [] };
    switch (installedBy(withoutSettledImages(resource, config.rules), sources)) {
      case 'k8ssandra': {
        const finding: Finding = { code: 'rendered-elsewhere', message: messageFor(resource, renderer), at: place };
        findings.push(config.strict ? { ...finding, severity: 'error' } : finding);
        break;
      }
      case 'something else':
        unhandled.push({ seen: 'chart', place });
        break;
      case 'nothing':
        break;
    }
  }
  return { findings, unhandled };
};

/** A kustomization need not say what it is. */
function rendererFor(resource: JsonObject): Renderer | undefined {
  const { apiVersion, kind } = identify(resource);
  const { helmCharts, images, resources } = resource;
  const lists = isList(helmCharts) || (isList(images) && isList(resources));
  const isKustomization = kind === '' && apiVersion === '' && lists;
  return rendererOf(
    isKustomization
      ? { group: 'kustomize.config.k8s.io', kind: 'Kustomization' }
      : { group: groupOf(apiVersion), kind },
  );
}

function messageFor(resource: JsonObject, { tool, advice }: Renderer): string {
  const { apiVersion: _apiVersion, kind: _kind, metadata: _metadata, status: _status, ...body } = resource;
  const count = countImageSettings(body);
  const holds = count === 0 ? '' : `, with ${count === 1 ? 'one image setting' : `${count} image settings`}`;
  return `${nameOf(resource)} installs K8ssandra through ${tool}${holds}: what comes out is not in the input, and nothing of it is edited or checked; ${advice}`;
}
