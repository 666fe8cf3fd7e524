/** What a file of a folder is, where it can't be read as a manifest: passed over, or an error. */
import { statSync } from 'node:fs';
import { locate } from '../yaml/read/items.ts';

/** Names by which a text may ask for K8ssandra's images: such a file isn't passed over. */
const namesK8ssandra = /k8ssandra\.io|cassandra\.datastax\.com|cassandra-reaper\.io|ImageConfig|image_config/;
const manifestKeys = [/\bapiVersion["']?\s*:/, /\bkind["']?\s*:/];

/** Why a path isn't opened, or nothing for a file. To open a pipe would wait for ever. */
export function notAFile(name: string): string | undefined {
  const stat = statSync(name, { throwIfNoEntry: false });
  if (stat === undefined) return 'a link to nothing';
  if (stat.isDirectory()) return 'a link to a folder';
  return stat.isFile() ? undefined : 'a device or a pipe';
}

/** Why a text of a folder is no manifest, or nothing where it is one or has to be. */
export function notAManifest(text: string): string | undefined {
  if (namesK8ssandra.test(text) || isLocatable(text)) return undefined;
  if (text.includes('{{')) return 'a template';
  return manifestKeys.every((key) => key.test(text)) ? undefined : 'no Kubernetes objects';
}

function isLocatable(text: string): boolean {
  try {
    locate(text);
    return true;
  } catch {
    // Why it fails is said by whoever reads it next, where it isn't passed over.
    return false;
  }
}
