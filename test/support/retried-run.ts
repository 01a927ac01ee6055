import type { AnswerFunction } from '../../src/emulator/index.ts';
import type { Workshop } from './emulated-run.ts';

/** Quotas of runs that are tried again: few records make a job. */
export const QUOTAS = { minRecordsPerJob: 10, recordsPerJob: 40 };

/** Where the jobs of a run and of its retries go, and how often they are looked at. */
export const target = (shop: Workshop) =>
  ({
    to: 's3://data/in/',
    roleArn: 'arn:aws:iam::123456789012:role/Batch',
    s3: shop.s3,
    bedrock: shop.bedrock,
    endpointName: 'local',
    pollSeconds: { first: 0.02, most: 0.1 },
  }) as const;

/** Fails texts as often as it says, with 424, and counts how often each was asked: on demand nobody says which record it is. */
export class BusyTexts {
  readonly asked = new Map<string, number>();
  readonly #failures: (text: number) => number;
  onAsked: (text: string) => void = () => undefined;

  constructor(failures: (text: number) => number) {
    this.#failures = failures;
  }

  readonly answer: AnswerFunction = ({ modelInput }) => {
    const text = String(modelInput['inputText']);
    const asked = (this.asked.get(text) ?? 0) + 1;
    this.asked.set(text, asked);
    this.onAsked(text);
    return asked <= this.#failures(Number(text.split(' ')[1]))
      ? { error: { errorCode: 424, errorMessage: `busy ${asked}` } }
      : { embedding: [asked], inputTextTokenCount: 3 };
  };
}
