import { DiagnosticCollector, InvalidOptionError } from '../core/index.ts';
import type { Dataset } from '../dataset/index.ts';
import { DEFAULT_LINE_BYTES, type LineEngine } from '../engine/index.ts';
import { quotasFor } from '../quotas/index.ts';
import { DatasetValidator } from './dataset-validator.ts';
import { LateExplainer } from './late-explainer.ts';
import { lineEngines } from './line-engines.ts';
import { nameModel } from './model-choice.ts';
import type { ValidateOptions } from './validate-options.ts';

/** All that one call of `validateDataset` works with. */
export interface Validation {
  readonly collector: DiagnosticCollector;
  readonly validator: DatasetValidator;
  /** Is prepared for each block before the validator gets it. */
  readonly explainer: LateExplainer;
  /** Makes the engine for the next file. */
  readonly newEngine: () => LineEngine;
  readonly options: ValidateOptions;
}

/** Finds the rules of a call and makes its machines. */
export function prepare(options: ValidateOptions, dataset: Dataset | undefined): Validation {
  const manifest = dataset?.manifest;
  const model = nameModel({
    model: requireModel(options.model ?? manifest?.model),
    baseModel: options.baseModel ?? manifest?.baseModel,
    invocationType: options.invocationType ?? manifest?.invocationType,
    region: options.region,
  });
  const collector = new DiagnosticCollector(options);
  for (const diagnostic of model.diagnostics) collector.add(diagnostic);
  const overrides = { ...(manifest === undefined ? {} : manifest.quotas), ...options.quotas };
  const { quotas } = quotasFor(model.foundationModel, overrides, { custom: model.custom });
  const explainer = new LateExplainer(model);
  const rules = {
    explain: explainer.explain,
    quotas,
    excerpts: options.excerpts ?? true,
    maxLineBytes: options.maxLineBytes ?? DEFAULT_LINE_BYTES,
  };
  const validator = new DatasetValidator(rules, collector);
  const newEngine = lineEngines({ ...model, ...rules });
  return { collector, validator, explainer, newEngine, options };
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
