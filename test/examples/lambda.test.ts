import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { PutObjectCommand, S3Client } from '@aws-sdk/client-s3';
import { describe, expect, it } from 'vitest';
import { createEmulator, type Emulator } from '../../src/emulator/index.ts';
import { LambdaHouse, stateOf } from './lambda-house.ts';
import { EXAMPLES, emulatorEnvironment } from './run-program.ts';

const HANDLER = 'examples/lambda/handler.ts';
const EVENT = { bucket: 'arrivals', key: 'in/tickets.csv' };

async function putTickets(emulator: Emulator): Promise<void> {
  const s3 = new S3Client(emulator.clientConfig);
  await emulator.createBucket(EVENT.bucket);
  const Body = readFileSync(path.join(EXAMPLES, 'data/tickets.csv'));
  await s3.send(new PutObjectCommand({ Bucket: EVENT.bucket, Key: EVENT.key, Body }));
  s3.destroy();
}

describe('examples/lambda', () => {
  it('submits from a read-only folder, once for an event that comes twice', async () => {
    using house = new LambdaHouse(HANDLER);
    await using emulator = await createEmulator();
    await putTickets(emulator);
    const before = stateOf(house.task);
    const env = {
      ...emulatorEnvironment(emulator),
      DATASETS: 's3://arrivals/batch/',
      ROLE_ARN: `arn:aws:iam::${emulator.account}:role/Batch`,
    };

    const first = await house.invoke({ event: EVENT, env });
    const second = await house.invoke({ event: EVENT, env });

    expect(first).toMatchObject({ code: 0, stderr: '' });
    const submitted = JSON.parse(first.stdout);
    expect(submitted).toMatchObject({ records: 120, jobs: [emulator.jobs()[0]?.jobArn] });
    expect(submitted.uri).toMatch(/^s3:\/\/arrivals\/batch\/tickets-[0-9a-f]{12}\/$/);
    expect(second).toMatchObject({ code: 0, stderr: '' });
    expect(JSON.parse(second.stdout)).toEqual(submitted);
    expect(emulator.jobs()).toHaveLength(1);
    expect(stateOf(house.task)).toEqual(before);
    expect(readdirSync(house.tmp)).toEqual(['dataset']);
  });

  it('says which setting is missing', async () => {
    using house = new LambdaHouse(HANDLER);
    await using emulator = await createEmulator();
    await putTickets(emulator);

    const ended = await house.invoke({ event: EVENT, env: emulatorEnvironment(emulator) });

    expect(ended).toMatchObject({ code: 1, stdout: '' });
    expect(ended.stderr).toContain('The environment variable DATASETS is not set');
  });
});
