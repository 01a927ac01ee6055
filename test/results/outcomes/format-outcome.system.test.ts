import { GetObjectCommand, ListObjectsV2Command, PutObjectCommand } from '@aws-sdk/client-s3';
import { describe, expect, it } from 'vitest';
import { formatOutcome, type Outcome, readOutcomes } from '../../../src/results/index.ts';
import { textRows, Workshop } from '../../support/emulated-run.ts';

describe('formatOutcome()', () => {
  it('writes outputs and records byte for byte as they were', async () => {
    await using shop = await Workshop.open();
    const run = await shop.finish(await shop.submit(textRows(1)));
    const { Contents = [] } = await shop.s3.send(
      new ListObjectsV2Command({ Bucket: 'data', Prefix: 'in/' }),
    );
    const Key =
      Contents.map((object) => object.Key ?? '').find((key) => key.endsWith('.jsonl.out')) ?? '';
    expect(
      (await shop.s3.send(new GetObjectCommand({ Bucket: 'data', Key }))).ContentLength,
    ).toBeGreaterThan(0);
    const output =
      '{"id":12345678901234567890,"embedding":[1.0],"s":"\\u2028","inputTextTokenCount":2}';
    const Body = `{"recordId":"00000001","modelOutput":${output}}\n`;
    await shop.s3.send(new PutObjectCommand({ Bucket: 'data', Key, Body }));

    const lines: string[] = [];
    for await (const outcome of readOutcomes(run, { s3: shop.s3, withRecord: true }))
      lines.push(formatOutcome(outcome));

    expect(lines).toHaveLength(1);
    expect(lines[0]).toContain(`"output":${output}`);
    expect(lines[0]).toContain(
      '"record":{"recordId":"00000001","modelInput":{"inputText":"text 1"',
    );
    expect(JSON.parse(lines[0] ?? '')).toMatchObject({
      status: 'succeeded',
      usage: { inputTokens: 2 },
    });
  });

  it('writes an outcome that was changed as it is now', () => {
    const outcome: Outcome = {
      recordId: '1',
      status: 'missing',
      job: 'jobs/0000',
      shard: 's',
      line: 1,
    };

    expect(formatOutcome(outcome)).toBe(JSON.stringify(outcome));
  });
});
