// Tables with tabs between their cells, and JSON in cells: sorted keys, a blank behind comma and colon.

export function tableOf(columns, rows) {
  return [columns, ...rows.map((row) => columns.map((column) => row[column]))]
    .map((cells) => `${cells.join('\t')}\n`)
    .join('');
}

/** By code points, cell by cell. */
export function byCells(...columns) {
  return (one, other) => {
    const column = columns.find((column) => one[column] !== other[column]);
    return column === undefined ? 0 : one[column] < other[column] ? -1 : 1;
  };
}

export function jsonOf(value) {
  if (Array.isArray(value)) return `[${value.map(jsonOf).join(', ')}]`;
  if (typeof value !== 'object' || value === null) return JSON.stringify(value);
  const entries = Object.keys(value)
    .sort()
    .map((key) => `${JSON.stringify(key)}: ${jsonOf(value[key])}`);
  return `{${entries.join(', ')}}`;
}
