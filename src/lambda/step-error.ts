import {
  type BedrockBatchError,
  DatasetInvalidError,
  isBedrockBatchError,
  type Location,
  printable,
} from '../core/index.ts';

const SHOWN = 3;
const LONGEST_MESSAGE = 4_000;

/**
 * A step that failed, and comes back the same where it is repeated.
 *
 * Lambda gives the `name` of an error to its caller, and a state machine compares it with the names in `ErrorEquals`. The message begins with the code of
 * [errors.md](../errors.md), has the hint, and of rows that cannot be built the first three.
 */
export class StepError extends Error {
  static {
    this.prototype.name = 'StepError';
  }
  /** Code of the error, such as `DATASET_INVALID`. */
  readonly code: string;

  constructor(cause: BedrockBatchError) {
    super(messageOf(cause), { cause });
    this.code = cause.code;
  }
}

/** A step that failed, and may succeed where it is repeated a while later: throttling, a fault of the network, somebody else at work. */
export class RepeatableStepError extends StepError {
  static {
    this.prototype.name = 'RepeatableStepError';
  }
}

/**
 * Does the work of a step.
 *
 * @throws {StepError} and {@link RepeatableStepError} in place of the errors of this package; others are faults, and stay what they are.
 */
export async function asStep<Value>(work: () => Promise<Value>): Promise<Value> {
  try {
    return await work();
  } catch (error) {
    if (!isBedrockBatchError(error)) throw error;
    throw error.isRetryable ? new RepeatableStepError(error) : new StepError(error);
  }
}

function messageOf(error: BedrockBatchError): string {
  const { code, message, hint } = error;
  const found = error instanceof DatasetInvalidError ? findings(error) : [];
  const parts = [`${code}: ${message}`, ...found, ...(hint === undefined ? [] : [hint])];
  return printable(parts.join('. ')).slice(0, LONGEST_MESSAGE);
}

/** A state machine shows the message of an error, and nothing else of it. */
function findings({ report }: DatasetInvalidError): readonly string[] {
  return report.diagnostics
    .filter(({ severity }) => severity === 'error')
    .slice(0, SHOWN)
    .map(({ code, message, location }) => `${placeOf(location)}${code}: ${message}`);
}

function placeOf({ source, row, line }: Location): string {
  if (row !== undefined) return `Row ${row}: `;
  return line === undefined ? '' : `${source}:${line}: `;
}
