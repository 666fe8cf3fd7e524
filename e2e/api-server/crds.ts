/** The CRDs of releases: those that the facts folder has, and getting them into an API server in place of others. */
import { readdirSync } from 'node:fs';
import path from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { readText } from '../../test/k8ssandra/upstream.ts';
import { type Install, installs } from '../../test/sweep/installs.ts';
import { outputOf } from '../workspace.ts';
import type { ApiServer } from './server.ts';

export interface Release {
  readonly install: Install;
  readonly crds: string;
}

/** @param folder upstream, in the facts folder */
export function releasesWithCrds(folder: string): readonly Release[] {
  const known = [...installs(folder, 'cass-operator'), ...installs(folder, 'k8ssandra-operator')];
  return readdirSync(path.join(folder, 'crds'))
    .sort()
    .map((name) => {
      const install = known.find(({ project, release }) => name === `${project}-v${release}`);
      if (install === undefined) throw new Error(`there are CRDs of ${name}, but no install`);
      return { install, crds: crdsBelow(path.join(folder, 'crds', name)) };
    });
}

function crdsBelow(folder: string): string {
  return readdirSync(folder)
    .sort()
    .map((file) => readText(path.join(folder, file)))
    .join('\n---\n');
}

/** Too large for `kubectl apply`, which keeps what it applied in an annotation. */
export async function replaceCrds(server: ApiServer, crds: string): Promise<void> {
  outputOf(server.kubectl(['delete', 'crds', '--all', '--wait', '--timeout=60s']));
  outputOf(server.kubectl(['create', '-f', '-'], crds));
  await untilEstablished(server);
}

/** A CRD that has no conditions yet is an error for `kubectl wait`, and for its templates. */
async function untilEstablished({ kubectl }: ApiServer): Promise<void> {
  const conditions = '{range .items[*]}{.status.conditions[?(@.type=="Established")].status}{"\\n"}{end}';
  for (let attempt = 0; attempt < 120; attempt++) {
    const { status, stdout } = kubectl(['get', 'crds', '-o', `jsonpath=${conditions}`]);
    const states = stdout.trimEnd().split('\n');
    if (status === 0 && states.every((state) => state === 'True')) return;
    await pause(250);
  }
  throw new Error('the CRDs are not established');
}
