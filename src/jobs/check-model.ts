import { diagnose, InvalidOptionError, quote } from '../core/index.ts';
import type { Manifest } from '../dataset/index.ts';
import { normalizeModelId, resolveModel } from '../models/index.ts';
import type { RequestOptions } from './make-requests.ts';

/** What decides which model a dataset may be submitted for. */
export interface ModelOptions extends Pick<RequestOptions, 'model' | 'modelInvocationType'> {
  readonly baseModel?: string | undefined;
  readonly allowUnchecked?: boolean | undefined;
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

/**
 * Refuses a model that no record was checked for: Bedrock takes any body and fails each record an hour later.
 *
 * @throws {InvalidOptionError} `MODEL_NOT_BATCHABLE` always; `MODEL_UNKNOWN`, or `INVALID_OPTION` for a model of another family or
 *   another invocation type than the dataset was built for, unless `allowUnchecked`.
 */
export function requireSubmittableModel(built: Built, options: ModelOptions): void {
  const asked = modelAsked(built, options);
  const { model, invocationType } = asked;
  const resolution = resolve(asked);
  if (resolution.kind === 'not-batchable') throw notBatchable(model, resolution.reason);
  if (options.allowUnchecked === true) return;
  if (invocationType !== built.invocationType) throw otherType(built, invocationType);
  if (resolution.kind === 'unknown') throw unknownModel(model, resolution.reason);
  if (resolution.kind === 'no-such-form') throw otherType(built, invocationType);
  const family = familyOf(built);
  if (family !== undefined && family !== resolution.family.name) {
    throw otherFamily(built.model, { model, family: resolution.family.title });
  }
}

function familyOf(built: Built): string | undefined {
  const resolution = resolve(built);
  return resolution.kind === 'known' ? resolution.family.name : undefined;
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
  if (before.family.name !== now.family.name) return false;
  return before.foundationModel !== now.foundationModel || before.custom !== now.custom;
}

function resolve({ model, baseModel, invocationType }: Built) {
  return resolveModel(model, { baseModel, invocationType });
}

function notBatchable(model: string, reason: string): InvalidOptionError {
  const { code, message, hint, expected, received } = diagnose('MODEL_NOT_BATCHABLE', {
    location: { source: model },
    args: { model, reason },
  });
  return new InvalidOptionError(message, { code, option: 'model', hint, expected, received });
}

function unknownModel(model: string, reason: string): InvalidOptionError {
  const { code, message, expected, received } = diagnose('MODEL_UNKNOWN', {
    location: { source: model },
    args: { model, reason },
  });
  return new InvalidOptionError(message, {
    code,
    option: 'model',
    hint: 'Name the foundation model behind it with --base-model, or submit it unchecked with --allow-unchecked',
    expected,
    received,
  });
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
