import { parse } from '@cdktn/hcl2json';
import { describe, expect, it } from 'vitest';
import { batchPolicies, terraformOf } from '../../../src/setup/index.ts';

const POLICIES = batchPolicies({
  roleArn: 'arn:aws:iam::123456789012:role/teams/BedrockBatch',
  region: 'us-east-1',
  model: 'amazon.nova-lite-v1:0',
  inputUri: 's3://my-bucket/a*b/',
  outputUri: 's3://my-bucket/out/',
});

type Attributes = Readonly<Record<string, string>>;

/** Blocks of a configuration, by type and name, as the parser of HCL reads them. */
async function resourcesIn(text: string) {
  const { resource } = await parse('main.tf', text);
  return resource as Readonly<Record<string, Readonly<Record<string, readonly Attributes[]>>>>;
}

/** Reads what `jsonencode()` is given; HCL keeps it as an expression. */
async function encodedIn(expression = ''): Promise<unknown> {
  const [, value = ''] = /^\$\{jsonencode\((.*)\)\}$/s.exec(expression) ?? [];
  const { policy } = await parse('value.tf', `policy = ${value}`);
  // what Terraform makes of its own escape
  return JSON.parse(JSON.stringify(policy).replaceAll('$${', '${'));
}

describe('terraformOf()', () => {
  const text = terraformOf(POLICIES);

  it('writes the role, its policy, and the policies of the caller and of looking', () => {
    expect(text.match(/^resource .*$/gm)).toEqual([
      'resource "aws_iam_role" "bedrock_batch" {',
      'resource "aws_iam_role_policy" "bedrock_batch" {',
      'resource "aws_iam_policy" "bedrock_batch_caller" {',
      'resource "aws_iam_policy" "bedrock_batch_looks" {',
    ]);
    expect(text).toContain(
      '  name = "BedrockBatch"\n  path = "/teams/"\n  assume_role_policy = jsonencode({\n',
    );
    expect(text).toContain('  role = aws_iam_role.bedrock_batch.id\n');
  });

  it('is read by the parser of HCL, with each policy as it stands', async () => {
    const found = await resourcesIn(text);

    const [role] = found['aws_iam_role']?.['bedrock_batch'] ?? [];
    const [ofRole] = found['aws_iam_role_policy']?.['bedrock_batch'] ?? [];
    const [caller] = found['aws_iam_policy']?.['bedrock_batch_caller'] ?? [];
    const [looks] = found['aws_iam_policy']?.['bedrock_batch_looks'] ?? [];
    expect(role).toMatchObject({ name: 'BedrockBatch', path: '/teams/' });
    expect(await encodedIn(role?.['assume_role_policy'])).toEqual(POLICIES.role.trust);
    expect(await encodedIn(ofRole?.['policy'])).toEqual(POLICIES.role.permissions);
    expect(await encodedIn(caller?.['policy'])).toEqual(POLICIES.caller);
    expect(await encodedIn(looks?.['policy'])).toEqual(POLICIES.looks);
  });

  it('keeps the variables of IAM from being those of Terraform', () => {
    expect(text).toContain('"arn:aws:s3:::my-bucket/a$${*}b/*"');
    expect(text).not.toMatch(/[^$]\$\{/);
  });
});
