import { randomBytes } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { S3Client } from '@aws-sdk/client-s3';
import {
  createEmulator,
  type Emulator,
  type EmulatorOptions,
} from '../../../src/emulator/index.ts';
import { type Ended, runMain } from '../../cli/run-main.ts';
import { type FaultProxy, startFaultProxy } from '../../support/fault-proxy.ts';
import { clientFor, type S3TestServer, TestBucket } from '../../support/s3-test-server.ts';

/** Where one try takes place: Bedrock and S3 behind a proxy, a bucket, a folder, and nobody else. */
export class Place implements AsyncDisposable {
  readonly emulator: Emulator;
  readonly proxy: FaultProxy;
  /** Client of S3 that the proxy does not see. */
  readonly direct: S3Client;
  readonly bucket: TestBucket;
  readonly folder: string;
  #s3: { readonly own: string; now: string };

  private constructor(
    parts: Pick<Place, 'emulator' | 'proxy' | 'direct' | 'bucket' | 'folder'>,
    s3: { readonly own: string; now: string },
  ) {
    this.#s3 = s3;
    this.emulator = parts.emulator;
    this.proxy = parts.proxy;
    this.direct = parts.direct;
    this.bucket = parts.bucket;
    this.folder = parts.folder;
  }

  /**
   * Opens a place.
   *
   * @param s3 Server of S3; without one the emulator is that too.
   */
  static async open(s3: S3TestServer | undefined, options: EmulatorOptions = {}): Promise<Place> {
    const { accessKeyId = 'test', secretAccessKey = 'test' } = s3 ?? {};
    const emulator = await createEmulator({
      ...{ timeScale: 1000, seed: 7, quotas: { minRecordsPerJob: 1 } },
      credentials: { accessKeyId, secretAccessKey },
      ...options,
    });
    const server = s3 ?? { ...emulator, ...emulator.credentials };
    const route = { own: server.endpoint, now: server.endpoint };
    const proxy = await startFaultProxy(({ service }) =>
      service === 's3' ? route.now : emulator.endpoint,
    );
    const direct = clientFor(server);
    const bucket = await TestBucket.create(direct, `faults-${randomBytes(8).toString('hex')}`);
    const folder = await mkdtemp(join(tmpdir(), 'faults-'));
    return new Place({ emulator, proxy, direct, bucket, folder }, route);
  }

  /** Lets the command find S3 at another server; without one at that of the place. */
  routeS3(endpoint = this.#s3.own): void {
    this.#s3.now = endpoint;
  }

  /** Calls the command, whose every request goes through the proxy. */
  call(argv: readonly string[], signal?: AbortSignal): Promise<Ended> {
    return runMain([...argv, '--endpoint-url', this.proxy.endpoint], { signal });
  }

  /** Calls the command to prepare something, which has to work. */
  async prepare(argv: readonly string[]): Promise<Ended> {
    const ended = argv[0] === 'build' ? await runMain(argv) : await this.call(argv);
    if (ended.code !== 0)
      throw new Error(`${argv.join(' ')} ended with ${ended.code}: ${ended.stderr}`);
    return ended;
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.proxy.stop();
    // the emulator's goes with it, and its jobs may still write
    if (this.#s3.own !== this.emulator.endpoint) await this.bucket.empty();
    this.direct.destroy();
    await this.emulator.close();
    await rm(this.folder, { recursive: true, force: true });
  }
}
