import { formatDuration, formatSeconds, printable } from '../../core/index.ts';

const LONGEST_STAGE = 8;
/** What takes longer is not told in seconds any more. */
const LONGEST_IN_SECONDS = 120_000;
/** Columns before what a stage is at. */
export const STAGE_INDENT: number = LONGEST_STAGE + 2;

/** Writes a stage and what it is at. */
export function stageText(stage: string, text: string): string {
  return `${stage.padEnd(LONGEST_STAGE)}  ${printable(text)}`;
}

/** Writes a stage that has ended: its name, what it came to, how long it took. */
export function stageLine(stage: string, text: string, milliseconds: number): string {
  const isShort = milliseconds < LONGEST_IN_SECONDS;
  const time = isShort ? formatSeconds(milliseconds) : formatDuration(milliseconds / 1000);
  return stageText(stage, text === '' ? time : `${text}, ${time}`);
}
