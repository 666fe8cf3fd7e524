/** The formats of a copy list, by the names that users give them, and what each can do. */
import type { CopyList } from '../copy-list.ts';
import { ecrText } from './ecr.ts';
import { haulerText } from './hauler.ts';
import { listText } from './list.ts';
import { ocMirrorText } from './oc-mirror.ts';
import { regsyncText } from './regsync.ts';
import { scriptText } from './scripts.ts';
import { type ListFile, skopeoFiles } from './skopeo.ts';
import { zarfText } from './zarf.ts';

/** What is copied: the images alone, or with the signatures and attestations that refer to them. */
export type Scope = 'images' | 'referrers';

interface Format {
  /** Undefined: the format has nothing to say about this list. */
  readonly write: (list: CopyList, scope: Scope) => string | readonly ListFile[] | undefined;
  /**
   * What becomes of signatures and attestations: `asked` where they are copied on demand, `always` where the tool copies
   * them by itself, `never` where it has no way to.
   */
  readonly referrers: 'asked' | 'always' | 'never';
}

export type CopyFormat =
  | 'list'
  | 'regsync'
  | 'skopeo'
  | 'crane'
  | 'regctl'
  | 'oras'
  | 'hauler'
  | 'zarf'
  | 'oc-mirror'
  | 'ecr';

export const copyFormats: Readonly<Record<CopyFormat, Format>> = {
  list: { write: listText, referrers: 'never' },
  regsync: { write: regsyncText, referrers: 'asked' },
  skopeo: { write: skopeoFiles, referrers: 'never' },
  crane: { write: (list, scope) => scriptText('crane', list, scope), referrers: 'never' },
  regctl: { write: (list, scope) => scriptText('regctl', list, scope), referrers: 'asked' },
  oras: { write: (list, scope) => scriptText('oras', list, scope), referrers: 'asked' },
  hauler: { write: haulerText, referrers: 'always' },
  zarf: { write: zarfText, referrers: 'never' },
  'oc-mirror': { write: ocMirrorText, referrers: 'always' },
  ecr: { write: ecrText, referrers: 'never' },
};

export function isCopyFormat(name: string): name is CopyFormat {
  return Object.hasOwn(copyFormats, name);
}

export function writeCopyList(format: CopyFormat, list: CopyList, scope: Scope): ReturnType<Format['write']> {
  return copyFormats[format].write(list, scope);
}
