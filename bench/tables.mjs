// What the bench prints: tables as Markdown has them, to be put into README.md.
function printed(value, digits, factor = 1) {
  return value === undefined || Number.isNaN(value) ? '' : (value * factor).toFixed(digits);
}

function markdown(head, lines) {
  return [head, head.map(() => '---'), ...lines].map((cells) => `| ${cells.join(' | ')} |\n`).join('');
}

export function tableOf(rows) {
  const head = ['input', 'contender', 'ms', 'CPU ms', '× first', '× first, CPU', 'MB/s', 'peak MB'];
  const lines = rows.map(({ input, size, contender, wall, cpu, peak, ratio, cpuRatio }) => [
    input,
    contender,
    printed(wall, wall < 0.01 ? 2 : 0, 1e3),
    printed(cpu, 0, 1e3),
    printed(ratio, 2),
    printed(cpuRatio, 2),
    printed(size / wall, 1, 1e-6),
    printed(peak, 0, 1e-6),
  ]);
  return markdown(head, lines);
}

export function verdictTable(verdicts) {
  const lines = verdicts.map(({ input, wanted, seen, bound, isMet }) => [
    input,
    wanted,
    seen,
    bound,
    isMet ? 'met' : '**not met**',
  ]);
  return markdown(['input', 'wanted', 'seen', 'bound', 'verdict'], lines);
}
