import type { EmulatedPolicy, EmulatedRole } from './emulated-policy.ts';
import { noSuchEntity } from './refusals.ts';

const USER = 'emulator';
/** Role of the account where none are given; `--local` submits as it. */
const DEFAULT_ROLE = 'BedrockBatch';

/** Options of {@link Identities}. */
export interface IdentitiesOptions {
  readonly account: string;
  readonly region: string;
  readonly roles: readonly EmulatedRole[] | undefined;
  readonly callerPolicies: readonly EmulatedPolicy[] | undefined;
}

const EVERYTHING: EmulatedPolicy = {
  Version: '2012-10-17',
  Statement: [{ Effect: 'Allow', Action: '*', Resource: '*' }],
};

/** The user whom the credentials are, and the roles of the account. */
export class Identities {
  readonly account: string;
  readonly #roles: readonly EmulatedRole[];
  readonly #callerPolicies: readonly EmulatedPolicy[];

  constructor({ account, region, roles, callerPolicies }: IdentitiesOptions) {
    this.account = account;
    this.#roles = roles ?? [defaultRole(account, region)];
    this.#callerPolicies = callerPolicies ?? [EVERYTHING];
  }

  get callerArn(): string {
    return `arn:aws:iam::${this.account}:user/${USER}`;
  }

  /** @throws {WireError} 404 `NoSuchEntity`. */
  role(name: string): EmulatedRole {
    const role = this.#roles.find((one) => one.name === name);
    if (role === undefined) throw noSuchEntity(`The role with name ${name}`);
    return role;
  }

  roleArn({ name, path = '/' }: EmulatedRole): string {
    return `arn:aws:iam::${this.account}:role${path}${name}`;
  }

  /**
   * Gives the policies of a user or role.
   *
   * @throws {WireError} 404 `NoSuchEntity`.
   */
  policiesOf(arn: string): readonly EmulatedPolicy[] {
    if (arn === this.callerArn) return this.#callerPolicies;
    const role = this.#roles.find((one) => this.roleArn(one) === arn);
    if (role === undefined) throw noSuchEntity(arn);
    return role.policies;
  }
}

/** A role as AWS's page on batch inference has it, for all buckets. */
function defaultRole(account: string, region: string): EmulatedRole {
  return {
    name: DEFAULT_ROLE,
    trust: {
      Version: '2012-10-17',
      Statement: {
        Effect: 'Allow',
        Principal: { Service: 'bedrock.amazonaws.com' },
        Action: 'sts:AssumeRole',
        Condition: {
          StringEquals: { 'aws:SourceAccount': account },
          ArnEquals: {
            'aws:SourceArn': `arn:aws:bedrock:${region}:${account}:model-invocation-job/*`,
          },
        },
      },
    },
    policies: [
      {
        Version: '2012-10-17',
        Statement: [
          {
            Effect: 'Allow',
            Action: ['s3:GetObject', 's3:PutObject', 's3:ListBucket'],
            Resource: 'arn:aws:s3:::*',
            Condition: { StringEquals: { 'aws:ResourceAccount': account } },
          },
          { Effect: 'Allow', Action: 'bedrock:InvokeModel', Resource: '*' },
        ],
      },
    ],
  };
}
