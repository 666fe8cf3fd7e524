// What is wanted, and whether the rows of a full run have it. Ratios and differences are those of the rounds, not of the
// medians.
const megabyte = 1_000_000;

const find = (rows, input, contender = 'ours') =>
  rows.find((row) => row.input === input && row.contender === contender);

/** Seconds that the input takes, beside what a start takes. */
function beyondStart(rows, row) {
  return row.wall - find(rows, 'start').wall;
}

function ratio(input, limit, contender = 'ours') {
  return { input, contender, wanted: `≤ ${limit} × the first`, seen: (row) => row.ratio, limit, unit: '×' };
}

function peak(input, times) {
  const limit = ({ size }) => (times * size) / megabyte + 60;
  return { input, wanted: `peak ≤ ${times} × input + 60 MB`, seen: ({ peak }) => peak / megabyte, limit, unit: 'MB' };
}

/** Time per MB beyond the start, beside that of the smallest input that is large enough to tell. */
function linear(input, reference) {
  const seen = (row, rows) => {
    const smaller = find(rows, reference);
    return beyondStart(rows, row) / row.size / (beyondStart(rows, smaller) / smaller.size);
  };
  return { input, wanted: `≤ 1.3 × the time per MB of ${reference}`, seen, limit: 1.3, unit: '×' };
}

/** Time for each of something beyond the start, beside that of fewer. */
function each(input, count, reference, fewer, limit) {
  const seen = (row, rows) => beyondStart(rows, row) / count / (beyondStart(rows, find(rows, reference)) / fewer);
  return { input, wanted: `≤ ${limit} × the time for each of ${reference}`, seen, limit, unit: '×' };
}

function seconds(input, limit) {
  return { input, wanted: `≤ ${limit} s`, seen: ({ wall }) => wall, limit, unit: 's' };
}

/** Bare Node starts the faster the newer it is, and is what the start is compared with. Node 20 has no cache of its own. */
const startLimit = Number.parseInt(process.versions.node, 10) < 22 ? 1.9 : 2.6;

const targets = [
  ratio('start', startLimit),
  ratio('install', 1.4),
  ratio('CRD-heavy, 50 MB', 2),
  peak('CRD-heavy, 50 MB', 2.5),
  {
    input: 'all to rewrite, 50 MB',
    wanted: '≥ 25 MB/s beyond the start',
    seen: (row, rows) => row.size / megabyte / beyondStart(rows, row),
    limit: 25,
    isLeast: true,
    unit: 'MB/s',
  },
  peak('all to rewrite, 50 MB', 4),
  ...['CRD-heavy', 'all to rewrite'].flatMap((input) =>
    ['50 MB', '200 MB'].map((size) => linear(`${input}, ${size}`, `${input}, 10 MB`)),
  ),
  each('fleet, 400 folders', 400, 'fleet, 10 folders', 10, 1.2),
  { input: 'fleet, 400 folders', wanted: 'peak ≤ 400 MB', seen: ({ peak }) => peak / megabyte, limit: 400, unit: 'MB' },
  {
    input: 'fleet, 100 folders',
    wanted: '≥ 8 × as fast as folder by folder',
    seen: ({ ratio: share }) => 1 / share,
    limit: 8,
    isLeast: true,
    unit: '×',
  },
  each('1000 clusters under one operator', 1000, '100 clusters under one operator', 100, 1.5),
  ...[
    '8k pods in one line of JSON',
    '16k containers in one line of YAML',
    '2k clusters without an operator',
    '8k rules',
    '40k excludes, 1k pods',
  ].map((input) => seconds(input, 4)),
  {
    input: 'kustomize build',
    contender: 'kustomize build, ours as function',
    wanted: '≤ 60 ms more than the first',
    seen: ({ over }) => 1e3 * over,
    limit: 60,
    unit: 'ms',
  },
  ratio('kustomize build, no function', 1.1, 'kustomize build, overlay'),
  {
    input: 'verify, 500 images at 50 ms',
    contender: 'ours',
    wanted: '≤ 1.5 × 500 / 16 × 50 ms more than images',
    seen: ({ over }) => 1e3 * over,
    limit: (1.5 * 500 * 50) / 16,
    unit: 'ms',
  },
  {
    input: 'verify, 10,000 images',
    wanted: 'peak ≤ that of images + 40 MB',
    seen: ({ peak }, rows) => (peak - find(rows, 'verify, 10,000 images', 'images, no network').peak) / megabyte,
    limit: 40,
    unit: 'MB',
  },
  { input: 'ImageConfig in process', wanted: '≤ 1 ms', seen: ({ wall }) => 1e3 * wall, limit: 1, unit: 'ms' },
];

/** The verdicts about what was measured, by row. */
export function verdicts(rows) {
  return targets.flatMap(({ input, contender, wanted, seen, limit, isLeast, unit }) => {
    const row = find(rows, input, contender);
    if (row === undefined) return [];
    const value = seen(row, rows);
    const bound = typeof limit === 'function' ? limit(row) : limit;
    const isMet = isLeast ? value >= bound : value <= bound;
    return [{ input, wanted, seen: `${value.toFixed(2)} ${unit}`, bound: `${bound.toFixed(1)} ${unit}`, isMet }];
  });
}
