import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import {
  createEmulator,
  type Emulator,
  type EmulatorOptions,
} from '../../../../src/emulator/index.ts';
import { runMain } from '../../run-main.ts';

const OPUS_4_1 = 'anthropic.claude-opus-4-1-20250805-v1:0';
const AS_OF = ['--as-of', '2026-11-28'];
let emulator: Emulator;

async function listen(options: EmulatorOptions = {}): Promise<void> {
  emulator = await createEmulator({ asOf: '2026-11-28', ...options });
}

const live = (...flags: readonly string[]) =>
  runMain([
    ...['models', '--live', '--region', 'us-east-1', '--endpoint-url', emulator.endpoint],
    ...[...AS_OF, ...flags],
  ]);

beforeEach(() => {
  vi.stubEnv('AWS_ACCESS_KEY_ID', 'test');
  vi.stubEnv('AWS_SECRET_ACCESS_KEY', 'test');
});
afterEach(async () => {
  vi.unstubAllEnvs();
  await emulator.close();
});

describe('bedrock-batch models --live', () => {
  it('shows what the account has, and what differs from the tables', async () => {
    await listen({
      foundationModels: (known) => [
        ...known.filter(({ modelId }) => modelId !== 'zai.glm-4.7'),
        {
          modelId: 'anthropic.claude-new-7-v1:0',
          providerName: 'Anthropic',
          status: 'LEGACY',
          endOfLife: '2027-03-01',
          inferenceTypes: ['INFERENCE_PROFILE'],
        },
      ],
    });
    const { code, stdout, stderr } = await live();

    expect(code).toBe(0);
    expect(stdout).toMatch(
      /^anthropic\.claude-opus-4-1-20250805-v1:0 +LEGACY +2027-01-08 +ON_DEMAND$/m,
    );
    expect(stdout).toMatch(
      /^anthropic\.claude-new-7-v1:0 +LEGACY +2027-03-01 +INFERENCE_PROFILE +this version does not know it; it is LEGACY until 2027-03-01/m,
    );
    expect(stderr).toMatch(/models in us-east-1, of which 1 differ from the tables/);
    expect(stderr).toContain('Known and not listed in us-east-1: zai.glm-4.7');
  });

  it('shows one model by any of its ids, as JSON too', async () => {
    await listen();
    const { stdout } = await live('--json', '--model', `us.${OPUS_4_1}`);

    expect(JSON.parse(stdout)).toEqual({
      model: `us.${OPUS_4_1}`,
      region: 'us-east-1',
      asOf: '2026-11-28',
      models: [
        {
          modelId: OPUS_4_1,
          status: 'LEGACY',
          endOfLife: '2027-01-08',
          inferenceTypes: ['ON_DEMAND'],
          differences: [],
        },
      ],
      missing: [],
    });
  });

  it('says that a model is not listed', async () => {
    await listen();
    const { code, stdout, stderr } = await live('--model', 'amazon.nova-9-v1:0');

    expect({ code, stdout }).toEqual({ code: 0, stdout: '' });
    expect(stderr).toContain('AWS lists no "amazon.nova-9-v1:0" in us-east-1');
  });

  it('says what is not allowed, and what to allow', async () => {
    const message = 'User is not authorized to perform: bedrock:ListFoundationModels';
    await listen({
      faults: { bedrock: () => ({ status: 403, code: 'AccessDeniedException', message }) },
    });
    const { code, stdout, stderr } = await live();

    expect({ code, stdout }).toEqual({ code: 3, stdout: '' });
    expect(stderr).toContain(`Bedrock refused ListFoundationModels: "${message}"`);
    expect(stderr).toContain('Allow the caller bedrock:ListFoundationModels');
  });
});
