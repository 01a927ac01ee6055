import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import type { Outcome } from '../../../src/results/index.ts';
import { type CanaryReport, type RunDatasetOptions, runDataset } from '../../../src/run/index.ts';
import { textRows, Workshop } from '../../support/emulated-run.ts';
import { runtimeSdk } from '../../support/runtime-sdk.ts';

const ROWS = 50;
const CANARY = 10;
const HOUR = 3_600_000;

/** A shop whose jobs sit in the queue, and that counts how often each text was asked. */
async function open() {
  const asked = new Map<string, number>();
  const shop = await Workshop.open({
    timeScale: 1,
    durations: { scheduled: 12 * HOUR },
    quotas: { minRecordsPerJob: 10 },
    answer: ({ modelInput: { inputText } }) => {
      asked.set(String(inputText), (asked.get(String(inputText)) ?? 0) + 1);
      return undefined;
    },
  });
  const runtime = new runtimeSdk.BedrockRuntimeClient({
    ...shop.emulator.clientConfig,
    maxAttempts: 1,
  });
  const reports: CanaryReport[] = [];
  const source = join(shop.folder, 'texts.json');
  await writeFile(source, JSON.stringify(textRows(ROWS)));
  const options: RunDatasetOptions = {
    model: 'amazon.titan-embed-text-v2:0',
    prompt: '{{text}}',
    out: join(shop.folder, 'out'),
    quotas: { minRecordsPerJob: 10, recordsPerJob: 20 },
    to: 's3://data/in/',
    roleArn: 'arn:aws:iam::123456789012:role/Batch',
    ...{ s3: shop.s3, bedrock: shop.bedrock, runtime },
    endpointName: 'local',
    pollSeconds: { first: 0.02, most: 0.1 },
    canary: {
      size: { records: CANARY },
      onReport: (report) => void reports.push(report),
      goOn: ({ failed }) => failed === 0,
    },
  };
  return {
    ...{ shop, source, options, asked, reports },
    [Symbol.asyncDispose]: async () => {
      runtime.destroy();
      await shop[Symbol.asyncDispose]();
    },
  };
}

/** Lets the jobs that were submitted begin and end whenever a run looks at them. */
const hastened = (shop: Workshop): Pick<RunDatasetOptions, 'onProgress'> => ({
  onProgress: ({ stage, step }) => {
    if (step === 'progress' && (stage === 'canary' || stage === 'wait'))
      void shop.emulator.advance(13 * HOUR);
  },
});

describe('a canary that has not begun by its deadline', () => {
  it('is stopped, tells nothing of the rest, and is tried anew without asking twice', async () => {
    await using bench = await open();
    const { shop, source, options, asked, reports } = bench;
    const deadline = { afterSeconds: 0.001, then: 'stop' } as const;

    const held = runDataset(source, { ...options, deadline });
    await expect(held).rejects.toMatchObject({ code: 'CANARY_HELD' });
    const askedThen = asked.size;
    const statuses = shop.emulator.jobs().map(({ status }) => status);
    const report = await runDataset(source, { ...options, ...hastened(shop) });

    expect([askedThen, statuses]).toEqual([0, ['Stopped']]);
    expect(reports[0]).toMatchObject({ outcomes: CANARY, failed: CANARY, projected: undefined });
    expect(reports[1]).toMatchObject({ outcomes: CANARY, failed: 0, rest: ROWS - CANARY });
    expect(report.totals).toMatchObject({ records: ROWS, counts: { succeeded: ROWS } });
    expect(asked.size).toBe(ROWS);
    expect(new Set(asked.values())).toEqual(new Set([1]));
  });

  it('is asked on demand once, with what the others left, where somebody goes on all the same', async () => {
    await using bench = await open();
    const { shop, source, options, asked } = bench;
    const deadline = { afterSeconds: 0.001, then: 'on-demand' } as const;
    const canary = { size: { records: CANARY }, goOn: () => true };

    const report = await runDataset(source, { ...options, deadline, canary });
    const again = await runDataset(source, { ...options, deadline, canary });

    expect(shop.emulator.jobs().map(({ status }) => status)).toEqual(
      Array.from({ length: 3 }, () => 'Stopped'),
    );
    expect(report.totals).toMatchObject({
      records: ROWS,
      counts: { succeeded: ROWS },
      retries: { onDemand: ROWS },
    });
    expect(again.totals).toEqual(report.totals);
    const text = await readFile(report.outcomes[0] ?? '', 'utf8');
    const outcomes = text
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line) as Outcome);
    expect(new Set(outcomes.map(({ recordId }) => recordId)).size).toBe(ROWS);
    expect(asked.size).toBe(ROWS);
    expect(new Set(asked.values())).toEqual(new Set([1]));
  });
});
