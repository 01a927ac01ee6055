/** The row with the longest prefix that a text begins with; undefined where none fits. */
export function longestPrefix<Row extends { readonly prefix: string }>(
  rows: readonly Row[],
  text: string,
): Row | undefined {
  let best: Row | undefined;
  for (const row of rows) {
    if (!text.startsWith(row.prefix)) continue;
    if (best === undefined || row.prefix.length > best.prefix.length) best = row;
  }
  return best;
}
