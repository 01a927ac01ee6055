import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import {
  DeleteObjectCommand,
  GetObjectCommand,
  ListObjectsV2Command,
  PutObjectCommand,
} from '@aws-sdk/client-s3';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { openRun, type Run } from '../../../src/dataset/index.ts';
import { saveOutcomes } from '../../../src/results/index.ts';
import { textRows, Workshop } from '../../support/emulated-run.ts';

const RECORDS = 12;
const FAILED = '00000003';

/** What may have happened to the outputs of a job, and to what Bedrock says of it. */
const damage = fc.record({
  /** For each line: how often it stands in the output. */
  copies: fc.array(fc.constantFrom(1, 1, 1, 1, 1, 1, 0, 2), {
    minLength: RECORDS,
    maxLength: RECORDS,
  }),
  isWhole: fc.boolean(),
  strangers: fc.nat({ max: 2 }),
  isTorn: fc.boolean(),
  hasManifest: fc.boolean(),
  hasCounts: fc.boolean(),
  acceptMissing: fc.boolean(),
});
type Damage = typeof damage extends fc.Arbitrary<infer Value> ? Value : never;

interface Ended {
  readonly shop: Workshop;
  readonly run: Run;
  readonly state: string;
  readonly output: string;
  readonly lines: readonly string[];
  readonly manifest: { readonly key: string; readonly body: string };
}

async function endedJob(shop: Workshop): Promise<Ended> {
  const run = await shop.finish(await shop.submit(textRows(RECORDS)));
  const listed = await shop.s3.send(new ListObjectsV2Command({ Bucket: 'data' }));
  const keys = (listed.Contents ?? []).flatMap(({ Key }) => Key ?? []);
  const keyOf = (ending: string) => keys.find((key) => key.endsWith(ending)) ?? '';
  const read = async (Key: string) => {
    const { Body } = await shop.s3.send(new GetObjectCommand({ Bucket: 'data', Key }));
    return (await Body?.transformToString()) ?? '';
  };
  const output = keyOf('.jsonl.out');
  const manifest = {
    key: keyOf('manifest.json.out'),
    body: await read(keyOf('manifest.json.out')),
  };
  const state = await readFile(join(run.dataset.folder, 'runs/main/run.json'), 'utf8');
  return { shop, run, state, output, lines: (await read(output)).trim().split('\n'), manifest };
}

/** Puts the outputs, the manifest and `run.json` as the damage says; gives the lines that are there. */
async function apply(ended: Ended, given: Damage): Promise<readonly string[]> {
  const { shop, run, state, output, lines, manifest } = ended;
  const kept = given.isWhole
    ? lines
    : lines.flatMap((line, index) => Array.from({ length: given.copies[index] ?? 1 }, () => line));
  const stranger = (lines[0] ?? '').replace(/"recordId":"\d+"/, '"recordId":"who"');
  const more = [
    ...Array.from({ length: given.strangers }, () => stranger),
    ...(given.isTorn ? ['{"recordId":"0000'] : []),
  ];
  const Bucket = 'data';
  const Body = `${[...kept, ...more].join('\n')}\n`;
  await shop.s3.send(new PutObjectCommand({ Bucket, Key: output, Body }));
  const { key: Key, body } = manifest;
  if (given.hasManifest) await shop.s3.send(new PutObjectCommand({ Bucket, Key, Body: body }));
  else await shop.s3.send(new DeleteObjectCommand({ Bucket, Key }));
  const changed = JSON.parse(state);
  if (!given.hasCounts) delete changed.jobs[0].attempts[0].seen.counts;
  await writeFile(join(run.dataset.folder, 'runs/main/run.json'), JSON.stringify(changed));
  return kept;
}

describe('saveOutcomes()', () => {
  it('never keeps as final what is not what Bedrock counted, unless it is accepted', async () => {
    await using shop = await Workshop.open({
      answer: ({ recordId }) =>
        recordId === FAILED ? { error: { errorCode: 500, errorMessage: 'no luck' } } : undefined,
    });
    const ended = await endedJob(shop);

    await fc.assert(
      fc.asyncProperty(damage, async (given) => {
        const kept = await apply(ended, given);
        const answered = new Set(kept.map((line) => JSON.parse(line).recordId as string));
        const isWhole = answered.size === RECORDS;
        const isStated = given.hasManifest || given.hasCounts;
        const run = await openRun(ended.run.dataset.folder);
        const { acceptMissing } = given;

        const saving = saveOutcomes(run, { s3: shop.s3, acceptMissing });

        if (isStated && !isWhole && !acceptMissing)
          await expect(saving).rejects.toMatchObject({ code: 'JOB_OUTPUTS_DIFFER' });
        else await saving;
        const again = await openRun(ended.run.dataset.folder);
        const agreement = again.state.jobs[0]?.saved?.agreement;
        if (isWhole) expect(agreement).toBe('agrees');
        else if (acceptMissing) expect(agreement).toBe('accepted');
        else expect(agreement).toBe(isStated ? undefined : 'unknown');
      }),
      { numRuns: 40 },
    );
  });
});
