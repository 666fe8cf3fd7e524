/**
 * Temporary files beside the files that they will replace. No tool reads such a name as a manifest: it is hidden, and its
 * extension is none of YAML or JSON. It holds the process that made it, so that a later run knows what a killed one left.
 */
import { readdirSync, rmSync } from 'node:fs';
import path from 'node:path';

const pattern = /^\.k8ssandra-image-mirror-(\d+)-\d+\.tmp$/;

export function temporaryName(folder: string, number: number): string {
  return path.join(folder, `.k8ssandra-image-mirror-${process.pid}-${number}.tmp`);
}

/** Removes what killed runs left in these folders. A folder that cannot be listed or changed is left as it is. */
export function removeLeftovers(folders: Iterable<string>): void {
  for (const folder of new Set(folders)) {
    try {
      for (const name of readdirSync(folder)) if (isLeftover(name)) rmSync(path.join(folder, name), { force: true });
    } catch {}
  }
}

function isLeftover(name: string): boolean {
  const maker = pattern.exec(name)?.[1];
  return maker !== undefined && !isOtherProcess(Number(maker));
}

/** This process has none yet when it asks; a number that it has itself is from a container's run before. */
function isOtherProcess(id: number): boolean {
  if (id === process.pid) return false;
  try {
    process.kill(id, 0);
    return true;
  } catch (error) {
    return error instanceof Error && 'code' in error && error.code === 'EPERM';
  }
}
