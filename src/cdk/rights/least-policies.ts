import { Stack } from 'aws-cdk-lib';
import type { IRole } from 'aws-cdk-lib/aws-iam';
import type { Construct } from 'constructs';
import {
  type BatchPolicies,
  batchPolicies,
  type PolicyDocument,
  type PolicyStatement,
} from '../../setup/index.ts';
import type { FolderPlace } from '../folder-place.ts';
import { StandIns } from './stand-ins.ts';

/** Whose policies are written: those of the jobs of some models between two folders. */
export interface PolicySubject {
  readonly datasets: FolderPlace;
  readonly outputs: FolderPlace;
  readonly models: readonly string[];
  readonly baseModel?: string | undefined;
}

const ACCOUNT = '000000000000';
const REGION = 'stand-in-region';
const ROLE = `arn:aws:iam::${ACCOUNT}:role/stand-in-role`;

/**
 * Writes the least policies of `batchPolicies` for what CDK knows only when it deploys: names of buckets, keys, the account and the region.
 *
 * @param role Undefined where it is still to be made of these: its own policies do not name it.
 * @throws {InvalidOptionError} `INVALID_OPTION` for a model that no policy can name.
 */
export function leastPolicies(
  scope: Construct,
  { datasets, outputs, models, baseModel }: PolicySubject,
  role?: IRole,
): BatchPolicies {
  const standIns = new StandIns();
  const { account, partition, region } = Stack.of(scope);
  standIns.put('arn:aws:', `arn:${partition}:`);
  standIns.put(ACCOUNT, account);
  standIns.put(REGION, region);
  if (role !== undefined) standIns.put(ROLE, role.roleArn);
  const input = stoodIn(standIns, datasets, 1);
  const output = outputs === datasets ? input : stoodIn(standIns, outputs, 2);
  const each = models.map((model) =>
    batchPolicies({
      ...{ roleArn: ROLE, region: REGION, model, baseModel },
      ...{ inputUri: input.uri, inputBucketOwner: input.owner, inputKmsKey: input.key },
      ...{ outputUri: output.uri, outputBucketOwner: output.owner, outputKmsKey: output.key },
    }),
  );
  return standIns.resolve(each.reduce(ofBoth));
}

/** Stands in for a folder whose bucket has a name, an account and a key. */
function stoodIn(standIns: StandIns, { bucket, prefix }: FolderPlace, which: number) {
  const name = `stand-in-bucket-${which}`;
  standIns.put(`arn:aws:s3:::${name}`, bucket.bucketArn);
  const keyId = `00000000-0000-0000-0000-${String(which).padStart(12, '0')}`;
  const key = bucket.encryptionKey && `arn:aws:kms:${REGION}:${ACCOUNT}:key/${keyId}`;
  if (key !== undefined) standIns.put(key, bucket.encryptionKey?.keyArn ?? key);
  const owner = standIns.put(`00000000000${which}`, bucket.env.account);
  return { uri: `s3://${name}/${prefix}`, owner, key };
}

/** What two models need together: they differ in nothing but resources. */
function ofBoth(one: BatchPolicies, other: BatchPolicies): BatchPolicies {
  return {
    role: { ...one.role, permissions: joined(one.role.permissions, other.role.permissions) },
    caller: joined(one.caller, other.caller),
    looks: one.looks,
  };
}

function joined(one: PolicyDocument, other: PolicyDocument): PolicyDocument {
  const statements = new Map<string, PolicyStatement>();
  for (const statement of [...one.Statement, ...other.Statement]) {
    const { Resource: before = [] } = statements.get(statement.Sid) ?? {};
    const Resource = [...new Set([...before, ...(statement.Resource ?? [])])];
    statements.set(statement.Sid, { ...statement, Resource });
  }
  return { ...one, Statement: [...statements.values()] };
}
