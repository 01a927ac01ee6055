import type { BucketFolder, JobSubject } from './job-subject.ts';
import { keyStatement } from './key-statement.ts';
import { type PolicyDocument, type PolicyStatement, policyOf } from './policy-document.ts';

/**
 * Writes what the service role may do: read the inputs, write the outputs, and invoke a profile with the models behind it.
 *
 * Source: Bedrock User Guide, "Create a custom service role for batch inference": GetObject, PutObject and ListBucket on the buckets
 * "containing the input data" and "to write the output data", with `aws:ResourceAccount`; InvokeModel on a profile and its models; `kms:Decrypt`
 * for the inputs' key, `kms:GenerateDataKey` for the outputs'. AWS's sample lets the role write the inputs too; here it does not. By which prefixes
 * Bedrock lists is not documented, so ListBucket has no condition on them.
 */
export function rolePolicy({ model, input, output, region }: JobSubject): PolicyDocument {
  return policyOf(
    ...listStatements(input, output),
    onObjects('ReadInputs', ['s3:GetObject'], input),
    onObjects('WriteOutputs', ['s3:GetObject', 's3:PutObject'], output),
    model.invoked.length === 0
      ? undefined
      : {
          Sid: 'InvokeModel',
          Effect: 'Allow',
          Action: ['bedrock:InvokeModel'],
          Resource: model.invoked,
        },
    keyStatement('DecryptInputs', ['kms:Decrypt'], { key: input.kmsKey, region }),
    keyStatement('EncryptOutputs', ['kms:GenerateDataKey'], { key: output.kmsKey, region }),
  );
}

/** One statement, or two where the buckets differ in name or owner. */
function listStatements(input: BucketFolder, output: BucketFolder): readonly PolicyStatement[] {
  const isOne = input.bucket === output.bucket && input.owner === output.owner;
  const list = (Sid: string, { bucketArn, owner }: BucketFolder): PolicyStatement => ({
    Sid,
    Effect: 'Allow',
    Action: ['s3:ListBucket'],
    Resource: [bucketArn],
    Condition: ownedBy(owner),
  });
  if (isOne) return [list('ListBucket', input)];
  return [list('ListInputBucket', input), list('ListOutputBucket', output)];
}

function onObjects(
  Sid: string,
  Action: readonly string[],
  { objectsArn, owner }: BucketFolder,
): PolicyStatement {
  return { Sid, Effect: 'Allow', Action, Resource: [objectsArn], Condition: ownedBy(owner) };
}

function ownedBy(owner: string) {
  return { StringEquals: { 'aws:ResourceAccount': owner } };
}
