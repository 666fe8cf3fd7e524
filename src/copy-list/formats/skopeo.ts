/**
 * A folder for skopeo: `skopeo sync` cannot name targets. To what it is given as destination it appends the last component
 * of the source, so there is one YAML for each folder of the mirror, and a script that runs them all. What gets another
 * name or tag on the way is copied by `skopeo copy` in the script.
 *
 * `--all` without `--preserve-digests` changed the digest of an OCI index, and an image with tag and digest in one was
 * passed over with exit code 0 (skopeo 1.9.3): these are two entries.
 */
import type { Reference } from '../../reference/reference.ts';
import { blockLines } from '../../yaml/print.ts';
import type { CopyEntry, CopyList } from '../copy-list.ts';
import { headerLines, textOf } from './header.ts';
import { quoted, scriptHead } from './scripts.ts';
import { fromTo, repositoryOf, withTag } from './versions.ts';

export interface ListFile {
  /** In the folder. */
  readonly name: string;
  readonly text: string;
}

export const skopeoScript = 'copy.sh';

export function skopeoFiles({ entries }: CopyList): readonly ListFile[] {
  const synced = new Map<string, CopyEntry[]>();
  for (const entry of entries.filter(keepsName)) {
    const folder = folderOf(entry.target);
    synced.set(folder, [...(synced.get(folder) ?? []), entry]);
  }
  const folders = [...synced].sort(([one], [other]) => (one < other ? -1 : 1));
  const files = folders.map(([folder, members], index) => ({
    folder,
    name: `sync-${String(index + 1).padStart(String(folders.length).length, '0')}.yaml`,
    text: syncText(folder, members),
  }));
  const renamed = entries.filter((entry) => !keepsName(entry));
  const script = textOf([
    ...scriptHead('Run it with bash. Logins are those of skopeo or podman. Signatures and attestations stay behind.'),
    'cd "$(dirname "$0")"',
    'status=0',
    ...files.map(
      ({ folder, name }) =>
        `skopeo sync --all --preserve-digests --keep-going --src yaml --dest docker ${name} ${quoted(folder)} || status=1`,
    ),
    ...renamed.flatMap((entry) => {
      const { from, to } = fromTo(entry);
      return [
        `# ${entry.usedBy}`,
        `skopeo copy --all --preserve-digests ${quoted(`docker://${from}`)} ${quoted(`docker://${to}`)} || status=1`,
      ];
    }),
    'exit $status',
  ]);
  return [...files.map(({ name, text }) => ({ name, text })), { name: skopeoScript, text: script }];
}

/** Whether `skopeo sync` gives an image the name and tag that it is to have. */
function keepsName({ source, target }: CopyEntry): boolean {
  return lastOf(source) === lastOf(target) && source.tag === target.tag;
}

function lastOf({ repository }: Reference): string {
  return repository.slice(repository.lastIndexOf('/') + 1);
}

function folderOf(target: Reference): string {
  const name = repositoryOf(target);
  return name.slice(0, name.lastIndexOf('/'));
}

function syncText(folder: string, entries: readonly CopyEntry[]): string {
  const registries: Record<string, { images: Record<string, string[]> }> = {};
  for (const { source } of entries) {
    const { registry, repository, tag, digest } = withTag(source);
    registries[registry] ??= { images: {} };
    const { images } = registries[registry];
    const versions = [tag, digest].flatMap((version) => version ?? []);
    images[repository] = [...new Set([...(images[repository] ?? []), ...versions])];
  }
  return textOf([
    ...headerLines(`These go to ${folder}: see ${skopeoScript}.`),
    ...blockLines(registries, { step: 2, dashes: 2 }),
  ]);
}
