import { mkdtemp, rm } from 'node:fs/promises';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { S3Client, type S3ClientConfig } from '@aws-sdk/client-s3';
import type { S3Faults } from '../../../src/emulator/s3/faults.ts';
import { createS3Handler } from '../../../src/emulator/s3/s3-handler.ts';
import {
  type DiskObjectStore,
  openObjectStore,
} from '../../../src/emulator/s3/store/disk-object-store.ts';

export const OWNER = '123456789012';
export const credentials = { accessKeyId: 'test', secretAccessKey: 'test' };

export interface S3ServerOptions {
  readonly faults?: S3Faults;
  /** Clock of the store. Default: the machine's. */
  readonly now?: () => Date;
  /** Clock signatures are compared with. Default: the machine's. */
  readonly signatureNow?: () => Date;
}

/** The S3 side of the emulator on a socket of its own, with a temporary folder. */
export class S3Server {
  readonly folder: string;
  readonly port: number;
  readonly store: DiskObjectStore;
  readonly #server: Server;
  readonly #clients: S3Client[] = [];

  private constructor(folder: string, store: DiskObjectStore, server: Server) {
    this.folder = folder;
    this.store = store;
    this.#server = server;
    this.port = (server.address() as AddressInfo).port;
  }

  static async start(options: S3ServerOptions = {}, folder?: string): Promise<S3Server> {
    const where = folder ?? (await mkdtemp(join(tmpdir(), 'bedrock-batch-s3-')));
    const now = options.now ?? (() => new Date());
    const store = await openObjectStore({ folder: where, region: 'us-east-1', owner: OWNER, now });
    const handle = createS3Handler({
      store,
      credentials: [credentials],
      now: options.signatureNow,
      faults: options.faults,
    });
    const server = createServer((request, response) => void handle(request, response));
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    return new S3Server(where, store, server);
  }

  get endpoint(): string {
    return `http://127.0.0.1:${this.port}`;
  }

  client(config: S3ClientConfig = {}): S3Client {
    const client = new S3Client({
      endpoint: this.endpoint,
      region: 'us-east-1',
      credentials,
      maxAttempts: 1,
      ...config,
    });
    this.#clients.push(client);
    return client;
  }

  /** Stops serving and keeps the folder. */
  async stop(): Promise<void> {
    for (const client of this.#clients) client.destroy();
    this.#server.closeAllConnections();
    await new Promise((resolve) => this.#server.close(resolve));
  }

  async remove(): Promise<void> {
    await this.stop();
    // a request whose caller went away may still be writing its object
    await rm(this.folder, { recursive: true, force: true, maxRetries: 10, retryDelay: 50 });
  }
}

/** Name and status of the error a call ends with. */
export async function refusal(
  call: Promise<unknown>,
): Promise<{ name: string; status: number | undefined }> {
  try {
    await call;
  } catch (error) {
    const { name, $metadata } = error as Error & { $metadata?: { httpStatusCode?: number } };
    return { name, status: $metadata?.httpStatusCode };
  }
  throw new Error('The call was not refused');
}
