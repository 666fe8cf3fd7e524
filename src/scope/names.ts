/** Names for folders: the last part of the path, where it tells them apart; else the whole path. */

/** @param folders paths, none twice */
export function namesFor(folders: readonly string[]): readonly string[] {
  const short = folders.map((folder) => folder.slice(folder.lastIndexOf('/') + 1));
  return new Set(short).size === folders.length ? short : folders;
}
