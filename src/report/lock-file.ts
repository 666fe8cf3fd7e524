/** The lock file: what the mirror has answered for each image, as `lock` in a configuration reads it. */
import { apiVersion, lockKind } from '../config/spec.ts';
import { blockEntry } from '../yaml/print.ts';

/** Images without what is not known of them. */
export interface LockedImage {
  readonly image: string;
  /** By its tag. */
  readonly mirrored: string;
  readonly digest: string;
  readonly platforms?: readonly string[];
  readonly sourceDigest?: string;
}

const head = [
  '# Made by k8ssandra-image-mirror lock: the digests that the mirror answered for its tags. To renew it, run that again.',
  `apiVersion: ${apiVersion}`,
  `kind: ${lockKind}`,
];

/** YAML, with a line end. `image`, `mirrored` and `digest` stand on lines of their own, in this order. */
export function lockFile(images: readonly LockedImage[]): string {
  const items = images.flatMap(({ image, mirrored, digest, platforms = [], sourceDigest }) => {
    const lines = [
      ...entry('image', image),
      ...entry('mirrored', mirrored),
      ...entry('digest', digest),
      ...(platforms.length === 0 ? [] : [`platforms: [${platforms.join(', ')}]`]),
      ...(sourceDigest === undefined ? [] : entry('sourceDigest', sourceDigest)),
    ];
    return lines.map((line, index) => (index === 0 ? `  - ${line}` : `    ${line}`));
  });
  return [...head, items.length === 0 ? 'images: []' : 'images:', ...items, ''].join('\n');
}

function entry(key: string, text: string): readonly string[] {
  return blockEntry(key, text, { step: 2, dashes: 2 });
}
