/** A line of a summary: what it is about, and what is said of that; undefined where there is nothing to say. */
export type LabelledLine = readonly [label: string, text: string] | undefined;

const LABEL_WIDTH = 8;

/** Writes the lines of a summary, their texts below each other. */
export function labelledLines(lines: readonly LabelledLine[]): readonly string[] {
  return lines.flatMap((line) =>
    line === undefined ? [] : [`${line[0].padEnd(LABEL_WIDTH)}  ${line[1]}`],
  );
}
