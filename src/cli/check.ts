/** `check`: whether transform would have anything left to do; a gate for pipelines. */
import { checkSources } from '../app/check-sources.ts';
import { paintResult } from '../app/format.ts';
import { errorsFirst, hasErrorResult } from '../app/results.ts';
import { writeAll } from '../app/streams.ts';
import { formatUseCounts } from '../report/use-counts.ts';
import { readArguments } from './arguments.ts';
import { configurationFlags } from './flags.ts';
import { commandHelp } from './help.ts';
import { lastLine, okLine } from './last-line.ts';
import { load, requireResources } from './load.ts';
import { outputFlag, outputOf, paintFor, printJson } from './output.ts';
import { isHeard } from './said.ts';
import { unseenLine } from './unseen.ts';
import type { Command } from './usage.ts';

const output = outputFlag('text', 'json');

export const checkCommand: Command = {
  name: 'check',
  summary: 'fail if an image would not be pulled from the mirror',
  help: () =>
    commandHelp({
      command: 'check',
      usage: '[FLAGS] [FILE|DIR|-]...',
      about:
        'Fails if transform would have anything left to do, or an image would be pulled from elsewhere: one error for each such image, with its places. Changes nothing. Prints ok with what it counted, or what it found. Exit code: 0 ok, 1 errors were found, 2 the call or the input is wrong, or empty. As a function: mode check.',
      flags: [output],
      shared: configurationFlags('check'),
      examples: [
        'kustomize build overlays/production |\n  k8ssandra-image-mirror check --config mirror.yaml',
        'k8ssandra-image-mirror check --config mirror.yaml -o json manifests/ |\n  jq -r .findings[].message',
      ],
    }),
  get flags() {
    return [output, ...configurationFlags('check')];
  },
  run,
};

async function run(args: readonly string[]): Promise<number> {
  const given = readArguments('check', args, checkCommand.flags);
  const loaded = await load(given);
  const { sources, skipped, notRead, config } = loaded;
  requireResources(loaded);
  const { results: found, counts } = checkSources(sources, config);
  const results = errorsFirst([...notRead, ...found]);
  const failed = hasErrorResult(results);
  if (outputOf(given) === 'json')
    await printJson({ ok: !failed, counts: { ...counts, filesNotRead: skipped.length }, findings: results });
  else {
    const said = given.loudness === 'quiet' ? results.filter((result) => isHeard(result, 'quiet')) : results;
    const paint = paintFor(process.stdout);
    const lines = said.map((result) => paintResult(result, paint)).join('') + unseenLine(results, skipped);
    const verdict = (failed ? lastLine : okLine)(results, formatUseCounts(counts));
    await writeAll(process.stdout, `${lines}${paint(failed ? 'red' : 'green', verdict)}\n`);
  }
  return failed ? 1 : 0;
}
