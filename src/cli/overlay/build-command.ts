/** The command that builds what an overlay stands on, for people to paste. */
import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { shellWords } from '../shell.ts';

export function buildCommand(base: string): string {
  return shellWords(['kustomize', 'build', ...(rendersCharts(base) ? ['--enable-helm'] : []), base]);
}

/** Whether a kustomization itself names charts; those that it stands on are not looked at. */
function rendersCharts(base: string): boolean {
  const file = path.join(base, 'kustomization.yaml');
  return existsSync(file) && /^helmCharts:/m.test(readFileSync(file, 'utf8'));
}
