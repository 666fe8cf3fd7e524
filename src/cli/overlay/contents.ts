/** What the files of an overlay are: a kustomization, and a file that it lists where there are new resources. */
import path from 'node:path';
import type { Source } from '../../app/sources.ts';
import { InputError } from '../../app/streams.ts';
import { additionLines, additionsName } from '../../overlay/additions.ts';
import { headerLines, isOurs, type OverlayOrigin } from '../../overlay/header.ts';
import { kustomizationLines } from '../../overlay/kustomization.ts';
import type { Overlay } from '../../overlay/overlay.ts';
import { kustomizationName, type OverlayFile, overlayFile } from './file.ts';

/**
 * The kustomization comes last: it lists the other.
 *
 * @throws InputError where one cannot be written
 */
export function filesOf(overlay: Overlay, origin: OverlayOrigin, folder: string): readonly OverlayFile[] {
  const additions = additionLines(overlay.additions);
  if (additions.length > 0 && overlay.resources.some((name) => path.posix.normalize(name) === additionsName)) {
    const file = path.join(folder, additionsName);
    throw new InputError(`${file} is where the tasks of the overlay go, and it stands on it: rename the file`);
  }
  const kustomization = [...headerLines(origin, 'kustomization'), ...kustomizationLines(overlay, undefined)];
  const whole = additions.length === 0 ? undefined : asText([...headerLines(origin, 'additions'), ...additions]);
  return [overlayFile(folder, additionsName, whole), overlayFile(folder, kustomizationName, asText(kustomization))];
}

function asText(lines: readonly string[]): string {
  return [...lines, ''].join('\n');
}

/** What a run before has added to the files that the overlay stands on: no part of its base. */
export function isOwnAdditions({ path: file, input }: Source, folder: string): boolean {
  const own = path.resolve(folder, additionsName);
  return file !== undefined && path.resolve(file) === own && isOurs(input.text);
}
