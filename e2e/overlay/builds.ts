/** The two kustomizes that overlays are built with: the newest, and the older one inside of kubectl. */
import { parseAllDocuments } from 'yaml';
import { isObject, type JsonObject } from '../../src/yaml/json.ts';
import type { Tool } from '../tools.ts';
import type { Outcome, Workspace } from '../workspace.ts';

export interface Builder {
  readonly tool: Tool;
  readonly build: (work: Workspace, folder: string) => Outcome;
}

export const builders: readonly Builder[] = [
  { tool: 'kustomize', build: (work, folder) => work.run(['kustomize', 'build', folder]) },
  { tool: 'kubectl', build: (work, folder) => work.run(['kubectl', 'kustomize', folder]) },
];

export function objectsIn(text: string): readonly JsonObject[] {
  return parseAllDocuments(text, { logLevel: 'silent' })
    .map((document) => document.toJS())
    .filter(isObject);
}
