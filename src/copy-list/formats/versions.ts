/**
 * The words of a reference for tools that cannot take a tag and a digest in one. The digest says what is fetched, and as
 * copying keeps it, what was stored under a tag is found by both.
 */
import { formatReference } from '../../reference/grammar.ts';
import type { Reference } from '../../reference/reference.ts';
import type { CopyEntry } from '../copy-list.ts';

export function repositoryOf({ registry, repository }: Reference): string {
  return `${registry}/${repository}`;
}

/** By the digest, where there is one. */
export function fetched(reference: Reference): string {
  const { tag: _, ...byDigest } = reference;
  return formatReference(reference.digest === undefined ? reference : byDigest);
}

/** Under the tag, where there is one. */
export function stored(reference: Reference): string {
  const { digest: _, ...byTag } = reference;
  return formatReference(reference.tag === undefined ? reference : byTag);
}

/** `latest` where nothing is said, as what pulls it reads that. */
export function withTag(reference: Reference): Reference {
  return reference.tag === undefined && reference.digest === undefined ? { ...reference, tag: 'latest' } : reference;
}

/** What tools that copy one image at a time are told. */
export function fromTo({ source, target }: CopyEntry): { readonly from: string; readonly to: string } {
  return { from: fetched(withTag(source)), to: stored(withTag(target)) };
}
