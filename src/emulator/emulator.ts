import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { makeWorkFolder, removeAll } from '../io/index.ts';
import type { AnswerFunction } from './bedrock/answers/answerer.ts';
import { type Bedrock, openBedrock } from './bedrock/bedrock.ts';
import type { JobSnapshot } from './bedrock/jobs/job-snapshot.ts';
import { type ClientConfig, clientConfigFor } from './client-config.ts';
import {
  type CheckedOptions,
  checkOptions,
  type EmulatorOptions,
  requireTime,
} from './emulator-options.ts';
import { startLoopbackServer } from './http/loopback-server.ts';
import type { RequestHandler } from './http/request-handler.ts';
import { Identities } from './iam/identities.ts';
import { createIdentityHandler } from './iam/identity-handler.ts';
import { createS3Handler } from './s3/s3-handler.ts';
import { type DiskObjectStore, openObjectStore } from './s3/store/disk-object-store.ts';
import { QuotaOperations } from './service-quotas/quota-operations.ts';
import { createServiceQuotasHandler } from './service-quotas/service-quotas-handler.ts';
import type { Credentials } from './signature/credentials.ts';
import { type ServiceName, serviceOf } from './signature/service-of.ts';

/** A running emulator of S3, Bedrock batch inference, its quotas, and the roles that jobs run as. */
export interface Emulator extends AsyncDisposable {
  /** `http://127.0.0.1:PORT`, for clients of all services. */
  readonly endpoint: string;
  readonly region: string;
  /** What requests must be signed with; Bedrock takes any bearer token too. */
  readonly credentials: Credentials;
  /** For the constructor of any client of the SDK: it calls the emulator, whatever the environment says of AWS. */
  readonly clientConfig: ClientConfig;
  /** Account whose roles the jobs run as, 12 digits. */
  readonly account: string;
  /** Creates a bucket, or leaves the one of that name as it is. Default region: the emulator's. */
  createBucket(name: string, options?: { readonly region?: string | undefined }): Promise<void>;
  /**
   * Turns the jobs' clock forward and waits until all that happens in that time has happened, answers included.
   *
   * Signatures and the times of objects follow the world's clock.
   *
   * @param milliseconds On the jobs' clock, >= 0.
   * @throws {InvalidOptionError} `INVALID_OPTION` for a time that is negative or endless.
   */
  advance(milliseconds: number): Promise<void>;
  /** All jobs ever created, in order. */
  jobs(): readonly JobSnapshot[];
  /** Answers all records from now on by another function; undefined for the echo. */
  setAnswer(answer: AnswerFunction | undefined): void;
  /** Ends the server. Jobs that run are interrupted; with a `folder` they go on when it is opened again. */
  close(): Promise<void>;
}

/**
 * Starts S3 and Bedrock batch inference on 127.0.0.1, for tests and for trying things out: no AWS account, no cost.
 *
 * AWS's own clients work against it unchanged. Signatures are verified, requests are checked as AWS checks them, and jobs
 * go through the states of Bedrock on a clock that `advance()` turns. By default a model answers with an echo. What is
 * documented, what was observed and what is the emulator's own: `docs/emulator.md`.
 * Memory: about 1 kB per object and 2 kB per job; bodies are on disk. Per running job one line and 8 MiB of outputs.
 *
 * @param options Port, folder, clock, quotas, answers and faults; all optional.
 * @returns The emulator, listening. Whoever started it closes it, or declares it with `await using`.
 * @throws {InvalidOptionError} `INVALID_OPTION` for an option that cannot be, or a port that is taken.
 *
 * @example Run a job in a test
 * ```ts
 * import { strict as assert } from 'node:assert';
 * import { BedrockClient, CreateModelInvocationJobCommand } from '@aws-sdk/client-bedrock';
 * import { PutObjectCommand, S3Client } from '@aws-sdk/client-s3';
 * import { createEmulator } from 'bedrock-batch/emulator';
 *
 * const emulator = await createEmulator({ timeScale: 0, quotas: { minRecordsPerJob: 1 } });
 * const s3 = new S3Client(emulator.clientConfig);
 * const bedrock = new BedrockClient(emulator.clientConfig);
 *
 * await emulator.createBucket('my-data');
 * const Body = '{"recordId":"1","modelInput":{"inputText":"Hello"}}\n';
 * await s3.send(new PutObjectCommand({ Bucket: 'my-data', Key: 'in/a.jsonl', Body }));
 * await bedrock.send(
 *   new CreateModelInvocationJobCommand({
 *     jobName: 'first',
 *     roleArn: `arn:aws:iam::${emulator.account}:role/Batch`,
 *     modelId: 'amazon.titan-embed-text-v2:0',
 *     inputDataConfig: { s3InputDataConfig: { s3Uri: 's3://my-data/in/' } },
 *     outputDataConfig: { s3OutputDataConfig: { s3Uri: 's3://my-data/out/' } },
 *   }),
 * );
 * await emulator.advance(60_000);
 *
 * assert.equal(emulator.jobs()[0]?.status, 'Completed');
 * await emulator.close();
 * ```
 *
 * @example Let a record fail, and answer the others yourself
 * ```ts
 * import { createEmulator } from 'bedrock-batch/emulator';
 *
 * const emulator = await createEmulator({
 *   answer: ({ recordId }) =>
 *     recordId === '7'
 *       ? { error: { errorCode: 500, errorMessage: 'no luck' } }
 *       : { content: [{ type: 'text', text: 'spam' }], stop_reason: 'end_turn' },
 * });
 * console.assert(emulator.endpoint.startsWith('http://127.0.0.1:'));
 * await emulator.close();
 * ```
 */
export async function createEmulator(options: EmulatorOptions = {}): Promise<Emulator> {
  const checked = checkOptions(options);
  const folder = checked.folder ?? (await makeWorkFolder(tmpdir()));
  const removeFolder = async (): Promise<void> => {
    if (checked.folder === undefined) await removeAll(folder);
  };
  try {
    const services = await openServices(checked, folder);
    return await listen(checked, services, removeFolder);
  } catch (error) {
    await removeFolder();
    throw error;
  }
}

interface Services {
  readonly store: DiskObjectStore;
  readonly s3: RequestHandler;
  readonly bedrock: Bedrock;
  readonly servicequotas: RequestHandler;
  readonly iam: RequestHandler;
  readonly sts: RequestHandler;
}

async function openServices(options: CheckedOptions, folder: string): Promise<Services> {
  const { region, account, faults } = options;
  const credentials = [options.credentials];
  const now = (): Date => new Date();
  const store = await openObjectStore({ folder: join(folder, 's3'), region, owner: account, now });
  const s3 = createS3Handler({ store, credentials, faults: faults.s3 });
  const bedrock = await openBedrock({
    ...options,
    folder,
    store,
    credentials,
    faults: faults.bedrock,
  });
  const operations = new QuotaOperations({ quotas: options.serviceQuotas, region, account });
  const servicequotas = createServiceQuotasHandler({
    ...{ operations, credentials, region },
    faults: faults.serviceQuotas,
  });
  const identities = new Identities(options);
  const asking = { identities, credentials, region, faults: faults.identity };
  const iam = createIdentityHandler('iam', asking);
  const sts = createIdentityHandler('sts', asking);
  return { store, s3, bedrock, servicequotas, iam, sts };
}

async function listen(
  { port, region, credentials, account }: CheckedOptions,
  { store, bedrock, ...others }: Services,
  removeFolder: () => Promise<void>,
): Promise<Emulator> {
  const handlers = { ...others, bedrock: bedrock.handle };
  const server = await startLoopbackServer(handlerOf(handlers), port).catch(
    async (cause: unknown) => {
      await bedrock.close();
      throw cause;
    },
  );
  let closing: Promise<void> | undefined;
  const shutDown = async (): Promise<void> => {
    await server.end();
    await bedrock.close();
    await removeFolder();
  };
  const close = (): Promise<void> => {
    closing ??= shutDown();
    return closing;
  };
  const endpoint = `http://127.0.0.1:${server.port}`;
  return {
    ...{ endpoint, region, credentials, account, close },
    clientConfig: clientConfigFor({ endpoint, region, credentials }),
    createBucket: (name, { region: bucketRegion } = {}) => store.createBucket(name, bucketRegion),
    async advance(milliseconds) {
      requireTime('milliseconds', milliseconds);
      await bedrock.clock.advance(milliseconds);
    },
    jobs: () => bedrock.jobs(),
    setAnswer: (answer) => bedrock.setAnswer(answer),
    [Symbol.asyncDispose]: close,
  };
}

/** Hands each request to the service that it is for. */
function handlerOf(handlers: Readonly<Record<ServiceName, RequestHandler>>): RequestHandler {
  return (request, response) => {
    const { method = '', url: rawUrl = '/', headers } = request;
    return handlers[serviceOf({ method, rawUrl, headers })](request, response);
  };
}
