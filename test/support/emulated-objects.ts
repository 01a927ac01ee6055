import { PutObjectCommand, type S3Client } from '@aws-sdk/client-s3';
import { createEmulator, type Emulator } from '../../src/emulator/index.ts';
import { clientFor } from './s3-test-server.ts';

/** Keys of empty objects, by bucket. */
export type Buckets = Readonly<Record<string, readonly string[]>>;

/** An emulator that holds objects, with a client. */
export class EmulatedObjects implements AsyncDisposable {
  readonly s3: S3Client;
  readonly #emulator: Emulator;

  private constructor(emulator: Emulator) {
    this.#emulator = emulator;
    this.s3 = clientFor({ ...emulator, ...emulator.credentials });
  }

  static async hold(buckets: Buckets): Promise<EmulatedObjects> {
    const held = new EmulatedObjects(await createEmulator());
    for (const [bucket, keys] of Object.entries(buckets)) {
      await held.#emulator.createBucket(bucket);
      for (const key of keys)
        await held.s3.send(new PutObjectCommand({ Bucket: bucket, Key: key }));
    }
    return held;
  }

  async [Symbol.asyncDispose](): Promise<void> {
    this.s3.destroy();
    await this.#emulator.close();
  }
}
