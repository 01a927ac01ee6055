import {
  type Diagnostic,
  type DiagnosticCode,
  InvalidOptionError,
  type Severities,
  severityOf,
} from '../../core/index.ts';

/** What the caller takes upon itself. */
export interface ModelRefusalOptions {
  /** Go on where no schema of the model is known. Default false. */
  readonly allowUnchecked?: boolean | undefined;
  /** Severities that differ from the catalogue, by code. */
  readonly severities?: Severities | undefined;
}

/** A choice of a model, as far as it can be refused. */
export interface JudgedModel {
  readonly family?: unknown;
  readonly diagnostics: readonly Diagnostic[];
}

/** Where no schema is known of such a model only who asks for it goes on without. */
const UNCHECKED: ReadonlySet<DiagnosticCode> = new Set(['MODEL_UNKNOWN', 'MODEL_BATCH_UNLIKELY']);
/** With these there is no record that could be right, whatever their severity. */
const HOPELESS: ReadonlySet<DiagnosticCode> = new Set([
  'MODEL_NOT_BATCHABLE',
  'MODEL_INVOCATION_TYPE',
]);

/**
 * Gives the error for the first thing about a model that stops a build or a submission; undefined where nothing does.
 *
 * @param choice Family of the model, absent where no schema is known, and what was found wrong with the choice.
 */
export function modelRefusal(
  { family, diagnostics }: JudgedModel,
  { allowUnchecked, severities }: ModelRefusalOptions,
): InvalidOptionError | undefined {
  const isUnchecked = ({ code }: Diagnostic) => family === undefined && UNCHECKED.has(code);
  const refusal = diagnostics.find((diagnostic) =>
    isUnchecked(diagnostic)
      ? allowUnchecked !== true
      : HOPELESS.has(diagnostic.code) || severityOf(diagnostic.code, severities) === 'error',
  );
  return refusal === undefined ? undefined : refused(refusal, isUnchecked(refusal));
}

function refused(
  { code, message, hint, ...diagnostic }: Diagnostic,
  isUnchecked: boolean,
): InvalidOptionError {
  return new InvalidOptionError(message, {
    code: isUnchecked ? 'MODEL_UNKNOWN' : errorCodeOf(code),
    option: code === 'MODEL_INVOCATION_TYPE' ? 'invocationType' : 'model',
    expected: diagnostic.expected,
    received: diagnostic.received,
    hint: isUnchecked ? `${hint}; or go on unchecked with --allow-unchecked` : hint,
  });
}

function errorCodeOf(code: DiagnosticCode) {
  return code === 'MODEL_NOT_BATCHABLE' || code === 'MODEL_ENDED' ? code : 'INVALID_OPTION';
}
