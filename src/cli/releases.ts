/** `releases`: what the operators pull by themselves, by release. Reads no input. */

import { writeAll } from '../app/streams.ts';
import { type Operator, operatorNames } from '../k8ssandra/api-group.ts';
import { knownReleases } from '../k8ssandra/releases/known-releases.ts';
import { type ImplicitImage, implicitImages } from '../report/implicit-images.ts';
import { type ReleaseChange, releaseChanges } from '../report/release-changes.ts';
import { type ReleaseRange, releaseRanges } from '../report/release-ranges.ts';
import { at, type JsonObject } from '../yaml/json.ts';
import { type Arguments, readArguments } from './arguments.ts';
import { commandHelp } from './help.ts';
import { outputFlag, outputOf, printJson } from './output.ts';
import { printedTable, type Table } from './table.ts';
import { type Command, type CommandFlag, UsageError } from './usage.ts';

const output = outputFlag('text', 'json');

const releaseFlags: readonly (CommandFlag & { readonly operator: Operator })[] = [
  {
    operator: 'k8ssandraOperator',
    flag: 'release-k8ssandra-operator',
    help: 'of k8ssandra-operator, like 1.26.0',
    value: 'text',
    shown: 'RELEASE',
  },
  {
    operator: 'cassOperator',
    flag: 'release-cass-operator',
    help: 'of cass-operator, like 1.22.4',
    value: 'text',
    shown: 'RELEASE',
  },
];

const comparisonFlags: readonly CommandFlag[] = [
  { flag: 'from', value: 'text', shown: 'RELEASE', help: 'with --to: what an upgrade of k8ssandra-operator changes' },
  { flag: 'to', value: 'text', shown: 'RELEASE', help: 'the release that it leads to' },
];

export const releasesCommand: Command = {
  name: 'releases',
  summary: 'list the images that each release of the operators pulls by itself',
  help: () =>
    commandHelp({
      command: 'releases',
      usage: '[FLAGS]',
      about:
        'Shows what the operators pull by themselves: images that no manifest and no ImageConfig names. Without a release: all known releases, those that pull the same in one line. With a release: each image, who runs it, and the field that governs it. With --from and --to: each image that differs, those of the ImageConfig and the operators themselves included, servers apart. Prints a table on a terminal, and values with tabs between them elsewhere.',
      flags: [...releaseFlags, ...comparisonFlags, output],
      shared: [],
      examples: [
        'k8ssandra-image-mirror releases',
        'k8ssandra-image-mirror releases --release-k8ssandra-operator 1.26.0',
        'k8ssandra-image-mirror releases --from 1.30.2 --to 1.32.5',
      ],
    }),
  flags: [...releaseFlags, ...comparisonFlags, output],
  words: [],
  run,
};

async function run(args: readonly string[]): Promise<number> {
  const given = readArguments('releases', args, releasesCommand.flags);
  refuseInput(given);
  const asked = releaseFlags.flatMap(({ operator, flag }) => askedRelease(given.spec, operator, flag));
  const compared = comparison(given, asked);
  await writeAll(process.stderr, [...asked, ...(compared ?? [])].map(noteUnknown).join(''));
  if (compared !== undefined) {
    const [from, to] = compared;
    await print(outputOf(given), releaseChanges(from.release, to.release), (changes) =>
      changesTable(changes, from, to),
    );
  } else if (asked.length === 0) await print(outputOf(given), allReleases(), rangesTable);
  else await print(outputOf(given), asked.map(withImages), imagesTable);
  return 0;
}

async function print<T>(form: string, value: T, tableOf: (value: T) => Table): Promise<void> {
  if (form === 'json') await printJson(value);
  else await writeAll(process.stdout, printedTable(tableOf(value), process.stdout));
}

/** @throws UsageError */
function refuseInput({ paths }: Arguments): void {
  if (paths.length === 0) return;
  throw new UsageError(
    'releases reads no input and no configuration: a release is named as --release-k8ssandra-operator RELEASE or --release-cass-operator RELEASE',
    'releases',
  );
}

interface Asked {
  readonly operator: Operator;
  /** Without a leading `v`. */
  readonly release: string;
}

/** @throws UsageError */
function askedRelease(spec: JsonObject, operator: Operator, flag: string): readonly Asked[] {
  const text = at(spec, ['release', operator]);
  if (typeof text !== 'string') return [];
  return [{ operator, release: fullRelease(flag, text) }];
}

/** @throws UsageError */
function fullRelease(flag: string, text: string): string {
  const [, release] = /^v?(\d+\.\d+\.\d+)/.exec(text) ?? [];
  if (release === undefined) throw new UsageError(`--${flag} ${text}: write a full release, like 1.22.4`, 'releases');
  return release;
}

/** @throws UsageError */
function comparison({ texts }: Arguments, asked: readonly Asked[]): readonly [from: Asked, to: Asked] | undefined {
  const [from, to] = ['from', 'to'].map((flag) => texts.get(flag)?.[0]);
  if (from === undefined && to === undefined) return undefined;
  if (from === undefined || to === undefined || asked.length > 0) {
    throw new UsageError('--from RELEASE and --to RELEASE go together, without other releases', 'releases');
  }
  const operator = 'k8ssandraOperator';
  return [
    { operator, release: fullRelease('from', from) },
    { operator, release: fullRelease('to', to) },
  ];
}

function changesTable(changes: readonly ReleaseChange[], from: Asked, to: Asked): Table {
  return {
    heads: ['IMAGE', from.release, to.release],
    rows: changes.map(({ image, from: before, to: after }) => [image, before ?? '', after ?? '']),
  };
}

function noteUnknown({ operator, release }: Asked): string {
  const known = knownReleases[operator];
  if (known.includes(release)) return '';
  return `info: ${operatorNames[operator]} ${release} is not known: told as for its neighbours among ${known[0]} to ${known.at(-1)}\n`;
}

interface ReleaseImages {
  readonly operator: string;
  readonly release: string;
  readonly images: readonly ImplicitImage[];
}

function withImages({ operator, release }: Asked): ReleaseImages {
  return { operator: operatorNames[operator], release, images: implicitImages(operator, release) };
}

function imagesTable(releases: readonly ReleaseImages[]): Table {
  return {
    heads: ['OPERATOR', 'IMAGE', 'RUNS IN', 'GOVERNED BY'],
    rows: releases.flatMap(({ operator, release, images }) =>
      images.map(({ image, runsIn, governedBy, avoidedBy }) => [
        `${operator} ${release}`,
        image,
        runsIn.join(', '),
        governedBy.length > 0 ? governedBy.join(', ') : `nothing; avoided by ${avoidedBy}`,
      ]),
    ),
  };
}

type NamedRange = Omit<ReleaseRange, 'operator'> & { readonly operator: string };

function allReleases(): readonly NamedRange[] {
  return releaseFlags.flatMap(({ operator }) =>
    releaseRanges(operator).map((range) => ({ ...range, operator: operatorNames[operator] })),
  );
}

function rangesTable(ranges: readonly NamedRange[]): Table {
  return {
    heads: ['OPERATOR', 'RELEASES', 'INSTALLS CASS-OPERATOR', 'READS IMAGECONFIG', 'PULLS BY ITSELF'],
    rows: ranges.map(({ operator, releases, installs, imageConfig, images }) => [
      operator,
      releases.length === 1 ? releases.join('') : `${releases[0]} - ${releases.at(-1)}`,
      installs ?? '',
      imageConfig.join(', '),
      // In short, so that a line has room for all: their full names stand in the other forms.
      images.map(({ image }) => image.slice(image.lastIndexOf('/') + 1)).join(', '),
    ]),
  };
}
