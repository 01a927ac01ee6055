import { DiagnosticCollector, InvalidOptionError } from '../core/index.ts';
import type { Dataset } from '../dataset/index.ts';
import { DEFAULT_LINE_BYTES, type LineEngine } from '../engine/index.ts';
import { quotasFor } from '../quotas/index.ts';
import { DatasetValidator } from './dataset-validator.ts';
import { lineEngines } from './line-engines.ts';
import { checkModel } from './model-check.ts';
import type { ValidateOptions } from './validate-options.ts';

/** All that one call of `validateDataset` works with. */
export interface Validation {
  readonly collector: DiagnosticCollector;
  readonly validator: DatasetValidator;
  /** Makes the engine for the next file. */
  readonly newEngine: () => LineEngine;
  readonly options: ValidateOptions;
}

/** Finds the rules of a call and makes its machines. */
export function prepare(options: ValidateOptions, dataset: Dataset | undefined): Validation {
  const manifest = dataset?.manifest;
  const check = checkModel({
    model: requireModel(options.model ?? manifest?.model),
    baseModel: options.baseModel ?? manifest?.baseModel,
    invocationType: options.invocationType ?? manifest?.invocationType,
    region: options.region,
  });
  const collector = new DiagnosticCollector(options);
  for (const diagnostic of check.diagnostics) collector.add(diagnostic);
  const overrides = { ...(manifest === undefined ? {} : manifest.quotas), ...options.quotas };
  const { quotas } = quotasFor(check.foundationModel, overrides, { custom: check.custom });
  const rules = {
    family: check.family,
    modelId: check.foundationModel ?? check.modelId,
    quotas,
    excerpts: options.excerpts ?? true,
    maxLineBytes: options.maxLineBytes ?? DEFAULT_LINE_BYTES,
  };
  const validator = new DatasetValidator(rules, collector);
  return { collector, validator, newEngine: lineEngines(rules), options };
}

function requireModel(model: string | undefined): string {
  if (model !== undefined) return model;
  throw new InvalidOptionError('No model is named, and records can only be checked for one', {
    option: 'model',
    expected: 'a model id, an inference-profile id or an ARN',
    received: 'nothing',
    hint: 'Name it with --model, as it will be given to Bedrock',
  });
}
