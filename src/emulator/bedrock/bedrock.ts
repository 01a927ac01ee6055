import { join } from 'node:path';
import { type Day, dayOf, type InvocationType } from '../../core/index.ts';
import { folderStore, replaceFile } from '../../io/index.ts';
import { endOfLife } from '../../models/emulated.ts';
import { type QuotaOverrides, type Quotas, quotasFor } from '../../quotas/index.ts';
import type { RequestHandler } from '../http/request-handler.ts';
import type { ObjectStore } from '../s3/store/object-store.ts';
import type { Credentials } from '../signature/credentials.ts';
import { Answerer, type AnswerFunction } from './answers/answerer.ts';
import { loadAnswers } from './answers/load-answers.ts';
import { modelFactsOf } from './answers/model-facts.ts';
import { type BedrockFaults, createBedrockHandler } from './bedrock-handler.ts';
import { JOB_BOOK_FILE, type JobBook, openJobBook } from './jobs/job-book.ts';
import { type JobSnapshot, snapshotJob } from './jobs/job-snapshot.ts';
import {
  type EmulatedModel,
  knownFoundationModels,
  listFoundationModels,
} from './operations/foundation-models.ts';
import { JobOperations } from './operations/job-operations.ts';
import { ModelInvocations, type ModelInvocationsOptions } from './operations/model-invocations.ts';
import { EmulatorClock } from './running/emulator-clock.ts';
import { JobRunner, type StateDurations } from './running/job-runner.ts';

/** Options of {@link openBedrock}. */
export interface BedrockOptions {
  /** Where the jobs are kept. */
  readonly folder: string;
  readonly store: ObjectStore;
  readonly credentials: readonly Credentials[];
  readonly region: string;
  readonly account: string;
  readonly timeScale: number;
  readonly quotas: QuotaOverrides;
  readonly durations: StateDurations;
  readonly recordsPerSecond?: number | undefined;
  readonly answer?: AnswerFunction | undefined;
  readonly faults?: BedrockFaults | undefined;
  readonly seed?: number | undefined;
  /** Day that models are judged by; absent where it is that of the jobs' clock. */
  readonly asOf?: Day | undefined;
  readonly refuseEnded: boolean;
  readonly foundationModels?: FoundationModels | undefined;
}

/** Makes what ListFoundationModels shows of what it would show. */
export type FoundationModels = (known: readonly EmulatedModel[]) => readonly EmulatedModel[];

/** Bedrock: its requests, its jobs and its clock. */
export interface Bedrock {
  readonly handle: RequestHandler;
  readonly clock: EmulatorClock;
  jobs(): readonly JobSnapshot[];
  setAnswer(answer: AnswerFunction | undefined): void;
  /** Interrupts the running jobs and saves where they stand. */
  close(): Promise<void>;
}

/** Opens the jobs that are there and lets those go on that had not ended. */
export async function openBedrock(options: BedrockOptions): Promise<Bedrock> {
  const book = await openBook(options);
  const clock = new EmulatorClock({
    timeScale: options.timeScale,
    startsAt: startOf(book, options.timeScale),
  });
  const answerer = new Answerer(
    { findModel: modelFactsOf, findAnswer: await loadAnswers() },
    options.answer,
  );
  const runner = newRunner(options, book, clock, answerer);
  const operations = newOperations(options, book, clock, runner);
  const { credentials, region, faults } = options;
  const listedModels = modelLister(options, clock);
  const handle = await createBedrockHandler({
    ...{ operations, credentials, region, faults },
    listModels: (request) => listFoundationModels(listedModels(), request, region),
    invocations: newInvocations(options, { answerer, clock, listedModels }),
    now: () => new Date(clock.now()),
  });
  for (const job of book.jobs) runner.start(job);
  return {
    handle,
    clock,
    jobs: () => book.jobs.map(snapshotJob),
    setAnswer: (answer) => answerer.setAnswer(answer),
    async close() {
      runner.close();
      await clock.close();
      await book.save(clock.now());
    },
  };
}

function openBook({ folder, region, account, seed }: BedrockOptions): Promise<JobBook> {
  return openJobBook({
    store: folderStore(folder),
    replace: (text) => replaceFile(join(folder, JOB_BOOK_FILE), text),
    region,
    account,
    seed,
  });
}

/** A clock never goes back; one that stands still goes on from where it stood. */
function startOf(book: JobBook, timeScale: number): number {
  if (timeScale === 0 && book.savedAt > 0) return book.savedAt;
  return Math.max(Date.now(), book.savedAt);
}

function newRunner(
  options: BedrockOptions,
  book: JobBook,
  clock: EmulatorClock,
  answerer: Answerer,
): JobRunner {
  const { store, durations, recordsPerSecond, region, account } = options;
  return new JobRunner({
    ...{ book, clock, store, answerer, durations, recordsPerSecond, region, account },
    quotasFor: (modelId) => quotasInForce(modelId, options.quotas),
  });
}

/** The day that models are judged by. */
function dayOn({ asOf }: BedrockOptions, clock: EmulatorClock): Day {
  return asOf ?? dayOf(new Date(clock.now()));
}

function modelLister(
  options: BedrockOptions,
  clock: EmulatorClock,
): () => readonly EmulatedModel[] {
  const { foundationModels = (known) => known } = options;
  return () => foundationModels(knownFoundationModels(dayOn(options, clock)));
}

function newInvocations(
  options: BedrockOptions,
  {
    answerer,
    clock,
    listedModels,
  }: Pick<ModelInvocationsOptions, 'answerer' | 'listedModels'> & {
    readonly clock: EmulatorClock;
  },
): ModelInvocations {
  return new ModelInvocations({
    ...{ answerer, listedModels, findModel: modelFactsOf, now: () => clock.now() },
    lastDayOfEnded: endedDay(options, clock),
  });
}

function newOperations(
  options: BedrockOptions,
  book: JobBook,
  clock: EmulatorClock,
  runner: JobRunner,
): JobOperations {
  const { account, quotas } = options;
  return new JobOperations({
    ...{ book, clock, runner, account },
    isBatchable: (modelId) => modelFactsOf(modelId, ANY_TYPE).isBatchable,
    lastDayOfEnded: endedDay(options, clock),
    concurrentJobs: (modelId) => quotasInForce(modelId, quotas).concurrentJobs,
  });
}

/** Tells the last day of a model that is refused because it has ended. */
function endedDay(options: BedrockOptions, clock: EmulatorClock) {
  return (modelId: string): Day | undefined =>
    options.refuseEnded ? lastDayOfEnded(modelId, dayOn(options, clock)) : undefined;
}

/** Whatever the region: what is known of ends is asked for, and nothing is known of other partitions. */
function lastDayOfEnded(modelId: string, asOf: Day): Day | undefined {
  const { foundationModel } = modelFactsOf(modelId, ANY_TYPE);
  if (foundationModel === undefined) return undefined;
  const end = endOfLife({ foundationModel, asOf });
  return end?.kind === 'ended' ? end.row.lastDay : undefined;
}

/** Quotas and batch support of a model do not depend on the invocation type. */
const ANY_TYPE: InvocationType = 'InvokeModel';

function quotasInForce(modelId: string, overrides: QuotaOverrides): Quotas {
  const { foundationModel, isCustom } = modelFactsOf(modelId, ANY_TYPE);
  return quotasFor(foundationModel, overrides, { custom: isCustom }).quotas;
}
