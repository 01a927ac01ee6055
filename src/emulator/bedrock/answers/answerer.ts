import { type InvocationType, isObject } from '../../../core/index.ts';
import type { AnswerMeans } from '../../../models/emulated.ts';
import { type EmulatedJob, invocationTypeOf } from '../jobs/job.ts';
import { type JobSnapshot, snapshotJob } from '../jobs/job-snapshot.ts';
import type { InputRecord } from '../lines/input-record.ts';
import type { Answer, RecordError } from '../lines/output-line.ts';
import { refuseBody } from '../refusals/refuse-body.ts';
import { echoOf } from './echo.ts';
import { guessFamily } from './guess-family.ts';
import type { FindAnswer } from './load-answers.ts';
import type { ModelFacts } from './model-facts.ts';
import { estimateTokens, inputTokensOf } from './token-counts.ts';
import { vector } from './vector.ts';

/** A record that is to be answered. */
export interface AnsweredRecord {
  /** Made up by the emulator where there is none: in the line, or because the model is asked at once. */
  readonly recordId: string;
  readonly modelInput: Readonly<Record<string, unknown>>;
}

/** What an answer function may know besides the record. */
export interface AnswerContext {
  readonly modelId: string;
  readonly invocationType: InvocationType;
  /** The job of the record; absent where the model is asked at once, by InvokeModel or Converse. */
  readonly job?: JobSnapshot | undefined;
}

/**
 * Answers a record in place of the emulator.
 *
 * What it returns becomes the `modelOutput`, or the reply where the model is asked at once. `{ error: { errorCode, errorMessage } }` fails the
 * record, `undefined` leaves it to the emulator, and what it throws fails the record with code 500.
 * Records come one after the other within a job; after a restart the records of a job that was running come again.
 */
export type AnswerFunction = (
  record: AnsweredRecord,
  context: AnswerContext,
) => unknown | Promise<unknown>;

/** Answers one record of a job; gives a promise only where there is something to wait for. */
export type AnswerRecord = (record: InputRecord, recordId: string) => Answer | Promise<Answer>;

/** Tells what is known of a model. */
export type FindModel = (modelId: string, invocationType: InvocationType) => ModelFacts;

/** What is asked, and of which model. */
interface Asking {
  readonly modelId: string;
  readonly invocationType: InvocationType;
  /** What the ids of answers begin with. */
  readonly askedIn: string;
  /** Milliseconds since 1970. */
  readonly askedAt: number;
  /** Absent where the model is asked at once. */
  readonly job?: EmulatedJob | undefined;
}

/** How a model is judged and answered as. */
interface Finders {
  readonly findModel: FindModel;
  readonly findAnswer: FindAnswer;
}

const MEANS: AnswerMeans = { echoOf, vector };

/** Answers records: what Bedrock is known to refuse with 400, the rest by the user's function or by an echo. */
export class Answerer {
  readonly #findModel: FindModel;
  readonly #findAnswer: FindAnswer;
  #answer: AnswerFunction | undefined;

  constructor({ findModel, findAnswer }: Finders, answer: AnswerFunction | undefined) {
    this.#findModel = findModel;
    this.#findAnswer = findAnswer;
    this.#answer = answer;
  }

  /** Takes another function for all records from now on; undefined for the echo. */
  setAnswer(answer: AnswerFunction | undefined): void {
    this.#answer = answer;
  }

  forJob(job: EmulatedJob): AnswerRecord {
    return this.#answering({
      modelId: job.request.modelId,
      invocationType: invocationTypeOf(job),
      askedIn: job.id,
      askedAt: job.submitTime,
      job,
    });
  }

  /** For records that a model is asked about at once. */
  atOnce(asking: Omit<Asking, 'job'>): AnswerRecord {
    return this.#answering(asking);
  }

  #answering({ modelId, invocationType, askedIn, askedAt, job }: Asking): AnswerRecord {
    const facts = this.#findModel(modelId, invocationType);
    const use = {
      model: facts.foundationModel,
      form: invocationType,
      atOnce: job === undefined,
    };
    return (record, recordId) => {
      const { modelInput } = record;
      const refusal = facts.hasForm ? refuseBody(modelInput, use) : noForm(invocationType);
      if (refusal !== undefined) return { error: refusal };
      const family = facts.family ?? guessFamily(modelInput, invocationType);
      const echo = (): Answer =>
        this.#findAnswer(family)(
          modelInput,
          {
            modelId,
            answerId: `${askedIn}${recordId}`,
            createdSeconds: Math.floor(askedAt / 1000),
            inputTokens: inputTokensOf(modelInput),
          },
          MEANS,
        );
      if (this.#answer === undefined) return echo();
      const context = { modelId, invocationType, job: job && snapshotJob(job) };
      return askUser(this.#answer, { recordId, modelInput }, context, echo);
    };
  }
}

function noForm(form: InvocationType): RecordError {
  return { errorCode: 400, errorMessage: `[emulator] The model has no form for ${form}` };
}

async function askUser(
  answer: AnswerFunction,
  record: AnsweredRecord,
  context: AnswerContext,
  echo: () => Answer,
): Promise<Answer> {
  try {
    const given = await answer(record, context);
    if (given === undefined) return echo();
    const error = readError(given);
    if (error !== undefined) return { error };
    return {
      modelOutput: given,
      inputTokens: inputTokensOf(record.modelInput),
      outputTokens: estimateTokens(Buffer.byteLength(JSON.stringify(given) ?? '')),
    };
  } catch (cause) {
    const reason = cause instanceof Error ? cause.message : String(cause);
    return {
      error: { errorCode: 500, errorMessage: `[emulator] The answer function threw: ${reason}` },
    };
  }
}

function readError(given: unknown): RecordError | undefined {
  const error = isObject(given) ? given['error'] : undefined;
  if (!isObject(error) || typeof error['errorCode'] !== 'number') return undefined;
  return { errorCode: error['errorCode'], errorMessage: String(error['errorMessage']) };
}
