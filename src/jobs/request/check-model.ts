import { type Day, InvalidOptionError, quote, type Severities } from '../../core/index.ts';
import type { Manifest } from '../../dataset/index.ts';
import { normalizeModelId, resolveName, titleOf } from '../../models/lean.ts';
import { modelRefusal, type NamedModel, nameModel } from '../../validators/lean.ts';
import type { RequestOptions } from './request-options.ts';

/** What decides which model a dataset may be submitted for. */
export interface ModelOptions extends Pick<RequestOptions, 'model' | 'modelInvocationType'> {
  readonly baseModel?: string | undefined;
  readonly allowUnchecked?: boolean | undefined;
  /** Region of the jobs. */
  readonly region?: string | undefined;
  /** Day of the jobs. */
  readonly asOf?: Date | Day | undefined;
  readonly severities?: Severities | undefined;
}

type Built = Pick<Manifest, 'model' | 'baseModel' | 'invocationType'>;

/** The model that a dataset is submitted for. */
export function modelAsked(built: Built, options: ModelOptions): Built {
  const model = options.model ?? built.model;
  const invocationType = options.modelInvocationType ?? built.invocationType;
  const isAsBuilt = normalizeModelId(model) === normalizeModelId(built.model);
  const baseModel = options.baseModel ?? (isAsBuilt ? built.baseModel : undefined);
  return { model, baseModel, invocationType };
}

/** The model that a dataset is submitted for, and what is wrong with it. */
export function nameAsked(built: Built, options: ModelOptions): NamedModel {
  const { region, asOf } = options;
  return nameModel({ ...modelAsked(built, options), region, asOf });
}

/**
 * Refuses a model that no record was checked for: Bedrock takes any body and fails each record an hour later.
 *
 * That AWS has ended the model is no reason yet: see {@link requireServedModel}.
 *
 * @throws {InvalidOptionError} `MODEL_NOT_BATCHABLE` always; `MODEL_UNKNOWN`, or `INVALID_OPTION` for a model of another family or
 *   another invocation type than the dataset was built for, unless `allowUnchecked`.
 */
export function requireSubmittableModel(built: Built, options: ModelOptions): void {
  const { family, diagnostics, modelId } = nameAsked(built, options);
  const unchecked = options.allowUnchecked === true;
  const { invocationType } = modelAsked(built, options);
  const passing = new Set(['MODEL_ENDED', ...(unchecked ? ['MODEL_INVOCATION_TYPE'] : [])]);
  const left = diagnostics.filter(({ code }) => !passing.has(code));
  const refusal = modelRefusal({ family, diagnostics: left }, options);
  if (!unchecked && invocationType !== built.invocationType && refusal?.code !== NOT_BATCHABLE)
    throw otherType(built, invocationType);
  if (refusal !== undefined) throw refusal;
  if (unchecked || family === undefined) return;
  const own = nameModel(built).family;
  if (own !== undefined && own !== family)
    throw otherFamily(built.model, { model: modelId, family: titleOf(family) });
}

const NOT_BATCHABLE = 'MODEL_NOT_BATCHABLE';

/**
 * Refuses a model that AWS has ended, before a new job is asked for: jobs that were submitted before go on.
 *
 * @throws {InvalidOptionError} `MODEL_ENDED`, unless its severity is lowered.
 */
export function requireServedModel(
  { diagnostics }: NamedModel,
  { severities }: Pick<ModelOptions, 'severities'>,
): void {
  const ends = diagnostics.filter(({ code }) => code === 'MODEL_ENDED');
  const refusal = modelRefusal({ diagnostics: ends }, { severities });
  if (refusal !== undefined) throw refusal;
}

/**
 * Tells whether the records have to be checked again: they go to a model with other rules or quotas than they were built for.
 *
 * What `allowUnchecked` lets pass is not: a model whose family is not known or another one, and another invocation type.
 */
export function isForOtherModel(built: Built, options: ModelOptions): boolean {
  const asked = modelAsked(built, options);
  const [before, now] = [built, asked].map(resolve);
  if (now?.kind !== 'known' || asked.invocationType !== built.invocationType) return false;
  if (before?.kind !== 'known') return true;
  if (before.family !== now.family) return false;
  return before.foundationModel !== now.foundationModel || before.custom !== now.custom;
}

function resolve({ model, baseModel, invocationType }: Built) {
  return resolveName(model, { baseModel, invocationType });
}

function otherType(built: Built, invocationType: string): InvalidOptionError {
  return new InvalidOptionError(
    `The dataset was built for ${built.invocationType}, and by ${invocationType} its records would fail`,
    {
      option: 'modelInvocationType',
      expected: built.invocationType,
      received: invocationType,
      hint: 'Build the dataset for this invocation type, or submit it unchecked with --allow-unchecked',
    },
  );
}

function otherFamily(
  built: string,
  { model, family }: { readonly model: string; readonly family: string },
): InvalidOptionError {
  return new InvalidOptionError(
    `The dataset was built for ${quote(built)}, and ${quote(model)} takes another body: ${family}`,
    {
      option: 'model',
      expected: `a model of the family of ${quote(built)}`,
      received: quote(model),
      hint: 'Build the dataset for this model, or submit it unchecked with --allow-unchecked',
    },
  );
}
