import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterEach, describe, expect, it, onTestFinished, vi } from 'vitest';
import { createEmulator, type EmulatorOptions } from '../../../src/emulator/index.ts';
import { claimFolder } from '../../../src/io/index.ts';
import { familyOf } from '../../../src/models/index.ts';
import { readOutputLine } from '../../../src/results/outputs/output-line.ts';
import { askOnDemand, type OnDemandOptions, type OnDemandRecords } from '../../../src/run/index.ts';
import { runtimeSdk } from '../../support/runtime-sdk.ts';
import { stubCredentials } from '../../support/stub-credentials.ts';
import { useTemporaryFolder } from '../../support/temporary-folder.ts';

const folder = useTemporaryFolder();
afterEach(() => vi.unstubAllEnvs());

const TITAN = 'amazon.titan-embed-text-v2:0';
const CLAUDE = 'us.anthropic.claude-haiku-4-5-20251001-v1:0';

/** Starts an emulator; gives what asks it. */
async function asker(options: EmulatorOptions = {}, attempts = 1) {
  const emulator = await createEmulator({ timeScale: 0, ...options });
  const runtime = new runtimeSdk.BedrockRuntimeClient({
    ...emulator.clientConfig,
    maxAttempts: attempts,
  });
  const out = join(folder.path, 'on-demand');
  onTestFinished(async () => {
    runtime.destroy();
    await emulator.close();
  });
  const ask = (records: OnDemandRecords, changes: Partial<OnDemandOptions> = {}) =>
    askOnDemand(records, { model: TITAN, out, runtime, ...changes });
  return { ask, out, path: join(out, 'answers.jsonl') };
}

const titan = (recordId: string) => ({ recordId, modelInput: { inputText: `Text ${recordId}` } });
const titans = (count: number) => Array.from({ length: count }, (_, at) => titan(`r${at + 1}`));

interface Line {
  readonly recordId: string;
  readonly modelOutput?: unknown;
  readonly error?: unknown;
}

async function linesOf(path: string): Promise<readonly Line[]> {
  const text = await readFile(path, 'utf8');
  expect(text.endsWith('\n')).toBe(true);
  return text
    .trimEnd()
    .split('\n')
    .map((line) => JSON.parse(line) as Line);
}

const idsOf = async (path: string) => (await linesOf(path)).map(({ recordId }) => recordId).sort();

describe('askOnDemand', () => {
  it('writes a line as Bedrock does for each record, which results read', async () => {
    const { ask, path } = await asker();

    const report = await ask(titans(6));

    expect(report).toEqual({ path, records: 6, kept: 0, answered: 6, failed: 0, requests: 6 });
    expect(await idsOf(path)).toEqual(['r1', 'r2', 'r3', 'r4', 'r5', 'r6']);
    const [line = ''] = (await readFile(path, 'utf8')).split('\n');
    const read = readOutputLine(Buffer.from(line), familyOf(TITAN));
    expect(read).toMatchObject({ content: 'modelOutput', outcome: { status: 'succeeded' } });
  });

  it('sends and keeps model inputs byte for byte', async () => {
    const inputs: unknown[] = [];
    const { ask, path } = await asker({
      answer: ({ modelInput }) => {
        inputs.push(modelInput);
        return undefined;
      },
    });
    const modelInput = '{ "inputText" : "1\\u00e9", "dimensions":256 ,"normalize": true}';

    await ask([Buffer.from(`{"modelInput":${modelInput},"recordId":"\\u0061"}\n`)]);

    expect(inputs).toEqual([{ inputText: '1é', dimensions: 256, normalize: true }]);
    expect(await readFile(path, 'utf8')).toContain(
      `{"recordId":"\\u0061","modelInput":${modelInput},`,
    );
  });

  it('keeps numbers of answers as they came, on one line', async () => {
    const { ask, path } = await asker({ answer: () => ({ embedding: [1e21, 0.1] }) });

    await ask([titan('a')]);

    expect(await readFile(path, 'utf8')).toContain(
      '"modelOutput":{"embedding":[1e+21,0.1]},"onDemand":',
    );
  });

  it('asks by Converse too, with tools, and with media in base64', async () => {
    const { ask, path } = await asker();
    const image = { image: { format: 'png', source: { bytes: 'iVBORw0KGgo=' } } };
    const tools = [{ toolSpec: { name: 'look', inputSchema: { json: { type: 'object' } } } }];
    const content = [{ text: 'What is it?' }, image];
    const modelInput = { messages: [{ role: 'user', content }], toolConfig: { tools } };

    await ask([{ recordId: 'a', modelInput }], { model: CLAUDE, invocationType: 'Converse' });

    const line = (await readFile(path, 'utf8')).trimEnd();
    const family = familyOf(CLAUDE, { invocationType: 'Converse' });
    expect(readOutputLine(Buffer.from(line), family)).toMatchObject({
      outcome: { status: 'succeeded', text: 'What is it?', finishReason: 'stop' },
    });
  });

  it('gives what a record is refused for, or fails with, as its error, and asks the others', async () => {
    const codes: Readonly<Record<string, number>> = { r2: 400, r3: 408, r4: 424, r5: 500 };
    const { ask, path } = await asker({
      answer: ({ modelInput }) => {
        const id = String(modelInput['inputText']).slice(5);
        const errorCode = codes[id];
        return errorCode && { error: { errorCode, errorMessage: `No for ${id}` } };
      },
    });

    const report = await ask(titans(6));

    expect(report).toMatchObject({ records: 6, answered: 2, failed: 4 });
    const errors = (await linesOf(path)).filter(({ error }) => error !== undefined);
    expect(errors.map(({ recordId, error }) => [recordId, error]).sort()).toEqual(
      Object.entries(codes).map(([id, errorCode]) => [
        id,
        { errorCode, errorMessage: `No for ${id}` },
      ]),
    );
  });

  it('asks records that have their line no second time, whatever it says', async () => {
    let asked = 0;
    const { ask, path } = await asker({
      answer: () => {
        asked += 1;
        return asked === 1 ? { error: { errorCode: 500, errorMessage: 'No' } } : undefined;
      },
    });
    await ask(titans(3), { concurrency: 1 });
    const before = await readFile(path, 'utf8');

    const report = await ask(titans(5));

    expect(asked).toBe(5);
    expect(report).toMatchObject({ records: 5, kept: 3, answered: 4, failed: 1, requests: 2 });
    expect((await readFile(path, 'utf8')).startsWith(before)).toBe(true);
  });

  it('asks as many at a time as it is told', async () => {
    let [under, most] = [0, 0];
    let open = (): void => undefined;
    const areThree = new Promise<void>((resolve) => {
      open = resolve;
    });
    const { ask } = await asker({
      answer: async () => {
        under += 1;
        most = Math.max(most, under);
        if (under === 3) open();
        await areThree;
        under -= 1;
        return undefined;
      },
    });

    await ask(titans(12), { concurrency: 3 });

    expect(most).toBe(3);
  });

  it('counts requests that the SDK repeats, for an answer that was lost may be paid for twice', async () => {
    let answered = 0;
    const { ask } = await asker(
      {
        faults: { bedrock: ({ count }) => (count === 1 ? { after: 'hangUp' } : undefined) },
        answer: () => {
          answered += 1;
          return undefined;
        },
      },
      2,
    );

    const report = await ask(titans(1));

    expect(report).toMatchObject({ records: 1, answered: 1, requests: 2 });
    expect(answered).toBe(2);
  });

  it('shows what Bedrock says of a model that is not served on demand, with what to do', async () => {
    const { ask, path } = await asker();
    const modelInput = {
      anthropic_version: 'bedrock-2023-05-31',
      max_tokens: 9,
      messages: [{ role: 'user', content: 'Hi' }],
    };

    const asking = ask([{ recordId: 'a', modelInput }], { model: CLAUDE.slice(3) });

    await expect(asking).rejects.toMatchObject({
      code: 'JOB_VALIDATION',
      operation: 'InvokeModel',
      message: expect.stringMatching(
        /on-demand throughput isn’t supported.*; 0 records have their line in/,
      ),
      hint: expect.stringContaining('inference profile'),
    });
    expect(await readFile(path, 'utf8')).toBe('');
  });

  it.each([
    [403, 'AccessDeniedException', 'JOB_ACCESS_DENIED', 'bedrock:InvokeModel'],
    [404, 'ResourceNotFoundException', 'JOB_NOT_FOUND', 'AWS ends models'],
    [400, 'ServiceQuotaExceededException', 'JOB_QUOTA', 'Service Quotas'],
    [503, 'ServiceUnavailableException', 'JOB_REQUEST', 'Repeat'],
  ])('ends with what holds for all records, such as %i %s', async (status, code, own, hint) => {
    const fault = { status, code, message: 'No' };
    const { ask, path } = await asker({
      faults: { bedrock: ({ count }) => (count === 3 ? fault : undefined) },
    });

    const asking = ask(titans(9), { concurrency: 1 });

    await expect(asking).rejects.toMatchObject({
      code: own,
      message: expect.stringContaining('2 records have their line'),
      hint: expect.stringContaining(hint),
    });
    expect(await idsOf(path)).toEqual(['r1', 'r2']);
    expect(await ask(titans(9))).toMatchObject({ records: 9, kept: 2, answered: 9 });
  });

  it('ends where nobody answers, and goes on when it is called again', async () => {
    let isDown = true;
    const { ask } = await asker({
      faults: { bedrock: ({ count }) => (isDown && count > 2 ? { hangUp: true } : undefined) },
    });

    await expect(ask(titans(5), { concurrency: 1 })).rejects.toMatchObject({
      code: 'JOB_REQUEST',
      isRetryable: true,
    });
    isDown = false;

    expect(await ask(titans(5))).toMatchObject({ kept: 2, answered: 5, requests: 3 });
  });

  it('ends with the reason of its signal, and keeps what was answered', async () => {
    const controller = new AbortController();
    const { ask, path } = await asker({
      answer: async ({ modelInput }) => {
        if (modelInput['inputText'] !== 'Text r3') return undefined;
        controller.abort(new Error('enough'));
        return new Promise(() => {});
      },
    });

    const asking = ask(titans(5), { concurrency: 1, signal: controller.signal });

    await expect(asking).rejects.toThrow('enough');
    expect(await idsOf(path)).toEqual(['r1', 'r2']);
  });

  it('drops a last line that was cut short, and asks that record again', async () => {
    const { ask, path } = await asker();
    await ask(titans(3), { concurrency: 1 });
    const bytes = await readFile(path);
    await writeFile(path, bytes.subarray(0, -5));

    const report = await ask(titans(3));

    expect(report).toMatchObject({ kept: 2, answered: 3, requests: 1 });
    expect(await idsOf(path)).toEqual(['r1', 'r2', 'r3']);
  });

  it('refuses a folder with answers of another model, or to other model inputs', async () => {
    const { ask, path } = await asker();
    await ask(titans(2));
    const before = await readFile(path, 'utf8');

    await expect(ask(titans(2), { model: CLAUDE })).rejects.toMatchObject({
      code: 'INVALID_OPTION',
      option: 'model',
    });
    await expect(ask([{ recordId: 'r1', modelInput: { inputText: 'x' } }])).rejects.toMatchObject({
      code: 'DATASET_CHANGED',
      path,
    });
    expect(await readFile(path, 'utf8')).toBe(before);
  });

  it('refuses a file that has something else in it', async () => {
    const { ask, out, path } = await asker();
    await mkdir(out);
    await writeFile(path, '{"recordId":"r1","modelInput":{},"modelOutput":{}}\n');

    await expect(ask(titans(1))).rejects.toMatchObject({ code: 'DATASET_CHANGED' });
  });

  it('is the only one that asks for a folder', async () => {
    const { ask, out } = await asker();
    const owner = await claimFolder(out, 'ask');

    await expect(ask(titans(1))).rejects.toMatchObject({
      code: 'DATASET_BUSY',
      message: expect.stringContaining('asking on demand and keeping the answers in'),
    });
    await owner.release();
  });

  it.each([
    [[titan('a'), titan('a')], 'Two records have the id "a"'],
    [[{ modelInput: { inputText: 'x' } }], 'no record with an id'],
    [[{ recordId: '', modelInput: {} }], 'no record with an id'],
    [[Buffer.from('{"recordId":"a"}\n')], 'no record with an id'],
    [[Buffer.from('{"recordId":')], 'no record with an id'],
  ])('refuses records that are none, or one twice', async (records, message) => {
    const { ask } = await asker();

    await expect(ask(records as OnDemandRecords)).rejects.toMatchObject({
      code: 'INVALID_OPTION',
      message: expect.stringContaining(message),
    });
  });

  it('gives back what the records throw as it is', async () => {
    const { ask } = await asker();
    const records = (async function* () {
      yield titan('a');
      throw new RangeError('no more');
    })();

    await expect(ask(records)).rejects.toThrow(new RangeError('no more'));
  });

  it.each([0, 101, 1.5])('refuses to ask %d at a time', async (concurrency) => {
    const { ask } = await asker();

    await expect(ask([], { concurrency })).rejects.toMatchObject({ option: 'concurrency' });
  });
});

describe('a client that is made', () => {
  it('asks the endpoint in the region that are given, by HTTP/1.1', async () => {
    const emulator = await createEmulator({ timeScale: 0, region: 'eu-west-1' });
    onTestFinished(() => emulator.close());
    const { endpoint, region } = emulator;
    stubCredentials(emulator);
    const out = join(folder.path, 'on-demand');

    const report = await askOnDemand(titans(2), { model: TITAN, out, endpoint, region });

    expect(report.answered).toBe(2);
  });

  it('says that no region is set', async () => {
    const out = join(folder.path, 'on-demand');

    await expect(askOnDemand(titans(1), { model: TITAN, out })).rejects.toMatchObject({
      code: 'INVALID_OPTION',
      option: 'region',
    });
  });
});
