/** `explain`: what every container pulls, what becomes of it, and what decides about it. */
import { formatPlace, paintResult } from '../app/format.ts';
import type { Result } from '../app/results.ts';
import { writeAll } from '../app/streams.ts';
import { explainMarkdown } from '../report/explain-markdown.ts';
import { explainText } from '../report/explain-text.ts';
import { explainImages } from '../report/explained-images.ts';
import { explainHtml } from '../report/html/explain-html.ts';
import { readArguments } from './arguments.ts';
import { configurationFlags } from './flags.ts';
import { commandHelp } from './help.ts';
import { load } from './load.ts';
import { outputFlag, outputOf, paintFor, printJson } from './output.ts';
import { type Planned, planLoaded } from './planned.ts';
import type { Command } from './usage.ts';

const output = outputFlag('text', 'json', 'markdown', 'html');

export const explainCommand: Command = {
  name: 'explain',
  summary: 'show what every container pulls, before and after, and what decides',
  help: () =>
    commandHelp({
      command: 'explain',
      usage: '[FLAGS] [FILE|DIR|-]...',
      about:
        'Shows every container that will run, by cluster, datacenter and workload: the image as it is, what transform makes of it, and what decides about it. Images that no manifest names are shown as well. Changes nothing. Markdown is made for a comment on a merge request, HTML is one page that needs no network. Errors are part of what is printed; the exit code is then 1.',
      flags: [output],
      shared: configurationFlags('explain'),
      examples: [
        'k8ssandra-image-mirror explain --config mirror.yaml manifests/',
        'kustomize build . |\n  k8ssandra-image-mirror explain --config mirror.yaml -o markdown > comment.md',
        'k8ssandra-image-mirror explain --config mirror.yaml -o html \\\n  manifests/ > images.html',
        'k8ssandra-image-mirror explain --config mirror.yaml -o json manifests/ |\n  jq -r \'.images[] | select(.status == "escaped") | .image\'',
      ],
    }),
  get flags() {
    return [output, ...configurationFlags('explain')];
  },
  run,
};

async function run(args: readonly string[]): Promise<number> {
  const given = readArguments('explain', args, explainCommand.flags);
  const planned = planLoaded(await load(given));
  await print(outputOf(given), planned);
  return planned.failed ? 1 : 0;
}

async function print(form: string, { report, resources, results }: Planned): Promise<void> {
  if (form === 'json') return printJson({ images: explainImages(report, resources), findings: results });
  if (form === 'markdown' || form === 'html') {
    const remarks = results.map((result) => ({ ...result, place: formatPlace(result) }));
    const explained = form === 'html' ? explainHtml : explainMarkdown;
    return writeAll(process.stdout, explained(report, resources, remarks));
  }
  const paint = paintFor(process.stdout);
  const text = explainText(report, resources, paint);
  const findings = results
    .filter(isNews)
    .map((result) => paintResult(result, paint))
    .join('');
  return writeAll(process.stdout, text + (findings === '' ? '' : `\n${findings}`));
}

/** The images are shown already. */
function isNews({ tags }: Result): boolean {
  return tags.code !== 'image-mirrored';
}
