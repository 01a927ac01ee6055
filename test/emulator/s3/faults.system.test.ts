import { CompleteMultipartUploadCommand, UploadPartCommand } from '@aws-sdk/client-s3';
import { Upload } from '@aws-sdk/lib-storage';
import { afterEach, describe, expect, it } from 'vitest';
import type { Fault } from '../../../src/emulator/http/fault.ts';
import type { S3Call } from '../../../src/emulator/s3/faults.ts';
import { refusal, S3Server } from './s3-server.ts';
import { MIB, md5, TestBucket } from './test-bucket.ts';

let server: S3Server;
afterEach(() => server.remove());

const seen: S3Call[] = [];

async function start(fault: (call: S3Call) => Fault | undefined): Promise<TestBucket> {
  seen.length = 0;
  server = await S3Server.start({
    faults: (call) => {
      seen.push(call);
      return fault(call);
    },
  });
  return TestBucket.create(server.client(), 'faulty');
}

/** Happens to the first call of an operation only. */
function once(operation: string, fault: Fault): (call: S3Call) => Fault | undefined {
  let left = 1;
  return (call) => (call.operation === operation && left-- > 0 ? fault : undefined);
}

describe('faults', () => {
  it('reply with an error and do nothing', async () => {
    const fault = { status: 503, code: 'SlowDown', message: 'Please reduce your request rate.' };
    const bucket = await start(once('PutObject', fault));

    expect(await refusal(bucket.put('k'))).toEqual({ name: 'SlowDown', status: 503 });
    expect(server.store.list('faulty', '')).toEqual([]);
    await bucket.put('k');
    expect(seen.map(({ operation, bucket: name, key }) => [operation, name, key])).toEqual([
      ['CreateBucket', 'faulty', undefined],
      ['PutObject', 'faulty', 'k'],
      ['PutObject', 'faulty', 'k'],
    ]);
  });

  it('hang up before the work', async () => {
    const bucket = await start(once('PutObject', { hangUp: true }));

    await expect(bucket.put('k')).rejects.toThrow();
    expect(server.store.list('faulty', '')).toEqual([]);
  });

  it('lose the reply after the work', async () => {
    const bucket = await start(once('PutObject', { after: 'hangUp' }));

    await expect(bucket.put('k')).rejects.toThrow();
    expect(server.store.list('faulty', '').map(({ key }) => key)).toEqual(['k']);
  });

  it('let the SDK try again by itself', async () => {
    await start(once('PutObject', { hangUp: true }));
    const patient = server.client({ maxAttempts: 3 });
    const bucket = await TestBucket.create(patient, 'patient');
    await bucket.put('k', 'body');

    expect((await bucket.read('k')).toString()).toBe('body');
  });

  it('wait', async () => {
    const bucket = await start(once('PutObject', { delay: 30 }));
    const before = performance.now();
    await bucket.put('k');

    expect(performance.now() - before).toBeGreaterThanOrEqual(29);
  });

  it('name the part, and can answer Complete with an error in a success', async () => {
    const fault = {
      status: 200,
      code: 'InternalError',
      message: 'We encountered an internal error.',
    };
    const bucket = await start(once('CompleteMultipartUpload', fault));
    const at = { Bucket: 'faulty', Key: 'k', UploadId: await bucket.begin('k') };
    const s3 = server.client();
    const part = await s3.send(new UploadPartCommand({ ...at, PartNumber: 7, Body: 'x' }));
    const Parts = [{ PartNumber: 7, ETag: part.ETag, ChecksumCRC32: part.ChecksumCRC32 }];
    const complete = () =>
      s3.send(new CompleteMultipartUploadCommand({ ...at, MultipartUpload: { Parts } }));

    expect((await refusal(complete())).name).toBe('InternalError');
    expect(server.store.list('faulty', '')).toEqual([]);
    await complete();
    expect(seen.find(({ operation }) => operation === 'UploadPart')?.partNumber).toBe(7);
  });

  it('do not touch a lib-storage upload that tries again', async () => {
    const bucket = await start(
      ((): ((call: S3Call) => Fault | undefined) => {
        const failed = new Set<number>();
        return ({ partNumber }) => {
          if (partNumber === undefined || failed.has(partNumber)) return undefined;
          failed.add(partNumber);
          return partNumber % 2 === 0
            ? { after: 'hangUp' }
            : { status: 500, code: 'InternalError', message: 'We encountered an internal error.' };
        };
      })(),
    );
    const body = Buffer.alloc(17 * MIB, 'lib-storage ');
    const upload = new Upload({
      client: server.client({ maxAttempts: 3 }),
      params: { Bucket: 'faulty', Key: 'k', Body: body },
    });
    const reply = await upload.done();

    expect((await bucket.read('k')).equals(body)).toBe(true);
    expect(reply.ChecksumCRC32 ?? reply.ChecksumCRC64NVME).toBeDefined();
    const tags = [0, 5, 10, 15].map((from) =>
      md5(body.subarray(from * MIB, Math.min(17, from + 5) * MIB)),
    );
    expect(reply.ETag).toBe(`"${md5(Buffer.concat(tags)).toString('hex')}-4"`);
  });
});
