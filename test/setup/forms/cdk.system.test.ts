import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { App, type Stack } from 'aws-cdk-lib';
import { Template } from 'aws-cdk-lib/assertions';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { batchPolicies, cdkOf } from '../../../src/setup/index.ts';

const ROOT = fileURLToPath(new URL('../../../', import.meta.url));
const POLICIES = batchPolicies({
  roleArn: 'arn:aws:iam::123456789012:role/BedrockBatch',
  region: 'us-east-1',
  model: 'us.amazon.nova-lite-v1:0',
  inputUri: 's3://my-bucket/a*b/',
  outputUri: 's3://my-bucket/out/',
});

describe('the stack that cdkOf() writes', () => {
  let folder: string;
  let file: string;

  beforeAll(() => {
    // below the repository, so that the packages of CDK are found
    mkdirSync(join(ROOT, '.tmp'), { recursive: true });
    folder = mkdtempSync(join(ROOT, '.tmp/cdk-form-'));
    file = join(folder, 'stack.ts');
    writeFileSync(file, cdkOf(POLICIES));
  });

  afterAll(() => rmSync(folder, { recursive: true, force: true }));

  it('compiles', () => {
    const tsc = join(ROOT, 'node_modules/typescript/bin/tsc');
    const flags = [
      '--ignoreConfig',
      '--noEmit',
      '--strict',
      '--skipLibCheck',
      '--module',
      'nodenext',
    ];

    const { status, stdout } = spawnSync(process.execPath, [tsc, ...flags, file], {
      encoding: 'utf8',
    });

    expect({ status, stdout }).toEqual({ status: 0, stdout: '' });
  });

  it('makes a role and two policies as they stand', async () => {
    const { BedrockBatchStack } = (await import(pathToFileURL(file).href)) as {
      readonly BedrockBatchStack: new (scope: App, id: string) => Stack;
    };
    const app = new App({ outdir: join(folder, 'out') });

    const template = Template.fromStack(new BedrockBatchStack(app, 'Batch'));

    template.hasResourceProperties('AWS::IAM::Role', {
      RoleName: 'BedrockBatch',
      AssumeRolePolicyDocument: POLICIES.role.trust,
      Policies: [{ PolicyDocument: POLICIES.role.permissions }],
    });
    for (const PolicyDocument of [POLICIES.caller, POLICIES.looks])
      template.hasResourceProperties('AWS::IAM::ManagedPolicy', { PolicyDocument });
    template.resourceCountIs('AWS::IAM::ManagedPolicy', 2);
  });
});
