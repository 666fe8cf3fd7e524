/** Pulled images, by their sources: those that are on the mirror already too, where the rules lead back to one. */
import type { MirrorRules } from '../mirror/rules.ts';
import { formatReference, parseReference } from '../reference/grammar.ts';
import type { PulledImage, User } from '../report/pulled-images.ts';
import { sourceOf } from './sources.ts';

/** By image, in the order of the alphabet; each pair of image and place once, with the users of both. */
export function bySource(images: readonly PulledImage[], rules: MirrorRules): readonly PulledImage[] {
  const found = new Map<string, PulledImage>();
  for (const pulled of images) {
    const image = sourceNameOf(pulled, rules);
    const key = `${image}\0${pulled.mirrored}`;
    found.set(key, { ...pulled, image, usedBy: distinct([...(found.get(key)?.usedBy ?? []), ...pulled.usedBy]) });
  }
  return [...found].sort(([one], [other]) => (one < other ? -1 : 1)).map(([, pulled]) => pulled);
}

function sourceNameOf({ image, mirrored }: PulledImage, rules: MirrorRules): string {
  if (image !== mirrored) return image;
  const source = sourceOf(parseReference(image), rules);
  return typeof source === 'string' ? image : formatReference(source);
}

function distinct(users: readonly User[]): readonly User[] {
  return [...new Map(users.map((user) => [JSON.stringify(user), user])).values()];
}
