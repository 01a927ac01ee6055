import { checkConstraints, InvalidOptionError, quote, requireOption } from '../../core/index.ts';
import { parseS3Uri, requireS3Folder, type S3Place } from '../../io/index.ts';
import { literally } from './literally.ts';
import { type ModelResources, modelResources } from './model-resources.ts';

/** Whose jobs the policies are for: options of {@link batchPolicies}. */
export interface BatchPoliciesOptions {
  /** Service role that Bedrock assumes, with its account; it need not exist yet. */
  readonly roleArn: string;
  /** Region of the jobs and their buckets. */
  readonly region: string;
  /** Model id, inference-profile id or ARN, as the jobs name it. */
  readonly model: string;
  /** Foundation model behind an application inference profile, whose id does not say it. */
  readonly baseModel?: string | undefined;
  /** S3 URI of the folder that the inputs are in. */
  readonly inputUri: string;
  /** S3 URI of the folder that the outputs go to. */
  readonly outputUri: string;
  /** Account of the input bucket, 12 digits. Default: that of the role. */
  readonly inputBucketOwner?: string | undefined;
  /** Account of the output bucket, 12 digits. Default: that of the role. */
  readonly outputBucketOwner?: string | undefined;
  /** ARN of the KMS key that the inputs are encrypted with. Default: none. */
  readonly inputKmsKey?: string | undefined;
  /** ARN of the KMS key that the outputs are encrypted with. Default: none. */
  readonly outputKmsKey?: string | undefined;
}

/** A service role, taken apart. */
export interface RoleParts {
  readonly arn: string;
  /** `aws`, `aws-us-gov` and the like. */
  readonly partition: string;
  readonly account: string;
  /** With a slash at both ends. */
  readonly path: string;
  readonly name: string;
}

/** A folder in a bucket, as policies name it. */
export interface BucketFolder extends S3Place {
  readonly owner: string;
  /** ARN of the bucket. */
  readonly bucketArn: string;
  /** Matches every object of the folder, and no other. */
  readonly objectsArn: string;
  readonly kmsKey?: string | undefined;
}

/** The options of policies once they are checked. */
export interface JobSubject {
  readonly role: RoleParts;
  readonly region: string;
  readonly model: ModelResources;
  readonly input: BucketFolder;
  readonly output: BucketFolder;
  /** ARN that matches the jobs of the account in the region. */
  readonly jobsArn: string;
}

const ROLE_ARN =
  /^arn:(aws(?:-[a-z]+)*):iam::([0-9]{12}):role(\/(?:[\x21-\x7e]+\/)?)([\w+=,.@-]{1,64})$/;
const REGION = /^[a-z0-9-]{1,20}$/;

/**
 * Checks the options of policies.
 *
 * @throws {InvalidOptionError} `INVALID_OPTION` for the first that cannot be.
 */
export function jobSubject(options: BatchPoliciesOptions): JobSubject {
  const { region, inputUri, outputUri, inputKmsKey, outputKmsKey } = options;
  const role = requireRole(options.roleArn);
  requireOption(REGION.test(region), {
    option: 'region',
    value: region,
    expected: 'a region such as us-east-1',
  });
  const { inputBucketOwner = role.account, outputBucketOwner = role.account } = options;
  requireAccount('inputBucketOwner', inputBucketOwner);
  requireAccount('outputBucketOwner', outputBucketOwner);
  requireKey('inputKmsKey', inputKmsKey);
  requireKey('outputKmsKey', outputKmsKey);
  const { partition, account } = role;
  const folderOf = (uri: string, option: string) =>
    bucketFolder(requireS3Folder(uri, option), partition);
  return {
    ...{ role, region },
    model: modelResources(options, { partition, account, region }),
    input: { ...folderOf(inputUri, 'inputUri'), owner: inputBucketOwner, kmsKey: inputKmsKey },
    output: { ...folderOf(outputUri, 'outputUri'), owner: outputBucketOwner, kmsKey: outputKmsKey },
    jobsArn: `arn:${partition}:bedrock:${region}:${account}:model-invocation-job/*`,
  };
}

/** @throws {InvalidOptionError} `INVALID_OPTION` where a text is no ARN of a role with its account. */
export function requireRole(arn: string): RoleParts {
  const [, partition = '', account = '', path = '', name = ''] = ROLE_ARN.exec(arn) ?? [];
  if (name !== '') return { arn, partition, account, path, name };
  throw new InvalidOptionError(
    `roleArn is ${quote(arn, 200)}, which is no ARN of a role with its account`,
    {
      option: 'roleArn',
      expected: 'arn:aws:iam::123456789012:role/NAME',
      received: quote(arn, 200),
      hint: 'Give the ARN that the role has or will have: arn:aws:iam::<account>:role/<name>',
    },
  );
}

function requireAccount(option: string, value: string): void {
  requireOption(/^[0-9]{12}$/.test(value), { option, value, expected: 'an account of 12 digits' });
}

/**
 * A policy names a key by its ARN: an alias in `Resource` matches nothing.
 *
 * Source: KMS Developer Guide, "Specifying KMS keys in IAM policy statements".
 *
 * @throws {InvalidOptionError} `INVALID_OPTION` where a key is given by anything else.
 */
export function requireKey(option: string, key: string | undefined): void {
  if (key === undefined) return;
  const isKey = checkConstraints('KmsKeyId', key).length === 0 && /^arn:.*:key\//.test(key);
  if (isKey) return;
  const expected = 'arn:aws:kms:REGION:ACCOUNT:key/ID';
  throw new InvalidOptionError(
    `${option} is ${quote(key, 200)}, and a policy names a key by its ARN`,
    {
      option,
      expected,
      received: quote(key, 200),
      hint: `Give the ARN of the key, ${expected}, not its alias: aws kms describe-key shows it`,
    },
  );
}

/** Names a folder in a bucket as policies do. */
export function bucketFolder(
  uri: string,
  partition: string,
): Omit<BucketFolder, 'owner' | 'kmsKey'> {
  const { bucket, key } = parseS3Uri(uri) ?? { bucket: '', key: '' };
  const bucketArn = `arn:${partition}:s3:::${bucket}`;
  return { bucket, key, bucketArn, objectsArn: `${bucketArn}/${literally(key)}*` };
}
