import { type InvocationType, isObject } from '../../../core/index.ts';
import { modelRowOf } from '../../../models/emulated.ts';
import { unreadable } from '../../json-service/refusals.ts';
import type { Answerer } from '../answers/answerer.ts';
import type { ModelFacts } from '../answers/model-facts.ts';
import { inputTokensOf } from '../answers/token-counts.ts';
import { madeUpRecordId } from '../lines/output-line.ts';
import {
  failedInvocation,
  modelGone,
  noOnDemand,
  noTokenCount,
  unknownModel,
} from '../wire/refusals.ts';
import type { RoutedInvocation } from '../wire/runtime-route.ts';
import { readCountedInput } from './counted-input.ts';
import type { EmulatedModel } from './foundation-models.ts';

/** What models that are asked at once are known by. */
export interface ModelInvocationsOptions {
  readonly answerer: Answerer;
  readonly findModel: (modelId: string, invocationType: InvocationType) => ModelFacts;
  /** Those that ListFoundationModels shows. */
  readonly listedModels: () => readonly EmulatedModel[];
  /** Last day of a model that is refused because it has ended. */
  readonly lastDayOfEnded: (modelId: string) => string | undefined;
  readonly now: () => number;
}

const UTF8 = new TextDecoder('utf-8', { fatal: true });
const NAMELESS: ReadonlySet<string> = new Set(['malformed', 'name']);

/** InvokeModel and Converse: a model is asked at once, and answers as it answers the records of a job. CountTokens: how much it would read. */
export class ModelInvocations {
  readonly #options: ModelInvocationsOptions;
  #asked = 0;

  constructor(options: ModelInvocationsOptions) {
    this.#options = options;
  }

  /**
   * Asks the model of a request.
   *
   * @returns The body of the reply: what would be the `modelOutput` of a record.
   * @throws {WireError} 400 to 599 where the model cannot be asked so, or the model input fails.
   */
  async invoke({ operation, modelId }: RoutedInvocation, body: Uint8Array): Promise<Uint8Array> {
    if (operation === 'CountTokens') return this.#count(modelId, body);
    this.#requireModel(modelId, operation);
    const record = { modelInput: readModelInput(body), rawModelInput: body };
    this.#asked += 1;
    const recordId = madeUpRecordId(`at-once/${this.#asked}`);
    const { answerer, now } = this.#options;
    const asking = { modelId, invocationType: operation, askedIn: 'atonce', askedAt: now() };
    const answer = await answerer.atOnce(asking)(record, recordId);
    if ('error' in answer) throw failedInvocation(answer.error);
    return Buffer.from(JSON.stringify(answer.modelOutput));
  }

  /** As many as the usage of an answer says, so that what is estimated is what is paid. */
  #count(modelId: string, body: Uint8Array): Uint8Array {
    const { modelInput, invocationType } = readCountedInput(body);
    const { kind } = this.#options.findModel(modelId, invocationType);
    if (NAMELESS.has(kind)) throw unknownModel();
    if (kind !== 'foundation-model') throw noTokenCount();
    this.#requireModel(modelId, invocationType);
    const inputTokens = inputTokensOf(readModelInput(modelInput));
    return Buffer.from(JSON.stringify({ inputTokens }));
  }

  /** Of ids that say which foundation model they mean; others, such as application inference profiles, are taken. */
  #requireModel(modelId: string, operation: InvocationType): void {
    const { findModel, listedModels, lastDayOfEnded } = this.#options;
    const { foundationModel, kind } = findModel(modelId, operation);
    if (NAMELESS.has(kind)) throw unknownModel();
    if (foundationModel === undefined) return;
    if (lastDayOfEnded(modelId) !== undefined) throw modelGone();
    const listed = listedModels().find((model) => model.modelId === foundationModel);
    if (listed === undefined && modelRowOf(foundationModel) === undefined) throw unknownModel();
    const isBare = kind === 'foundation-model';
    if (isBare && listed?.inferenceTypes.includes('ON_DEMAND') === false) throw noOnDemand(modelId);
  }
}

function readModelInput(body: Uint8Array): Readonly<Record<string, unknown>> {
  const modelInput = parse(body);
  if (isObject(modelInput)) return modelInput;
  throw unreadable('it is no JSON object');
}

function parse(body: Uint8Array): unknown {
  try {
    return JSON.parse(UTF8.decode(body));
  } catch {
    return undefined;
  }
}
