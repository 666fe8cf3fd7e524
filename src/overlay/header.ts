/**
 * The comment on top of an overlay's files: what made them, from what, and how to refresh it. Files without it are somebody else's,
 * and are not overwritten.
 */

const mark = '# Made by k8ssandra-image-mirror';

/** Whether a text begins with the header. */
export function isOurs(text: string): boolean {
  return text.startsWith(mark);
}

export interface OverlayOrigin {
  /** What the overlay was made of. */
  readonly from: string;
  /** What to do when that changes: a sentence, or a command on lines of its own. */
  readonly refresh: readonly string[];
}

/** What each file of an overlay does. */
const purposes = {
  kustomization: 'points every image at the mirror, without functions',
  additions: 'lets running datacenters take up new images, once',
  postRenderers: 'points every image of a HelmRelease at the mirror',
} as const;

export function headerLines({ from, refresh }: OverlayOrigin, file: keyof typeof purposes): readonly string[] {
  return [
    `${mark} of ${from}: ${purposes[file]}.`,
    '# Edits of this file are lost. When what it was made of changes, refresh it:',
    ...refresh.map((line) => `#   ${line}`),
  ];
}

/** A text without the comment on top of it. */
export function withoutHeader(text: string): string {
  return text.replace(/^(?:#[^\n]*\n)*/, '');
}
