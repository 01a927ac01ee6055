import { PutObjectCommand, S3Client } from '@aws-sdk/client-s3';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { BatchStep } from '../../src/cdk.ts';
import { createEmulator, type Emulator } from '../../src/emulator/index.ts';
import {
  advance,
  collect,
  finish,
  listen,
  partition,
  plan,
  seal,
  wake,
} from '../../src/lambda/index.ts';
import { stubCredentials } from '../support/stub-credentials.ts';
import { ACCOUNT, listed, MODEL, REGION, Synthesised, usualProps } from './synthesised.ts';

const OUT = 's3://data/batch/films';
const DAY = 24 * 3_600_000;
const PIECE = 6 * 1024 * 1024;

/** The rights that a request takes: most have its name, the others are said in the service authorization reference. */
const ACTIONS: Readonly<Record<string, readonly string[]>> = {
  HeadObject: ['s3:GetObject'],
  GetObject: ['s3:GetObject'],
  ListObjectsV2: ['s3:ListBucket'],
  ListMultipartUploads: ['s3:ListBucketMultipartUploads'],
  ListParts: ['s3:ListMultipartUploadParts'],
  PutObject: ['s3:PutObject'],
  CopyObject: ['s3:PutObject', 's3:GetObject'],
  CreateMultipartUpload: ['s3:PutObject'],
  UploadPart: ['s3:PutObject'],
  CompleteMultipartUpload: ['s3:PutObject'],
  AbortMultipartUpload: ['s3:AbortMultipartUpload'],
  DeleteObject: ['s3:DeleteObject'],
  DeleteObjects: ['s3:DeleteObject'],
};
const OF_BUCKETS = new Set(['ListObjectsV2', 'ListMultipartUploads']);

/** What small data of a first try does not take: large objects are sent in parts, what was killed is gone on with or dropped, and a reply may get lost. */
const PARTS = ['s3:AbortMultipartUpload', 's3:ListMultipartUploadParts'];
const IDLE: Readonly<Record<BatchStep, readonly string[]>> = {
  plan: [],
  // 404 for what is not there yet takes the right to list
  // and the others are for a reply that got lost
  partition: [
    's3:AbortMultipartUpload',
    's3:DeleteObject',
    's3:ListBucket',
    's3:ListBucketMultipartUploads',
    's3:ListMultipartUploadParts',
  ],
  seal: PARTS,
  advance: [
    'bedrock:ListModelInvocationJobs',
    'bedrock:ListTagsForResource',
    'bedrock:TagResource',
    'iam:PassRole',
    's3:DeleteObject',
  ],
  collect: ['bedrock:GetModelInvocationJob', 'bedrock:ListModelInvocationJobs', ...PARTS],
  finish: [],
  listen: ['s3:GetObject', 's3:ListBucket'],
  wake: [],
};

interface Right {
  readonly action: string;
  readonly resource: string;
}

describe('the rights of a step', () => {
  let emulator: Emulator;
  let asked: Right[];

  beforeEach(async () => {
    asked = [];
    emulator = await createEmulator({
      timeScale: 0,
      faults: {
        s3: ({ operation, bucket = '', key = '' }) => {
          const resource = `arn:aws:s3:::${bucket}${OF_BUCKETS.has(operation) ? '' : `/${key}`}`;
          for (const action of ACTIONS[operation] ?? [`unknown:${operation}`])
            asked.push({ action, resource });
          return undefined;
        },
        bedrock: ({ operation }) => {
          const resource = `arn:aws:bedrock:${REGION}:${ACCOUNT}:model-invocation-job/abc`;
          asked.push({ action: `bedrock:${operation}`, resource });
          return undefined;
        },
      },
    });
    await emulator.createBucket('data');
    stubCredentials(emulator);
    vi.stubEnv('AWS_ENDPOINT_URL', emulator.endpoint);
  });

  afterEach(async () => {
    vi.unstubAllEnvs();
    await emulator.close();
  });

  /** Does a step, and gives the rights that its requests take. */
  async function rightsOf(work: () => Promise<unknown>): Promise<readonly Right[]> {
    asked = [];
    await work();
    return asked;
  }

  it('are all that its requests take, and no others are there without a need', async () => {
    const s3 = new S3Client(emulator.clientConfig);
    const title = 'x'.repeat(PIECE / 300);
    const rows = Array.from({ length: 900 }, (_, row) => `{"title":"${row} ${title}"}\n`);
    await s3.send(
      new PutObjectCommand({ Bucket: 'data', Key: 'films/a.jsonl', Body: rows.join('') }),
    );
    s3.destroy();
    const event = {
      ...{ out: OUT, source: 's3://data/films/', partitions: 2, model: MODEL, prompt: '{{title}}' },
      quotas: { recordsPerJob: 300 },
    };
    const job = { out: OUT, roleArn: `arn:aws:iam::${emulator.account}:role/Batch` };
    const synthesised = new Synthesised((stack) => ({ ...usualProps(stack), wake: true }));

    const taken = new Map<BatchStep, readonly Right[]>();
    taken.set('plan', await rightsOf(() => plan(event)));
    taken.set('partition', [
      ...(await rightsOf(() => partition({ out: OUT, index: 0 }))),
      ...(await rightsOf(() => partition({ out: OUT, index: 1 }))),
    ]);
    taken.set('seal', await rightsOf(() => seal({ out: OUT })));
    taken.set(
      'advance',
      await rightsOf(async () => {
        await advance(job);
        await emulator.advance(DAY);
        await advance(job);
      }),
    );
    taken.set('listen', await rightsOf(() => listen({ out: OUT, token: 'a token' })));
    const [made] = emulator.jobs();
    const ended = { jobArn: made?.jobArn ?? '', datasets: 's3://data/batch/' };
    taken.set('wake', await rightsOf(() => wake(ended)));
    const share = { out: OUT, index: 0, of: 1 };
    taken.set('collect', await rightsOf(() => collect(share)));
    taken.set('finish', await rightsOf(() => finish({ out: OUT, of: 1 })));

    for (const [step, rights] of taken) {
      const statements = synthesised.statements(step);
      const refused = rights.filter(({ action, resource }) => !isAllowed(action, resource));
      const used = new Set(rights.map(({ action }) => action));
      const idle = statements
        .flatMap(({ Action }) => listed(Action))
        .filter((action) => !used.has(action));

      expect({ step, refused }).toEqual({ step, refused: [] });
      expect({ step, idle: [...new Set(idle)].toSorted() }).toEqual({ step, idle: IDLE[step] });

      function isAllowed(action: string, resource: string): boolean {
        return statements.some(
          ({ Action, Resource }) =>
            listed(Action).includes(action) &&
            listed(Resource).some((pattern) => matches(pattern, resource)),
        );
      }
    }
  });
});

/** As IAM compares: `*` is any text. */
function matches(pattern: string, resource: string): boolean {
  const parts = pattern.split('*').map((part) => part.replaceAll(/[^\w-]/g, String.raw`\$&`));
  return new RegExp(`^${parts.join('.*')}$`).test(resource);
}
