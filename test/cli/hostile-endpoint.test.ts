import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { RunTarget } from '../../src/dataset/index.ts';
import { foreignRun, foreignState } from '../support/foreign-run.ts';
import { startListener } from '../support/listener.ts';
import { runMain } from './run-main.ts';

beforeEach(() => {
  vi.stubEnv('AWS_ACCESS_KEY_ID', 'AKIAEXAMPLE');
  vi.stubEnv('AWS_SECRET_ACCESS_KEY', 'secret');
  vi.stubEnv('AWS_SESSION_TOKEN', 'session-token');
  vi.stubEnv('AWS_MAX_ATTEMPTS', '1');
});
afterEach(() => vi.unstubAllEnvs());

const COMMANDS: readonly (readonly string[])[] = [
  ['results'],
  ['jobs', 'get'],
  ['jobs', 'wait'],
  ['jobs', 'stop'],
];
const VARIABLES = ['AWS_ENDPOINT_URL', 'AWS_ENDPOINT_URL_BEDROCK'] as const;

/** A dataset whose run was begun, as its file says, at an endpoint. */
const runAt = (endpoint: string, seen?: 'Completed', change: Partial<RunTarget> = {}) =>
  foreignRun((dataset) => {
    const target = { region: 'us-east-1', account: '123456789012', endpoint, ...change };
    const state = foreignState(dataset, { target });
    const jobs = state.jobs.map((job) => ({
      ...job,
      attempts: job.attempts.map((one) => ({ ...one, seen: seen && { status: seen } })),
    }));
    return { ...state, jobs };
  });

describe('an endpoint that stands in run.json', () => {
  it.each(COMMANDS)('is not called by %s', async (...command) => {
    const { endpoint, heard } = await startListener();
    for (const seen of [undefined, 'Completed'] as const) {
      const folder = await runAt(endpoint, seen);

      const ended = await runMain([...command, folder]);

      expect(ended).toMatchObject({ code: 2, stdout: '' });
      expect(ended.stderr).toContain(`--endpoint-url ${endpoint}`);
    }
    expect(heard).toEqual([]);
  });

  it.each(COMMANDS)('is called by %s where the flag gives it again', async (...command) => {
    const { endpoint, heard } = await startListener();
    const folder = await runAt(endpoint);

    const ended = await runMain([...command, folder, '--endpoint-url', endpoint]);

    expect(ended.code).toBe(3);
    expect(heard).not.toEqual([]);
  });

  it.each(VARIABLES)('is called where %s gives it again', async (variable) => {
    const { endpoint, heard } = await startListener();
    vi.stubEnv(variable, endpoint);

    const ended = await runMain(['jobs', 'get', await runAt(endpoint)]);

    expect(ended.code).toBe(3);
    expect(heard).not.toEqual([]);
  });

  it('is not called where another one is given, nor is that', async () => {
    const [one, other] = [await startListener(), await startListener()];
    const asked = ['--endpoint-url', other.endpoint];
    for (const command of COMMANDS) {
      const ended = await runMain([...command, await runAt(one.endpoint), ...asked]);

      expect(ended.code).toBe(2);
      expect(ended.stderr).toContain('RUN_TARGET_DIFFERS');
    }
    expect([...one.heard, ...other.heard]).toEqual([]);
  });

  it('differs from an endpoint of the environment where it is AWS', async () => {
    const { endpoint, heard } = await startListener();
    vi.stubEnv('AWS_ENDPOINT_URL', endpoint);

    const ended = await runMain(['jobs', 'get', await runAt('aws')]);

    expect(ended.code).toBe(2);
    expect(ended.stderr).toContain(`was begun for the endpoint "aws", and now "${endpoint}"`);
    expect(heard).toEqual([]);
  });

  it.each([
    ['a shell word', 'http://127.0.0.1:1/$(touch owned)'],
    ['another shell word', 'http://127.0.0.1:1/;touch owned'],
    ['an escape', 'http://127.0.0.1:1/\u001b]0;owned\u0007'],
    ['a line break', 'http://127.0.0.1:1/\n--endpoint-url http://evil.example'],
    ['quotes', 'http://127.0.0.1:1/" `owned` \''],
  ])('is no flag to copy where it is %s', async (_, endpoint) => {
    const ended = await runMain(['results', await runAt(endpoint)]);

    expect(ended.code).toBe(2);
    expect(ended.stderr).toMatch(/again with --endpoint-url, or by/);
    // oxlint-disable-next-line no-control-regex -- control characters are exactly what is looked for
    expect(ended.stderr).not.toMatch(/[\u0000-\u0009\u000b-\u001f]/);
  });

  it('is not taken for the place of objects of the same name at AWS', async () => {
    const { endpoint, heard } = await startListener();
    vi.stubEnv('AWS_ENDPOINT_URL_BEDROCK', endpoint);

    const ended = await runMain(['results', await runAt(endpoint, 'Completed')]);

    expect(ended.code).toBe(2);
    expect(ended.stderr).toContain(`--endpoint-url ${endpoint}`);
    expect(heard).toEqual([]);
  });
});

describe('a region that stands in run.json', () => {
  it('is refused where another one is asked for', async () => {
    const folder = await runAt('aws', undefined);

    const ended = await runMain(['jobs', 'get', folder, '--region', 'eu-west-1']);

    expect(ended.code).toBe(2);
    expect(ended.stderr).toContain('was begun for the region "us-east-1", and now "eu-west-1"');
  });
});

describe('run --local', () => {
  it('leaves no address behind, only the word', async () => {
    const path = await runAt('aws');
    const out = join(path, 'new');
    const argv = ['run', '-', '--format', 'jsonl', '--model', 'amazon.titan-embed-text-v2:0'];
    const quota = ['--quota', 'min-records-per-job=1'];
    const text = ['--prompt', '{{text}}', '--out', out, '--local'];

    const ended = await runMain([...argv, ...quota, ...text], { stdin: '{"text":"a"}\n' });
    const state = await readFile(join(out, 'runs/local/run.json'), 'utf8');

    expect(ended.code).toBe(0);
    expect(JSON.parse(state).target.endpoint).toBe('local');
    expect(state).not.toMatch(/https?:|127\.0\.0\.1|localhost/);
  });
});
