/** Results about the files of folders that are not read: one for each reason, however many files it meets. */
import type { Result } from '../../app/results.ts';
import type { MirrorConfig } from '../../config/normalise.ts';
import { installedBy } from '../../foreign/renderers/installs.ts';
import { withoutSettledImages } from '../../foreign/renderers/kustomize-images.ts';
import { visible } from '../../yaml/visible.ts';
import { type SkippedFile, type SkipReason, skipReasons } from './skipped-file.ts';

/** How many files a result names: all, or a few examples. */
export type Naming = 'all' | 'some';

const examples = 3;

/** What may be missed by it is a warning, under strict an error; what `missedResults` says is not said again. */
export function skippedResults(skipped: readonly SkippedFile[], strict: boolean, naming: Naming): readonly Result[] {
  return reasons.flatMap((reason) => {
    const files = skipped.filter((file) => file.reason === reason && file.namesK8ssandra !== true);
    if (files.length === 0) return [];
    const { severity: usual, says } = skipReasons[reason];
    const severity = strict && usual === 'warning' ? 'error' : usual;
    const message = `${counted(files)} not read: ${says}${named(files, naming)}`;
    return [{ severity, message, tags: { code: 'file-skipped' } }];
  });
}

const reasons = Object.keys(skipReasons) as readonly SkipReason[];

/** About those that are for K8ssandra's operators: their images are not seen. */
export function missedResults(
  skipped: readonly SkippedFile[],
  { strict, rules }: Pick<MirrorConfig, 'strict' | 'rules'>,
  naming: Naming,
): readonly Result[] {
  const missed = skipped.filter(({ namesK8ssandra }) => namesK8ssandra === true);
  const templates = missed.filter(isTemplate);
  const others = missed.filter((file) => !isTemplate(file));
  const result = (files: readonly SkippedFile[], what: string, advice: string): readonly Result[] => {
    if (files.length === 0) return [];
    const message = `${counted(files)} not read, ${what}: ${advice}, or leave out what is not deployed with --ignore${named(files, naming)}`;
    return [{ severity: strict ? 'error' : 'warning', message, tags: { code: 'k8ssandra-not-read' } }];
  };
  const installing = skipped.filter(
    ({ brings }) => brings !== undefined && installedBy(withoutSettledImages(brings, rules), []) === 'k8ssandra',
  );
  return [
    ...(installing.length === 0 ? [] : [installingResult(installing, strict, naming)]),
    ...result(
      templates,
      'a template that names a kind of K8ssandra',
      'run behind what renders it, such as helm template or kustomize build',
    ),
    ...result(
      others,
      "which has K8ssandra's objects inside of something else",
      'give what is made of it, or these objects as files of their own',
    ),
  ];
}

function installingResult(files: readonly SkippedFile[], strict: boolean, naming: Naming): Result {
  const what = files.length === 1 ? 'brings' : 'bring';
  const message = `${counted(files)} not read, and ${what} K8ssandra by a chart, an address or a setting of images: what comes out is not in the folder; run behind kustomize build --enable-helm, or helm template${named(files, naming)}`;
  return { severity: strict ? 'error' : 'warning', message, tags: { code: 'rendered-elsewhere' } };
}

function isTemplate({ reason }: SkippedFile): boolean {
  return reason === 'template' || reason === 'chart';
}

function counted({ length }: readonly SkippedFile[]): string {
  return length === 1 ? '1 file is' : `${length} files are`;
}

/** `: a, b, c and 4 more`; or all, a line each, with what each is. */
function named(files: readonly SkippedFile[], naming: Naming): string {
  if (naming === 'all') {
    return files
      .map(({ path, detail }) => `\n  ${visible(path)}${detail === undefined ? '' : `: ${visible(detail)}`}`)
      .join('');
  }
  const shown = files.slice(0, examples).map(({ path }) => visible(path));
  const rest = files.length - shown.length;
  return `: ${shown.join(', ')}${rest === 0 ? '' : ` and ${rest} more`}`;
}
