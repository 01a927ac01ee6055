import { describe, expect, it } from 'vitest';
import { judgeTrust } from '../../../src/setup/trust/judge-trust.ts';

const JOB = {
  'aws:sourceaccount': '123456789012',
  'aws:sourcearn': 'arn:aws:bedrock:us-east-1:123456789012:model-invocation-job/abcdefghijkl',
};
const ALLOW = {
  Effect: 'Allow',
  Principal: { Service: 'bedrock.amazonaws.com' },
  Action: 'sts:AssumeRole',
};
const jobsIn = (region: string) => `arn:aws:bedrock:${region}:123456789012:model-invocation-job/*`;

const judge = (...statements: readonly object[]) =>
  judgeTrust(encodeURIComponent(JSON.stringify({ Statement: statements })), JOB);

describe('judgeTrust()', () => {
  it("trusts AWS's own sample", () => {
    const Condition = {
      StringEquals: { 'aws:SourceAccount': '123456789012' },
      ArnEquals: { 'aws:SourceArn': jobsIn('us-east-1') },
    };

    expect(judge({ ...ALLOW, Condition })).toMatchObject({
      verdict: 'trusted',
      isConditional: true,
    });
  });

  it.each<[string, object]>([
    [
      'one of several services',
      { ...ALLOW, Principal: { Service: ['ec2.amazonaws.com', 'bedrock.amazonaws.com'] } },
    ],
    ['any action of STS', { ...ALLOW, Action: ['sts:TagSession', 'sts:*'] }],
    ['an action in other letters', { ...ALLOW, Action: 'STS:assumerole' }],
    [
      'keys in other letters',
      { ...ALLOW, Condition: { StringLike: { 'aws:sourceaccount': '1234*' } } },
    ],
    [
      'one of several values',
      {
        ...ALLOW,
        Condition: { ArnLike: { 'aws:SourceArn': [jobsIn('eu-west-1'), jobsIn('us-*')] } },
      },
    ],
  ])('trusts %s', (_, statement) => {
    expect(judge(statement).verdict).toBe('trusted');
  });

  it('tells a trust that has no condition', () => {
    expect(judge(ALLOW)).toEqual({
      verdict: 'trusted',
      isConditional: false,
      condition: undefined,
    });
  });

  it.each<[string, readonly object[]]>([
    ['no statement', []],
    ['another service', [{ ...ALLOW, Principal: { Service: 'ec2.amazonaws.com' } }]],
    ['another action', [{ ...ALLOW, Action: 'sts:TagSession' }]],
    ['an account', [{ ...ALLOW, Principal: { AWS: 'arn:aws:iam::123456789012:root' } }]],
  ])('does not trust %s', (_, statements) => {
    expect(judge(...statements)).toMatchObject({ verdict: 'not-trusted', condition: undefined });
  });

  it('names the condition that does not hold: jobs of another region, a job that was there before', () => {
    const other = judge({
      ...ALLOW,
      Condition: { ArnEquals: { 'aws:SourceArn': jobsIn('us-west-2') } },
    });
    const before = jobsIn('us-east-1').replace('*', 'zzzzzzzzzzzz');

    expect(other).toMatchObject({
      verdict: 'not-trusted',
      condition: `"ArnEquals" of "aws:SourceArn", "${jobsIn('us-west-2')}"`,
    });
    expect(judge({ ...ALLOW, Condition: { ArnEquals: { 'aws:SourceArn': before } } }).verdict).toBe(
      'not-trusted',
    );
  });

  it.each<[string, readonly object[]]>([
    [
      'a Deny',
      [
        ALLOW,
        { ...ALLOW, Effect: 'Deny', Condition: { Bool: { 'aws:SecureTransport': 'false' } } },
      ],
    ],
    [
      'a key that Bedrock may send',
      [{ ...ALLOW, Condition: { StringEquals: { 'aws:SourceOrgID': 'o-1' } } }],
    ],
    [
      'an operator that is not known',
      [{ ...ALLOW, Condition: { 'ForAnyValue:StringEquals': { 'aws:SourceAccount': '1' } } }],
    ],
    [
      'a variable',
      [
        {
          ...ALLOW,
          Condition: { StringEquals: { 'aws:SourceAccount': '${aws:PrincipalAccount}' } },
        },
      ],
    ],
    ['a condition that is none', [{ ...ALLOW, Condition: 'x' }]],
    [
      'what it is not about',
      [
        {
          Effect: 'Allow',
          NotPrincipal: { Service: 'ec2.amazonaws.com' },
          Action: 'sts:AssumeRole',
        },
      ],
    ],
    ['statements that are none', ['x' as unknown as object]],
  ])('does not know of %s', (_, statements) => {
    expect(judge(...statements).verdict).toBe('unknown');
  });

  it('trusts by one statement whatever others say, and doubts before it refuses', () => {
    const failing = { ...ALLOW, Condition: { StringEquals: { 'aws:SourceAccount': '1' } } };
    const doubted = { ...ALLOW, Condition: { StringEquals: { 'aws:SourceOrgID': 'o-1' } } };

    expect(judge(failing, doubted, ALLOW).verdict).toBe('trusted');
    expect(judge(failing, doubted).verdict).toBe('unknown');
  });

  it.each(['', '{', '%', 'null', '[]'])('does not know of the text %j', (text) => {
    expect(judgeTrust(text, JOB).verdict).toBe('unknown');
  });
});
