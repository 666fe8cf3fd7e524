// An operator's repository, read at its releases: a working copy, or a git directory.
import { execFileSync } from 'node:child_process';

const numbers = (tag) => tag.slice(1).split('.').map(Number);

/** The order of releases: v1.9.0 comes before v1.10.0. */
export function compareTags(one, other) {
  const [left, right] = [numbers(one), numbers(other)];
  return left.map((number, index) => number - right[index]).find((difference) => difference !== 0) ?? 0;
}

export class Checkout {
  #folder;
  #texts = new Map();

  constructor(folder) {
    this.#folder = folder;
  }

  #git(...args) {
    return execFileSync('git', ['-C', this.#folder, ...args], { encoding: 'utf8', maxBuffer: 256 * 1024 * 1024 });
  }

  /** The tags of releases from one on, in their order. Builds before a release do not count. */
  releases(first) {
    const tags = this.#git('tag', '--list').split('\n');
    return tags.filter((tag) => /^v\d+\.\d+\.\d+$/.test(tag) && compareTags(tag, first) >= 0).sort(compareTags);
  }

  /** The files below a folder, or the one of that name, at a release, with the names of their contents, which are the same for the same bytes. */
  files(tag, folder) {
    const lines = this.#git('ls-tree', '-r', tag, folder).trimEnd().split('\n');
    return lines
      .filter((line) => line !== '')
      .map((line) => {
        const [, blob, path] = /^\d+ blob (\w+)\t(.*)$/.exec(line);
        return { path, blob };
      });
  }

  /** When a release was made, as git says it. */
  dateOf(tag) {
    return this.#git('log', '-1', '--format=%cI', tag).trim();
  }

  /** What a reference meant then: a tag stays, a branch has moved since. */
  at(ref, date) {
    if (/^v\d/.test(ref)) return ref;
    const names = this.#git('for-each-ref', '--format=%(refname)', `refs/heads/${ref}`, `refs/remotes/*/${ref}`);
    return this.#git('rev-list', '-1', '--first-parent', `--before=${date}`, names.split('\n')[0]).trim();
  }

  /** A tar archive of a folder at a release or a commit. */
  archive(ref, folder) {
    const limit = { maxBuffer: 256 * 1024 * 1024 };
    return execFileSync('git', ['-C', this.#folder, 'archive', ref, folder], limit);
  }

  /** The text of a file at a release; empty where there is none. */
  fileAt(tag, path) {
    const blob = this.files(tag, path)[0]?.blob;
    return blob === undefined ? '' : this.read(blob);
  }

  read(blob) {
    if (!this.#texts.has(blob)) this.#texts.set(blob, this.#git('cat-file', 'blob', blob));
    return this.#texts.get(blob);
  }
}
