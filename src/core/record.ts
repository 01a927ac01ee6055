/**
 * How Bedrock hands a model input to the model.
 *
 * Source: `modelInvocationType` of CreateModelInvocationJob (enum, default `InvokeModel`).
 */
export type InvocationType = 'InvokeModel' | 'Converse';

/** Both invocation types, in the order of the API. */
export const invocationTypes: readonly InvocationType[] = ['InvokeModel', 'Converse'];

/**
 * One record of a batch inference job: what one line of a shard holds.
 *
 * @example The smallest record
 * ```ts
 * import type { BatchRecord } from 'bedrock-batch';
 *
 * const record: BatchRecord = { recordId: '1', modelInput: { inputText: 'Hello' } };
 * console.assert(record.recordId === '1');
 * ```
 */
export interface BatchRecord<ModelInput = unknown> {
  /** Id by which the outcome is joined; unique over all files of a run. */
  readonly recordId?: string | undefined;
  /** Body in the shape of the model's provider. Bedrock does not check it before the job runs. */
  readonly modelInput: ModelInput;
}
