import { describe, expect, it } from 'vitest';
import { openRun, type RunState } from '../../../src/dataset/index.ts';
import { endedAttempt, foreignRun, foreignState, JOB_ARN } from '../../support/foreign-run.ts';

const attempt = endedAttempt();
const target = { region: 'us-east-1', account: '123456789012', endpoint: 'aws' };
const withTarget = (change: object) => ({ target: { ...target, ...change } });
const withAttempt = (change: object) => ({
  jobs: [{ folder: 'jobs/0000', attempts: [{ ...attempt, ...change }] }],
});
const withRequest = (change: object) => withAttempt({ request: { ...attempt.request, ...change } });
const input = (s3Uri: string) => ({
  inputDataConfig: { s3InputDataConfig: { s3Uri, s3InputFormat: 'JSONL' } },
});
const output = (s3Uri: string) => ({ outputDataConfig: { s3OutputDataConfig: { s3Uri } } });
const ESCAPE = '\u001b]0;owned\u0007\u202e';

const REFUSED: readonly (readonly [string, object])[] = [
  ['a region that is a host', withTarget({ region: 'us-east-1.evil.example/' })],
  ['a region with an at sign', withTarget({ region: 'x@evil.example' })],
  ['a region of two labels', withTarget({ region: 'us-east-1.evil' })],
  ['no region', withTarget({ region: '' })],
  ['a region that escapes', withTarget({ region: ESCAPE })],
  ['an account that is none', withTarget({ account: '../../../..' })],
  ['a folder above', { jobs: [{ folder: '../../../../tmp/owned', attempts: [] }] }],
  ['a folder that is no job', { jobs: [{ folder: 'runs/main', attempts: [] }] }],
  ['a job too many', { jobs: [0, 1].map((job) => ({ folder: `jobs/000${job}`, attempts: [] })) }],
  ['a job too few', { jobs: [] }],
  ['an input that is no URI', { inputUri: 'https://evil.example/' }],
  ['an output that is no URI', { outputUri: 'file:///etc/' }],
  ['an output that is no folder', { outputUri: 's3://bucket/out' }],
  ['outputs elsewhere', withRequest(output('s3://evil-bucket/out/'))],
  ['inputs elsewhere', withRequest(input('s3://evil-bucket/in/'))],
  ['a role that is none', withRequest({ roleArn: 'arn:aws:iam::123456789012:user/root' })],
  ['a job name that is none', withRequest({ jobName: ESCAPE })],
  ['a model that is none', withRequest({ modelId: '../../model' })],
  ['a token that is none', withRequest({ clientRequestToken: 'a b' })],
  ['a job of another region', withAttempt({ jobArn: JOB_ARN.replace('us-east-1', 'eu-west-1') })],
  ['a job of another account', withAttempt({ jobArn: JOB_ARN.replace('1234', '9999') })],
  ['a job that is only an id', withAttempt({ jobArn: 'aaaaaaaaaaaa' })],
  ['a job that is a path', withAttempt({ jobArn: `${JOB_ARN}/../../x` })],
  ['a job that is another thing', withAttempt({ jobArn: 'arn:aws:s3:::evil' })],
  ['a job whose partition is text', withAttempt({ jobArn: JOB_ARN.replace('aws:', 'aws-/x y:') })],
  [
    'a count below nothing',
    withAttempt({
      seen: { status: 'Completed', counts: { total: -1, processed: 0, succeeded: 0, failed: 0 } },
    }),
  ],
  [
    'a count beyond counting',
    withAttempt({
      seen: {
        status: 'Completed',
        counts: { total: 1e300, processed: 0, succeeded: 0, failed: 0 },
      },
    }),
  ],
  ['an attempt before the first', withAttempt({ attempt: 0 })],
  ['a key of its own', { endpointUrl: 'http://evil.example' }],
  ['another name', { run: '../../main' }],
];

const open = async (change: object) =>
  openRun(await foreignRun((dataset) => ({ ...foreignState(dataset), ...change })));

describe('a run.json that someone else wrote', () => {
  it.each(REFUSED)('is refused with %s', async (_, change) => {
    const opening = open(change);

    await expect(opening).rejects.toMatchObject({ code: 'RUN_STATE' });
    await opening.catch(({ message, hint }: { message: string; hint?: string }) => {
      // oxlint-disable-next-line no-control-regex -- control characters are exactly what is looked for
      expect(`${message}${hint}`).not.toMatch(/[\u0000-\u001f\u202e]/);
    });
  });

  it.each([
    ['prototype keys', '{"__proto__":{"target":{}},"constructor":{}}'],
    [
      'a prototype key in the right place',
      (state: RunState) => `${JSON.stringify(state).slice(0, -1)},"__proto__":{"run":"x"}}`,
    ],
    ['no JSON', '{'],
    ['a list', '[]'],
    ['a number', '7'],
    ['deep nesting', '['.repeat(100_000)],
  ])('is refused with %s', async (_, made) => {
    const folder = await foreignRun((dataset) =>
      typeof made === 'string' ? made : made(foreignState(dataset)),
    );

    await expect(openRun(folder)).rejects.toMatchObject({ code: 'RUN_STATE' });
  });

  it('is read where all is as this package writes it', async () => {
    await expect(open({})).resolves.toMatchObject({ name: 'main' });
    await expect(open(withTarget({ region: 'us-gov-west-1' }))).rejects.toThrow(/is not a job of/);
  });

  /** A pattern that backtracks would not end before the test does. */
  it('is looked at in linear time, however long its texts are', async () => {
    const long = 's3://a/'.padEnd(1_000_000, 'a-');
    for (const change of [
      { inputUri: long },
      withRequest({ roleArn: `arn:aws${'-a'.repeat(500_000)}` }),
      withRequest({ modelId: 'a-'.repeat(500_000) }),
      withRequest({ jobName: 'a-'.repeat(500_000) }),
      withAttempt({ jobArn: `arn:aws${'-a'.repeat(500_000)}` }),
      withTarget({ region: 'a-'.repeat(500_000) }),
    ])
      await expect(open(change)).rejects.toMatchObject({ code: 'RUN_STATE' });
  });
});
