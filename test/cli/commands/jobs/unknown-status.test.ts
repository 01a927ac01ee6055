import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { jobReply, startReplies } from '../../../support/bedrock-replies.ts';
import { runMain } from '../../run-main.ts';

beforeEach(() => {
  vi.stubEnv('AWS_ACCESS_KEY_ID', 'test');
  vi.stubEnv('AWS_SECRET_ACCESS_KEY', 'test');
  vi.stubEnv('AWS_REGION', 'us-east-1');
});
afterEach(() => vi.unstubAllEnvs());

const HOSTILE = 'Paused\u001b]0;owned\u0007\u202e';
const JOB = 'arn:aws:bedrock:us-east-1:123456789012:model-invocation-job/abcdefghijk1';
// oxlint-disable-next-line no-control-regex -- control characters are exactly what is looked for
const RAW = /[\u0000-\u0009\u000b-\u001f\u202e]/;
const texts = { status: HOSTILE, message: HOSTILE, jobName: HOSTILE, modelId: HOSTILE };

describe('jobs list and jobs get', () => {
  it('show a status that is not known, say how it is taken, and all the other jobs', async () => {
    const list = { invocationJobSummaries: [jobReply(1, { status: 'Paused' }), jobReply(2)] };
    const endpoint = await startReplies({ list });

    const ended = await runMain(['jobs', 'list', '--endpoint-url', endpoint]);

    expect(ended.code).toBe(0);
    expect(ended.stdout).toMatch(/^Paused .* texts-0001/m);
    expect(ended.stdout).toMatch(/^InProgress .* texts-0002/m);
    expect(ended.stderr).toContain('does not know the status Paused');
  });

  it.each([
    ['list', ['jobs', 'list']],
    ['list --json', ['jobs', 'list', '--json']],
    ['get', ['jobs', 'get', JOB]],
    ['get --json', ['jobs', 'get', JOB, '--json']],
  ])('print nothing raw of what Bedrock tells (%s)', async (_, argv) => {
    const list = { invocationJobSummaries: [jobReply(1, texts)] };
    const endpoint = await startReplies({ list, get: () => jobReply(1, texts) });

    const ended = await runMain([...argv, '--endpoint-url', endpoint]);

    expect(ended.code).toBe(0);
    expect(ended.stdout).toContain('\\u001b');
    expect(ended.stdout + ended.stderr).not.toMatch(RAW);
  });

  it('wait names it while it waits', async () => {
    const controller = new AbortController();
    const endpoint = await startReplies({
      get: () => {
        setTimeout(() => controller.abort(new Error('enough')), 300);
        return jobReply(1, texts);
      },
    });

    const argv = ['jobs', 'wait', JOB, '--endpoint-url', endpoint];
    const ended = await runMain(argv, { signal: controller.signal });

    expect(ended.stderr).toContain('(not known to this version)');
    expect(ended.stdout + ended.stderr).not.toMatch(RAW);
  });
});
