import { Stack } from 'aws-cdk-lib';
import { type IRole, PolicyStatement } from 'aws-cdk-lib/aws-iam';
import type { Construct } from 'constructs';
import {
  keyStatement,
  type PolicyDocument,
  type PolicyStatement as Statement,
} from '../../setup/index.ts';
import type { FolderPlace } from '../folder-place.ts';
import type { BatchStep } from '../step-functions.ts';
import { leastPolicies, type PolicySubject } from './least-policies.ts';

/** What the functions may reach. */
export interface StepSubject extends PolicySubject {
  readonly sources: readonly FolderPlace[];
  readonly role: IRole;
}

type Statements = readonly (Statement | undefined)[];

/**
 * Writes what the function of each step may do, and no more: sources are read by who plans and builds, jobs are asked for by who advances, outputs are read by who collects, and
 * what is sent in parts is sent by who builds, seals and collects.
 *
 * They are statements of the policy that whoever runs the command has, cut to the calls of the step. Listing a bucket has no condition on prefixes: S3 answers 404 for an
 * object that is not there only to who may list its bucket, and that question has no prefix. Source: S3 API Reference, GetObject, "Permissions".
 */
export function stepPolicies(
  scope: Construct,
  subject: StepSubject,
): Readonly<Record<BatchStep, readonly PolicyStatement[]>> {
  const { datasets, sources, role } = subject;
  const caller = new Callers(leastPolicies(scope, subject, role).caller);
  // whoever reads no outputs has no right to their bucket
  const own = new Callers(leastPolicies(scope, { ...subject, outputs: datasets }, role).caller);
  const remove = allow('RemoveObjects', ['s3:DeleteObject'], [datasets.objectsArn]);
  const read: Statements = [
    own.only('ListBuckets', 's3:ListBucket'),
    own.only('UploadInputs', 's3:GetObject'),
    own.only('EncryptInputs', 'kms:Decrypt'),
  ];
  const write: Statements = [
    own.only('ListBuckets', 's3:ListBucket'),
    own.only('UploadInputs', 's3:GetObject', 's3:PutObject'),
    own.all('EncryptInputs'),
  ];
  const send = [own.all('ListBuckets'), own.all('UploadInputs'), own.all('EncryptInputs'), remove];
  const ofSources = sourceStatements(scope, sources);
  return {
    plan: made([...write, ...ofSources]),
    partition: made([...send, ...ofSources]),
    seal: made(send),
    advance: made([
      ...[...write, remove],
      ...[caller.all('SubmitJobs'), caller.all('ListJobs'), caller.all('PassRole')],
      caller.without('FollowJobs', 'bedrock:StopModelInvocationJob'),
    ]),
    collect: made([
      ...[caller.all('ListBuckets'), ...send.slice(1)],
      ...[caller.all('ReadOutputs'), caller.all('DecryptOutputs'), caller.all('ListJobs')],
      caller.only('FollowJobs', 'bedrock:GetModelInvocationJob'),
    ]),
    finish: made(read),
    listen: made(write),
    wake: made([...read, remove, caller.only('FollowJobs', 'bedrock:GetModelInvocationJob')]),
  };
}

/** The statements of whoever runs the command, by name. */
class Callers {
  readonly #statements: ReadonlyMap<string, Statement>;

  constructor({ Statement }: PolicyDocument) {
    this.#statements = new Map(Statement.map((statement) => [statement.Sid, statement]));
  }

  /** Undefined where there is none, as of keys. */
  all(sid: string): Statement | undefined {
    return this.#statements.get(sid);
  }

  only(sid: string, ...actions: readonly string[]): Statement | undefined {
    return this.#cut(sid, (action) => actions.includes(action));
  }

  without(sid: string, action: string): Statement | undefined {
    return this.#cut(sid, (other) => other !== action);
  }

  #cut(sid: string, isKept: (action: string) => boolean): Statement | undefined {
    const statement = this.all(sid);
    return statement && { ...statement, Action: statement.Action.filter(isKept) };
  }
}

function sourceStatements(scope: Construct, sources: readonly FolderPlace[]): Statements {
  const { region } = Stack.of(scope);
  const buckets = new Set(sources.map(({ bucket }) => bucket.bucketArn));
  const objects = sources.map(({ objectsArn }) => objectsArn);
  const keys = new Set(sources.map(({ bucket }) => bucket.encryptionKey?.keyArn));
  return [
    allow('ListSources', ['s3:ListBucket'], [...buckets]),
    allow('ReadSources', ['s3:GetObject'], objects),
    ...[...keys].map((key, index) =>
      keyStatement(`DecryptSources${index}`, ['kms:Decrypt'], { key, region }),
    ),
  ];
}

function allow(Sid: string, Action: readonly string[], Resource: readonly string[]): Statement {
  return { Sid, Effect: 'Allow', Action, Resource };
}

function made(statements: Statements): readonly PolicyStatement[] {
  return statements
    .filter((statement) => statement !== undefined)
    .map((statement) => PolicyStatement.fromJson(statement));
}
