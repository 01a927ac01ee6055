import { InvalidOptionError, quote } from '../../core/index.ts';
import { foundationModelOf, parseModelId } from '../../models/lean.ts';
import { literally } from './literally.ts';

/** What policies name of a model. */
export interface ModelResources {
  /** What a job may be created with: the model, or the profile and the models behind it. */
  readonly named: readonly string[];
  /** What the role has to be allowed to invoke: a profile and the models behind it; empty for a model called by its own id. */
  readonly invoked: readonly string[];
}

interface Place {
  readonly partition: string;
  readonly account: string;
  readonly region: string;
}

interface ModelOptions {
  readonly model: string;
  readonly baseModel?: string | undefined;
}

/**
 * Names the resources of a model.
 *
 * Which regions a profile leads to is not read off its id, so the model behind it is meant in all of them.
 *
 * Sources: Bedrock User Guide, "Create a custom service role for batch inference" (a profile and its model in every destination) and
 * "Prerequisites for inference profiles", read 2026-11-20.
 *
 * @throws {InvalidOptionError} `INVALID_OPTION` for an id that names no model of a batch job, and for a profile that does not say
 *   its model.
 */
export function modelResources({ model, baseModel }: ModelOptions, place: Place): ModelResources {
  const parsed = parseModelId(model);
  const given = model.startsWith('arn:') ? model : undefined;
  const { partition, account, region } = place;
  switch (parsed.kind) {
    case 'foundation-model': {
      const named = `arn:${partition}:bedrock:${region}::foundation-model/${literally(parsed.foundationModel)}`;
      return { named: [named], invoked: [] };
    }
    case 'inference-profile': {
      const id = literally(`${parsed.prefix}.${parsed.foundationModel}`);
      const own = `arn:${partition}:bedrock:${region}:${account}:inference-profile/${id}`;
      return ofProfile(given ?? own, parsed.foundationModel, partition);
    }
    case 'application-inference-profile': {
      const foundationModel = baseModel === undefined ? undefined : foundationModelOf(baseModel);
      if (foundationModel === undefined) throw baseMissing(model, baseModel);
      return ofProfile(model, foundationModel, partition);
    }
    case 'custom-model':
      return { named: [model], invoked: [] };
    default:
      throw noModel(
        model,
        'reason' in parsed ? parsed.reason : 'it does not say which model it names',
      );
  }
}

function ofProfile(profile: string, foundationModel: string, partition: string): ModelResources {
  const behind = `arn:${partition}:bedrock:*::foundation-model/${literally(foundationModel)}`;
  const both = [profile, behind];
  return { named: both, invoked: both };
}

function baseMissing(model: string, baseModel: string | undefined): InvalidOptionError {
  const received = baseModel === undefined ? 'nothing' : quote(baseModel, 200);
  return new InvalidOptionError(
    `${quote(model, 200)} does not say its model, and the role needs permission for the model too`,
    {
      option: 'baseModel',
      expected: 'the id of a foundation model',
      received,
      hint: 'Name the foundation model behind it with --base-model',
    },
  );
}

function noModel(model: string, reason: string): InvalidOptionError {
  return new InvalidOptionError(`No policy can name the model ${quote(model, 200)}: ${reason}`, {
    option: 'model',
    expected: 'a model id, inference-profile id or ARN that a batch job takes',
    received: quote(model, 200),
    hint: 'See bedrock-batch models',
  });
}
