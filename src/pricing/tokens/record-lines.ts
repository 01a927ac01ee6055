import { NEWLINE } from '../../core/index.ts';

/** A line that ought to be a record. */
export interface RecordLine {
  readonly line: string;
  /** Undefined where the line is no JSON object with a model input. */
  readonly modelInput: unknown;
}

/** Reads each line that is not blank. */
export function* recordLines(bytes: Buffer): Generator<RecordLine> {
  let start = 0;
  while (start < bytes.length) {
    const newline = bytes.indexOf(NEWLINE, start);
    const end = newline < 0 ? bytes.length : newline;
    const line = bytes.toString('utf8', start, end);
    if (line.trim() !== '') yield { line, modelInput: modelInputOf(line) };
    start = end + 1;
  }
}

function modelInputOf(line: string): unknown {
  try {
    const record = JSON.parse(line) as { readonly modelInput?: unknown } | null;
    return record?.modelInput;
  } catch {
    // validate tells what is wrong with it
    return undefined;
  }
}
