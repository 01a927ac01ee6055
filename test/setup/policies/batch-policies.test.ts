import { describe, expect, it } from 'vitest';
import { type BatchPoliciesOptions, batchPolicies } from '../../../src/setup/index.ts';

const ROLE = 'arn:aws:iam::123456789012:role/BedrockBatch';
const OPTIONS: BatchPoliciesOptions = {
  roleArn: ROLE,
  region: 'us-east-1',
  model: 'amazon.nova-lite-v1:0',
  inputUri: 's3://my-bucket/batch/movies',
  outputUri: 's3://my-bucket/batch/movies-output/',
};
const PROFILE = 'us.anthropic.claude-haiku-4-5-20251001-v1:0';
const BEHIND = 'arn:aws:bedrock:*::foundation-model/anthropic.claude-haiku-4-5-20251001-v1:0';

/** What a policy allows: `action resource {conditions}`, a line each. */
function linesOf(options: BatchPoliciesOptions, which: 'role' | 'caller' | 'looks'): string[] {
  const { role, ...others } = batchPolicies(options);
  const { Statement } = which === 'role' ? role.permissions : others[which];
  return Statement.flatMap(({ Action, Resource = [], Condition }) =>
    Action.flatMap((action) =>
      Resource.map((resource) =>
        [action, resource, ...(Condition === undefined ? [] : [JSON.stringify(Condition)])].join(
          ' ',
        ),
      ),
    ),
  );
}

const OWNED = '{"StringEquals":{"aws:ResourceAccount":"123456789012"}}';

describe('batchPolicies()', () => {
  it('lets Bedrock assume the role for jobs of the account in the region alone', () => {
    const { role } = batchPolicies(OPTIONS);

    expect({ name: role.name, path: role.path }).toEqual({ name: 'BedrockBatch', path: '/' });
    expect(role.trust).toEqual({
      Version: '2012-10-17',
      Statement: [
        {
          Sid: 'BedrockRunsBatchJobs',
          Effect: 'Allow',
          Principal: { Service: 'bedrock.amazonaws.com' },
          Action: ['sts:AssumeRole'],
          Condition: {
            StringEquals: { 'aws:SourceAccount': '123456789012' },
            ArnEquals: {
              'aws:SourceArn': 'arn:aws:bedrock:us-east-1:123456789012:model-invocation-job/*',
            },
          },
        },
      ],
    });
  });

  it('lets the role read the inputs and write the outputs, and nothing else of the bucket', () => {
    expect(linesOf(OPTIONS, 'role')).toEqual([
      `s3:ListBucket arn:aws:s3:::my-bucket ${OWNED}`,
      `s3:GetObject arn:aws:s3:::my-bucket/batch/movies/* ${OWNED}`,
      `s3:GetObject arn:aws:s3:::my-bucket/batch/movies-output/* ${OWNED}`,
      `s3:PutObject arn:aws:s3:::my-bucket/batch/movies-output/* ${OWNED}`,
    ]);
  });

  it('tells buckets of two accounts apart', () => {
    const lines = linesOf(
      { ...OPTIONS, outputUri: 's3://other/out/', outputBucketOwner: '999999999999' },
      'role',
    );

    expect(lines).toContain(`s3:ListBucket arn:aws:s3:::my-bucket ${OWNED}`);
    expect(lines).toContain(
      's3:PutObject arn:aws:s3:::other/out/* {"StringEquals":{"aws:ResourceAccount":"999999999999"}}',
    );
  });

  it('lets the role invoke a profile and the model behind it, wherever it leads', () => {
    const profile = `arn:aws:bedrock:us-east-1:123456789012:inference-profile/${PROFILE}`;
    const own = 'arn:aws:bedrock:us-east-1:123456789012:application-inference-profile/abc123def456';

    const byId = linesOf({ ...OPTIONS, model: PROFILE }, 'role');
    const byArn = linesOf({ ...OPTIONS, model: profile }, 'role');
    const byOwn = linesOf({ ...OPTIONS, model: own, baseModel: PROFILE }, 'role');

    expect(byId).toEqual(
      expect.arrayContaining([`bedrock:InvokeModel ${profile}`, `bedrock:InvokeModel ${BEHIND}`]),
    );
    expect(byArn).toEqual(byId);
    expect(byOwn).toEqual(
      expect.arrayContaining([`bedrock:InvokeModel ${own}`, `bedrock:InvokeModel ${BEHIND}`]),
    );
    expect(linesOf(OPTIONS, 'role').join('\n')).not.toContain('bedrock:');
  });

  it('lets the caller submit with the model, follow its jobs, pass the role to Bedrock, upload and read', () => {
    const jobs = 'arn:aws:bedrock:us-east-1:123456789012:model-invocation-job/*';
    const passed = '{"StringEquals":{"iam:PassedToService":"bedrock.amazonaws.com"}}';
    const inputs = 'arn:aws:s3:::my-bucket/batch/movies/*';

    expect(linesOf(OPTIONS, 'caller')).toEqual([
      'bedrock:CreateModelInvocationJob arn:aws:bedrock:us-east-1::foundation-model/amazon.nova-lite-v1:0',
      `bedrock:CreateModelInvocationJob ${jobs}`,
      `bedrock:GetModelInvocationJob ${jobs}`,
      `bedrock:StopModelInvocationJob ${jobs}`,
      `bedrock:TagResource ${jobs}`,
      `bedrock:ListTagsForResource ${jobs}`,
      'bedrock:ListModelInvocationJobs *',
      `iam:PassRole ${ROLE} ${passed}`,
      's3:ListBucket arn:aws:s3:::my-bucket',
      's3:ListBucketMultipartUploads arn:aws:s3:::my-bucket',
      `s3:GetObject ${inputs}`,
      `s3:PutObject ${inputs}`,
      `s3:AbortMultipartUpload ${inputs}`,
      `s3:ListMultipartUploadParts ${inputs}`,
      's3:GetObject arn:aws:s3:::my-bucket/batch/movies-output/*',
    ]);
  });

  it('names a custom model by its ARN', () => {
    const model =
      'arn:aws:bedrock:us-east-1:123456789012:custom-model/amazon.titan-embed-image-v1:0/abcdefghijkl';

    expect(linesOf({ ...OPTIONS, model }, 'caller')[0]).toBe(
      `bedrock:CreateModelInvocationJob ${model}`,
    );
  });

  it('allows keys by way of S3 alone, each to whom it serves', () => {
    const key = (id: string) =>
      `arn:aws:kms:us-east-1:123456789012:key/${id.repeat(8)}-${id.repeat(27)}`;
    const options = { ...OPTIONS, inputKmsKey: key('a'), outputKmsKey: key('b') };
    const via = '{"StringEquals":{"kms:ViaService":"s3.us-east-1.amazonaws.com"}}';
    const keysOf = (which: 'role' | 'caller') =>
      linesOf(options, which).filter((line) => line.startsWith('kms:'));

    expect(keysOf('role')).toEqual([
      `kms:Decrypt ${key('a')} ${via}`,
      `kms:GenerateDataKey ${key('b')} ${via}`,
    ]);
    expect(keysOf('caller')).toEqual([
      `kms:Decrypt ${key('a')} ${via}`,
      `kms:GenerateDataKey ${key('a')} ${via}`,
      `kms:Decrypt ${key('b')} ${via}`,
    ]);
  });

  it('keeps what looking takes apart', () => {
    expect(linesOf(OPTIONS, 'looks')).toEqual([
      `iam:GetRole ${ROLE}`,
      `iam:SimulatePrincipalPolicy ${ROLE}`,
      's3:GetEncryptionConfiguration arn:aws:s3:::my-bucket',
      's3:GetBucketPolicy arn:aws:s3:::my-bucket',
      'bedrock:ListFoundationModels *',
      'servicequotas:ListServiceQuotas *',
      'servicequotas:ListAWSDefaultServiceQuotas *',
    ]);
  });

  it('takes the partition and the path of the role', () => {
    const roleArn = 'arn:aws-us-gov:iam::123456789012:role/service/teams/Batch';
    const { role, caller } = batchPolicies({ ...OPTIONS, roleArn, region: 'us-gov-west-1' });

    expect({ name: role.name, path: role.path }).toEqual({
      name: 'Batch',
      path: '/service/teams/',
    });
    expect(JSON.stringify(role)).toContain('arn:aws-us-gov:s3:::my-bucket/batch/movies/*');
    expect(JSON.stringify(caller)).toContain(
      'arn:aws-us-gov:bedrock:us-gov-west-1::foundation-model/amazon.nova-lite-v1:0',
    );
  });

  it.each([
    ['roleArn', { roleArn: 'BedrockBatch' }],
    ['roleArn', { roleArn: 'arn:aws:iam:::role/BedrockBatch' }],
    ['roleArn', { roleArn: 'arn:aws:iam::123456789012:role/a b' }],
    ['region', { region: 'us-east-1"' }],
    ['model', { model: 'my-model' }],
    ['model', { model: 'arn:aws:bedrock:us-east-1:123456789012:provisioned-model/abcdefghijkl' }],
    ['model', { model: 'amazon.nova lite' }],
    [
      'baseModel',
      { model: 'arn:aws:bedrock:us-east-1:123456789012:application-inference-profile/abc' },
    ],
    ['inputUri', { inputUri: 's3://my-bucket/a=b/' }],
    ['outputUri', { outputUri: 'my-bucket' }],
    ['inputBucketOwner', { inputBucketOwner: '1' }],
    ['outputBucketOwner', { outputBucketOwner: '*' }],
    ['inputKmsKey', { inputKmsKey: 'alias/batch' }],
    ['outputKmsKey', { outputKmsKey: 'arn:aws:kms:us-east-1:123456789012:alias/batch' }],
  ])('refuses %s where it cannot be: %j', (option, given) => {
    expect(() => batchPolicies({ ...OPTIONS, ...given })).toThrow(
      expect.objectContaining({ code: 'INVALID_OPTION', option }),
    );
  });
});
