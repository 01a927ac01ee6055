import { readFileSync } from 'node:fs';
import path from 'node:path';
import { PutObjectCommand, S3Client } from '@aws-sdk/client-s3';
import { describe, expect, it } from 'vitest';
import { createEmulator, type Emulator } from '../../src/emulator/index.ts';
import { LambdaHouse, stateOf } from './lambda-house.ts';
import { emulatorEnvironment, runExample } from './run-program.ts';

const HANDLERS = 'examples/step-functions/handlers.ts';
const OUT = 's3://films/batch/films';
const EVENT = {
  ...{ out: OUT, source: 's3://films/films/', partitions: 2 },
  ...{ model: 'amazon.nova-lite-v1:0', prompt: 'Which genre is {{title}}?' },
};
const DAY = 24 * 3_600_000;

async function putFilms(emulator: Emulator): Promise<void> {
  const s3 = new S3Client(emulator.clientConfig);
  await emulator.createBucket('films');
  const Body = Array.from({ length: 240 }, (_, row) => `{"title":"Film ${row}"}\n`).join('');
  await s3.send(new PutObjectCommand({ Bucket: 'films', Key: 'films/a.jsonl', Body }));
  s3.destroy();
}

describe('examples/step-functions', () => {
  it('synthesises a stack, with the bundle as the code of every function', async () => {
    using house = new LambdaHouse(HANDLERS);
    const out = house.in('tmp', 'cdk.out');

    const ended = await runExample('step-functions/app.ts', [], {
      env: { BUCKET: 'films', HANDLERS: house.task, CDK_OUTDIR: out },
    });

    expect(ended).toMatchObject({ code: 0, stderr: '' });
    const { Resources, Outputs } = JSON.parse(
      readFileSync(path.join(out, 'Films.template.json'), 'utf8'),
    );
    const functions = Object.values<{ Type: string; Properties: { Code: object } }>(
      Resources,
    ).filter(({ Type }) => Type === 'AWS::Lambda::Function');
    expect(functions).toHaveLength(6);
    expect(new Set(functions.map(({ Properties }) => JSON.stringify(Properties.Code))).size).toBe(
      1,
    );
    expect(Object.keys(Outputs)).toEqual(['StateMachineArn']);
  });

  it('says which setting is missing', async () => {
    const ended = await runExample('step-functions/app.ts');

    expect(ended.code).toBe(1);
    expect(ended.stderr).toContain('The environment variable BUCKET is not set');
  });

  it('has handlers that take rows to outcomes from a read-only folder', async () => {
    using house = new LambdaHouse(HANDLERS);
    await using emulator = await createEmulator({ timeScale: 0 });
    await putFilms(emulator);
    const before = stateOf(house.task);
    const env = emulatorEnvironment(emulator);
    const step = async (handler: string, event: object) => {
      const { code, stdout, stderr } = await house.invoke({ handler, event, env });
      expect({ handler, code, stderr }).toEqual({ handler, code: 0, stderr: '' });
      return JSON.parse(stdout);
    };

    const { indexes } = await step('plan', EVENT);
    for (const index of indexes) await step('partition', { out: OUT, index });
    const { shares, of } = await step('seal', { out: OUT });
    const asked = { out: OUT, roleArn: `arn:aws:iam::${emulator.account}:role/Batch` };
    expect(await step('advance', asked)).toMatchObject({ done: false, submitted: 1 });
    await emulator.advance(DAY);
    expect(await step('advance', asked)).toMatchObject({ done: true, failed: 0 });
    expect(await step('finish', { out: OUT, of })).toEqual({ of: 1, collected: 0, missing: [0] });
    for (const index of shares)
      expect(await step('collect', { out: OUT, index, of })).toMatchObject({
        totals: { records: 240, counts: { succeeded: 240 } },
      });
    expect(await step('finish', { out: OUT, of })).toEqual({ of: 1, collected: 1, missing: [] });
    expect(stateOf(house.task)).toEqual(before);
  });
});
