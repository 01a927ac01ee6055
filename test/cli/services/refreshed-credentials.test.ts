import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterEach, expect, it, onTestFinished, vi } from 'vitest';
import { jobReply } from '../../support/bedrock-replies.ts';
import { serveOnLoopback } from '../../support/loopback.ts';
import { useTemporaryFolder } from '../../support/temporary-folder.ts';
import { runMain } from '../run-main.ts';

const folder = useTemporaryFolder();
const JOB = 'arn:aws:bedrock:us-east-1:123456789012:model-invocation-job/abcdefghijk1';
const LOOKS = 4;

afterEach(() => vi.unstubAllEnvs());

/** A profile whose credentials come from a process, each time others, and hold for a minute: the SDK asks again five minutes before. */
async function shortCredentials(): Promise<string> {
  const calls = join(folder.path, 'calls');
  const script = join(folder.path, 'credentials.mjs');
  await writeFile(calls, '');
  await writeFile(
    script,
    `import { appendFileSync, readFileSync } from 'node:fs';
appendFileSync(${JSON.stringify(calls)}, 'x');
const call = readFileSync(${JSON.stringify(calls)}).length;
const Expiration = new Date(Date.now() + 60_000).toISOString();
const keys = { AccessKeyId: 'AKIATEST', SecretAccessKey: 'secret', SessionToken: 'token-' + call };
console.log(JSON.stringify({ Version: 1, ...keys, Expiration }));
`,
  );
  const config = join(folder.path, 'config');
  const process = `credential_process = "${globalThis.process.execPath}" "${script}"`;
  await writeFile(config, `[profile short]\nregion = us-east-1\n${process}\n`);
  vi.stubEnv('AWS_CONFIG_FILE', config);
  vi.stubEnv('AWS_SHARED_CREDENTIALS_FILE', join(folder.path, 'none'));
  for (const name of ['AWS_ACCESS_KEY_ID', 'AWS_SECRET_ACCESS_KEY', 'AWS_SESSION_TOKEN'])
    vi.stubEnv(name, undefined);
  return calls;
}

it('credentials that expire while a job is waited for are asked for again by the SDK', async () => {
  const calls = await shortCredentials();
  const tokens: unknown[] = [];
  const { endpoint, stop } = await serveOnLoopback((request, response) => {
    tokens.push(request.headers['x-amz-security-token']);
    const status = tokens.length < LOOKS ? 'InProgress' : 'Completed';
    response.writeHead(200, { 'content-type': 'application/json' });
    response.end(JSON.stringify(jobReply(1, { status })));
  });
  onTestFinished(stop);

  const ended = await runMain([
    ...['jobs', 'wait', JOB, '--profile', 'short', '--poll-seconds', '1'],
    ...['--endpoint-url', endpoint],
  ]);

  expect(ended).toMatchObject({ code: 0, stdout: expect.stringContaining('Completed') });
  expect(tokens).toHaveLength(LOOKS);
  expect(new Set(tokens).size).toBe(LOOKS);
  expect((await readFile(calls, 'utf8')).length).toBeGreaterThanOrEqual(LOOKS);
});
