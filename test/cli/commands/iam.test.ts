import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { useTemporaryFolder } from '../../support/temporary-folder.ts';
import { runMain } from '../run-main.ts';

const folder = useTemporaryFolder();
const ROLE = ['--role-arn', 'arn:aws:iam::123456789012:role/Batch'];
const TO = ['--to', 's3://my-bucket/batch/'];
const REGION = ['--region', 'us-east-1'];
const MODEL = ['--model', 'amazon.nova-lite-v1:0'];

async function dataset(): Promise<string> {
  const [source, out] = [join(folder.path, 'movies.csv'), join(folder.path, 'movies')];
  await writeFile(source, `title\n${'Alien\n'.repeat(100)}`);
  const { code } = await runMain([
    'build',
    source,
    '--out',
    out,
    '--prompt',
    '{{title}}',
    ...MODEL,
  ]);
  expect(code).toBe(0);
  return out;
}

describe('bedrock-batch iam', () => {
  it('prints four policies for all below --to', async () => {
    const { code, stdout, stderr } = await runMain(['iam', ...TO, ...ROLE, ...REGION, ...MODEL]);

    expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
    expect(Object.keys(JSON.parse(stdout))).toEqual(['trust', 'role', 'caller', 'looks']);
    expect(stdout).toContain('"arn:aws:s3:::my-bucket/batch/*"');
  });

  it('prints those of a dataset for its own prefixes, and says what they leave out', async () => {
    const { stdout, stderr } = await runMain(['iam', await dataset(), ...TO, ...ROLE, ...REGION]);

    expect(stdout).toMatch(/"arn:aws:s3:::my-bucket\/batch\/movies-[0-9a-f]{12}\/\*"/);
    expect(stdout).toMatch(/"arn:aws:s3:::my-bucket\/batch\/movies-[0-9a-f]{12}-output\/\*"/);
    expect(stdout).toContain('foundation-model/amazon.nova-lite-v1:0');
    expect(stderr).toContain('a retry, or another build, has prefixes of its own');
  });

  it('prints one of them, or all in another form', async () => {
    const argv = ['iam', ...TO, ...ROLE, ...REGION, ...MODEL];

    const trust = await runMain([...argv, '--only', 'trust']);
    const terraform = await runMain([...argv, '--format', 'terraform']);
    const cdk = await runMain([...argv, '--format', 'cdk']);

    expect(JSON.parse(trust.stdout)).toMatchObject({
      Statement: [{ Principal: { Service: 'bedrock.amazonaws.com' } }],
    });
    expect(terraform.stdout).toMatch(/^resource "aws_iam_role" "bedrock_batch" \{\n/);
    expect(cdk.stdout).toMatch(/^import \{ Stack, /);
  });

  it.each([
    [['--role-arn', 'Batch', ...MODEL], '--role-arn is "Batch"'],
    [ROLE, 'Permissions belong to a model'],
    [[...ROLE, ...MODEL, '--output-kms-key', 'alias/x'], '--output-kms-key is "alias/x"'],
    [[...ROLE, ...MODEL, '--format', 'cdk', '--only', 'role'], '--only has no effect'],
    [[...ROLE, ...MODEL, '--output-uri', 's3://a/b=c/'], '--output-uri is "s3://a/b=c/"'],
  ])('refuses %j', async (given, message) => {
    const { code, stdout, stderr } = await runMain(['iam', ...TO, ...REGION, ...given]);

    expect({ code, stdout }).toEqual({ code: 2, stdout: '' });
    expect(stderr).toContain(message);
  });
});
