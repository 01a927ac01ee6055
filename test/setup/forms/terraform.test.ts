import { describe, expect, it } from 'vitest';
import { batchPolicies, terraformOf } from '../../../src/setup/index.ts';

describe('terraformOf()', () => {
  const text = terraformOf(
    batchPolicies({
      roleArn: 'arn:aws:iam::123456789012:role/teams/BedrockBatch',
      region: 'us-east-1',
      model: 'amazon.nova-lite-v1:0',
      inputUri: 's3://my-bucket/a*b/',
      outputUri: 's3://my-bucket/out/',
    }),
  );

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

  it('keeps the variables of IAM from being those of Terraform', () => {
    expect(text).toContain('"arn:aws:s3:::my-bucket/a$${*}b/*"');
    expect(text).not.toMatch(/[^$]\$\{/);
  });
});
