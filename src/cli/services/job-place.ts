import type { Command } from 'commander';
import type { AwsFlags, ModelFlags } from '../flags/flags.ts';
import type { Session } from '../session/session.ts';
import { UsageError } from '../session/usage-error.ts';

/** Flags that say where jobs read and write, before there are any. */
export interface PlaceFlags {
  readonly to?: string | undefined;
  readonly outputUri?: string | undefined;
  readonly inputBucketOwner?: string | undefined;
  readonly outputBucketOwner?: string | undefined;
  /** ARNs of KMS keys. */
  readonly inputKmsKey?: string | undefined;
  readonly outputKmsKey?: string | undefined;
}

/** Adds the flags that say for which model jobs will be, and where they read and write. */
export function addPlaceFlags(command: Command): Command {
  return command
    .option('--to <s3 uri>', 'prefix below which the dataset gets its own')
    .option('--output-uri <s3 uri>', 'where outputs go; default: beside the input, both below --to')
    .option('--model <id>', 'model id, inference-profile id or ARN; default: that of the dataset')
    .option('--base-model <id>', 'foundation model behind an id that does not say it')
    .option('--input-bucket-owner <account>', 'account that owns the input bucket')
    .option('--output-bucket-owner <account>', 'account that owns the output bucket')
    .option('--input-kms-key <arn>', 'KMS key that the inputs are encrypted with')
    .option('--output-kms-key <arn>', 'KMS key that the outputs are encrypted with');
}

/** A model and where its jobs read and write, as S3 URIs of folders. */
export interface JobPlace {
  readonly model: string;
  readonly baseModel?: string | undefined;
  readonly inputUri: string;
  readonly outputUri: string;
}

/**
 * Finds where the jobs of a dataset will read and write; without a dataset that is anywhere below `--to`.
 *
 * @throws {UsageError} where neither a dataset nor `--model` says the model.
 * @throws {InvalidOptionError} `INVALID_OPTION` where Bedrock would refuse `--to`.
 */
export async function jobPlace(
  folder: string | undefined,
  flags: PlaceFlags & AwsFlags & Pick<ModelFlags, 'model' | 'baseModel'> & { readonly to: string },
  session: Session,
): Promise<JobPlace> {
  const { model, baseModel, outputUri } = flags;
  if (folder === undefined) {
    if (model === undefined) throw modelMissing();
    const { requireS3Folder } = await import('../../io/index.ts');
    const inputUri = requireS3Folder(flags.to, 'to');
    return { model, baseModel, inputUri, outputUri: outputUri ?? inputUri };
  }
  const { defaultOutputUri } = await import('../../jobs/index.ts');
  const { uploadedDataset } = await import('./uploaded-dataset.ts');
  const { openNamed } = await import('./open-dataset.ts');
  const { dataset, uri } = uploadedDataset(await openNamed(folder, flags, session), {
    to: flags.to,
  });
  const { manifest } = dataset;
  return {
    model: model ?? manifest.model,
    baseModel: baseModel ?? (model === undefined ? manifest.baseModel : undefined),
    inputUri: uri,
    outputUri: outputUri ?? defaultOutputUri(flags.to, manifest),
  };
}

function modelMissing(): UsageError {
  return new UsageError('Permissions belong to a model, and none is named', {
    hint: 'Name it with --model, or give the dataset that the jobs are for',
  });
}
