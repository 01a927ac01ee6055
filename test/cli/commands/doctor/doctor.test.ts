import { describe, expect, it } from 'vitest';
import { runMain } from '../../run-main.ts';
import { useEmulator } from '../../with-emulator.ts';

const served = useEmulator({ asOf: '2026-11-28' });
const MODEL = ['--model', 'amazon.nova-lite-v1:0', '--as-of', '2026-11-28'];
const TO = ['--to', 's3://data/batch/'];
const ROLE = ['--role-arn', 'arn:aws:iam::123456789012:role/BedrockBatch'];

describe('bedrock-batch doctor', () => {
  it('says of each look what was found, and ends with 0 where nothing is wrong', async () => {
    const { code, stdout, stderr } = await served.call('doctor', ...MODEL, ...TO, ...ROLE);

    expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
    expect(stdout).toContain('ok       credentials: Account 123456789012');
    expect(stdout).toContain('unknown  untried: Only the first job tells');
    expect(stdout).toMatch(/\n\nIn us-east-1: \d+ ok, 0 wrong, \d+ unknown\n$/);
  });

  it('ends with 1 where something is wrong, and says what to do', async () => {
    const gone = ['--role-arn', 'arn:aws:iam::123456789012:role/Gone'];
    const { code, stdout } = await served.call('doctor', ...MODEL, ...TO, ...gone);

    expect(code).toBe(1);
    expect(stdout).toMatch(
      /wrong {4}role: There is no role "Gone" in account 123456789012\n {9}hint: Create it/,
    );
  });

  it('ends with 3 where the network fails, and nothing is wrong', async () => {
    const nowhere = ['--endpoint-url', 'http://127.0.0.1:1'];
    const { code, stdout } = await runMain(['doctor', ...TO, '--json', ...nowhere]);

    const { checks } = JSON.parse(stdout) as { checks: { name: string; isRetryable: boolean }[] };
    expect(code).toBe(3);
    expect(checks.find(({ name }) => name === 'credentials')).toMatchObject({ isRetryable: true });
  });

  it('ends with 2 for a role that is none, and flags that do nothing', async () => {
    const role = await served.call('doctor', '--role-arn', 'x');
    const local = await runMain(['doctor', '--local', '--region', 'us-east-1']);
    const owner = await runMain(['doctor', '--input-bucket-owner', '123456789012']);

    expect([role.code, local.code, owner.code]).toEqual([2, 2, 2]);
    expect(role.stderr).toContain('--role-arn is "x"');
  });

  it('looks at the embedded emulator with --local, whatever the environment says', async () => {
    const { code, stdout } = await runMain(['doctor', '--local', ...MODEL, '--json']);

    expect(code).toBe(0);
    expect(JSON.parse(stdout)).toMatchObject({ region: 'us-east-1', checks: { length: 11 } });
  });
});
