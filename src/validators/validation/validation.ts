import { DiagnosticCollector, InvalidOptionError } from '../../core/index.ts';
import type { Dataset, Manifest } from '../../dataset/index.ts';
import { DEFAULT_LINE_BYTES, type LineEngine } from '../../engine/index.ts';
import type { QuotaName, QuotaOverrides } from '../../quotas/index.ts';
import { quotasFor } from '../../quotas/index.ts';
import { DatasetValidator } from '../checking/dataset-validator.ts';
import { JobRules } from '../job/job-rules.ts';
import type { S3Objects } from '../job/s3-objects.ts';
import { type NamedModel, nameModel } from '../model/model-choice.ts';
import { type FastEngine, fastEngine, lineEngines } from '../reading/line-engines.ts';
import type { SharedReading } from '../reading/lines-by-workers.ts';
import { LateExplainer } from '../record/late-explainer.ts';
import { schemaToAsk } from '../record/own-schema.ts';
import { chooseQuotas, type UsedQuotas } from './choose-quotas.ts';
import type { ValidateOptions } from './validate-options.ts';

/** All that one call of `validateDataset` works with. */
export interface Validation {
  readonly collector: DiagnosticCollector;
  readonly validator: DatasetValidator;
  /** Is loaded before the validator gets the first block that needs it. */
  readonly explainer: LateExplainer;
  /** Makes the engine for the next file. */
  readonly newEngine: () => LineEngine;
  /** The engine that is shared with workers; absent where only the plain one can be had. */
  readonly fast: FastEngine | undefined;
  /** Whom files are shared with; absent where one thread does the work. */
  readonly sharing?: SharedReading | undefined;
  /** Looks at the objects that records refer to, where that is wanted. */
  readonly objects: S3Objects | undefined;
  readonly options: ValidateOptions;
  /** Only where Service Quotas was asked. */
  readonly usedQuotas: UsedQuotas | undefined;
}

/** Finds the rules of a call and makes its machines. */
export async function prepare(
  options: ValidateOptions,
  dataset: Dataset | undefined,
): Promise<Validation> {
  const manifest = dataset?.manifest;
  const model = nameModel({
    model: requireModel(options.model ?? manifest?.model),
    baseModel: options.baseModel ?? manifest?.baseModel,
    invocationType: options.invocationType ?? manifest?.invocationType,
    region: options.region,
    asOf: options.asOf,
  });
  const collector = new DiagnosticCollector(options);
  for (const diagnostic of model.diagnostics) collector.add(diagnostic);
  const { quotas, used } = await chooseQuotas(model, options, builtQuotas(manifest, model));
  const explainer = new LateExplainer(model);
  const rules = {
    explain: explainer.explain,
    schema: schemaToAsk(options),
    quotas,
    excerpts: options.excerpts ?? true,
    maxLineBytes: options.maxLineBytes ?? DEFAULT_LINE_BYTES,
    tmp: options.tmp,
  };
  const jobRules = new JobRules(
    {
      isConverse: (options.invocationType ?? manifest?.invocationType) === 'Converse',
      excerpts: rules.excerpts,
      gathersObjects: options.checkS3 !== undefined,
      acceptsAnything: model.family === undefined,
    },
    collector,
  );
  const validator = new DatasetValidator(rules, collector, jobRules);
  const objects = await objectsToLookAt(jobRules, options, collector);
  const lineRules = { ...model, ...rules };
  const fast = fastEngine(lineRules);
  const newEngine = lineEngines(lineRules, fast);
  return { collector, validator, explainer, newEngine, fast, objects, options, usedQuotas: used };
}

async function objectsToLookAt(
  jobRules: JobRules,
  { checkS3, region }: ValidateOptions,
  collector: DiagnosticCollector,
): Promise<S3Objects | undefined> {
  if (checkS3 === undefined) return undefined;
  const { S3Objects: Objects } = await import('../job/s3-objects.ts');
  return new Objects({ ...checkS3, region: checkS3.region ?? region }, jobRules, collector);
}

/**
 * Quotas a dataset was built with that hold for a model: for another one than it was built for only those that are not its own
 * model's, for somebody chose them.
 */
function builtQuotas(manifest: Manifest | undefined, asked: NamedModel): QuotaOverrides {
  if (manifest === undefined) return {};
  const built = nameModel(manifest);
  const { foundationModel, custom } = built;
  if (foundationModel === asked.foundationModel && custom === asked.custom) return manifest.quotas;
  const { quotas } = quotasFor(foundationModel, {}, { custom });
  const chosen = Object.entries(manifest.quotas).filter(
    ([name, value]) => quotas[name as QuotaName] !== value,
  );
  return Object.fromEntries(chosen);
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
