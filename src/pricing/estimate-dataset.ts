import { requireOption } from '../core/index.ts';
import { isS3Address, nextTurn } from '../io/index.ts';
import { modelRowOf, resolveName } from '../models/lean.ts';
import { costOfTokens } from './cost-of-tokens.ts';
import type {
  Cost,
  Estimate,
  EstimatedDataset,
  EstimatedModel,
  EstimateOptions,
} from './estimate.ts';
import { priceInForce } from './price-in-force.ts';
import type { FoundPrice, TokenPrice } from './price-of.ts';
import { type SampledFile, sampledFile, sampledObject, sampledShards } from './sampled-file.ts';
import { bytesOf, sampleLines } from './sampled-lines.ts';
import { type Scaled, scaleSpans } from './scale-spans.ts';
import { countSample } from './tokens/count-sample.ts';
import { countedTokens } from './tokens/counted-tokens.ts';
import { SpanSummer, type SpanSums } from './tokens/span-sums.ts';

/**
 * Estimates what a dataset costs before anything is paid: records, tokens, price.
 *
 * Tokens are estimated by the characters of the texts, as an interval; `max_tokens` of each record bounds what is written. The price is
 * {@link priceOf}'s and dated; where none was read it is unknown, and `priceIn` and `priceOut` give it. Padding is paid and included.
 * Nothing is asked of AWS, but for shards in S3, of which the same spans are read by ranged GETs, and by a `tokenCounter`: with one, tokens are what it counts of `countedRecords` records that are spread over all,
 * scaled to all by a ratio estimate with an interval of about 95 %, and exact where it counts all. Memory: 8 MiB, or the longest line.
 *
 * @param dataset What `openDataset` or `buildDataset` gives.
 * @param options Region, own prices, and whether all lines are read.
 * @returns The estimate; `cost` is absent where the price is not known, and `cost.most` undefined where nothing bounds the answers.
 * @throws {InvalidOptionError} `INVALID_OPTION` where a price is no number from 0 on, `countedRecords` no whole number from 10 on, or only one of the two is given and the other is not known.
 * @throws {SourceError} `SOURCE_NOT_FOUND`, `SOURCE_READ` where a shard cannot be read.
 * @throws {S3Error} `S3_OBJECT_DIFFERS` where one in S3 has another size than the manifest says, and what S3 refuses.
 *
 * @example At most so many dollars
 * ```ts
 * import { mkdtemp } from 'node:fs/promises';
 * import { tmpdir } from 'node:os';
 * import { join } from 'node:path';
 * import { buildDataset, estimateDataset } from 'bedrock-batch';
 *
 * const rows = Array.from({ length: 100 }, (_, index) => ({ title: `Film ${index}` }));
 * const dataset = await buildDataset(rows, {
 *   model: 'amazon.nova-lite-v1:0',
 *   prompt: 'Which genre is {{title}}?',
 *   maxTokens: 50,
 *   out: join(await mkdtemp(join(tmpdir(), 'example-')), 'films'),
 * });
 * const { records, mostTokensOut, cost } = await estimateDataset(dataset, { region: 'us-east-1' });
 * console.assert(records === 100 && mostTokensOut === 5000);
 * console.assert(cost?.most !== undefined && cost.most < 0.001);
 * ```
 */
export async function estimateDataset(
  dataset: EstimatedDataset,
  options: EstimateOptions = {},
): Promise<Estimate> {
  const { manifest } = dataset;
  const shards = sampledShards(dataset, options.signal);
  return estimate(shards, manifest, { ...options, records: manifest.records });
}

/**
 * Estimates what JSONL files of records cost, as {@link estimateDataset} does of a dataset.
 *
 * @param paths Files of records, `{ recordId, modelInput }` a line, or the S3 URIs of objects.
 * @param options The model, and how S3 is reached, besides those of {@link estimateDataset}.
 * @returns The estimate. Of files that are sampled, the number of records is one too.
 * @throws {InvalidOptionError} `INVALID_OPTION` as {@link estimateDataset}.
 * @throws {SourceError} `SOURCE_NOT_FOUND`, `SOURCE_READ` where a file cannot be read, or there is no such object.
 *
 * @example A file of records, at a price of one's own
 * ```ts
 * import { mkdtemp, writeFile } from 'node:fs/promises';
 * import { tmpdir } from 'node:os';
 * import { join } from 'node:path';
 * import { estimateFiles } from 'bedrock-batch';
 *
 * const file = join(await mkdtemp(join(tmpdir(), 'example-')), 'records.jsonl');
 * await writeFile(file, '{"recordId":"1","modelInput":{"inputText":"Hello"}}\n');
 * const model = 'amazon.titan-embed-text-v2:0';
 * const { records, cost } = await estimateFiles([file], { model, priceIn: 0.01, priceOut: 0 });
 * console.assert(records === 1 && cost?.mostOutput === 0);
 * ```
 */
export async function estimateFiles(
  paths: readonly string[],
  options: EstimateOptions & EstimatedModel,
): Promise<Estimate> {
  const { s3, signal } = options;
  const closing: { close(): void }[] = [];
  const opened = async (path: string): Promise<SampledFile> => {
    if (!isS3Address(path)) return sampledFile(path);
    const object = await sampledObject(path, { ...s3, signal });
    closing.push(object);
    return object;
  };
  try {
    const files: SampledFile[] = [];
    for (const path of paths) files.push(await opened(path));
    return await estimate(files, options, options);
  } finally {
    for (const object of closing) object.close();
  }
}

async function estimate(
  files: readonly SampledFile[],
  of: EstimatedModel,
  options: EstimateOptions & { readonly records?: number },
): Promise<Estimate> {
  const { model, baseModel } = of;
  const price = priceInForce(of, options);
  const summer = new SpanSummer();
  const spans: SpanSums[] = [];
  for await (const bytes of sampleLines(files, { all: options.all === true })) {
    options.signal?.throwIfAborted();
    spans.push(summer.sum(bytes));
    await nextTurn();
  }
  const { region } = options;
  const scaled = scaleSpans(spans, { bytes: bytesOf(files), records: options.records });
  const { most: _most, guessed: _guessed, ...sums } = scaled;
  const readable = spans.reduce((sum, span) => sum + span.records - span.unreadable, 0);
  const tokens = await tokensRead(scaled, { files, readable, options });
  const found = { ...sums, ...tokens, mostTokensOut: mostTokens(scaled, of) };
  const cost = costOf(found, { price, mostByCharacters: scaled.tokensIn.high });
  return Object.freeze({ model, baseModel, region, ...found, price, cost });
}

/** What was counted, and by whom. */
type TokensRead = Pick<Estimate, 'tokensIn' | 'counted' | 'countedBy' | 'isCountedWhole'>;

/** Tokens by the characters, or by what was counted of some records. */
async function tokensRead(
  { records, guessed, tokensIn, withMedia, unreadable }: Scaled,
  looked: {
    readonly files: readonly SampledFile[];
    readonly readable: number;
    readonly options: EstimateOptions;
  },
): Promise<TokensRead> {
  const { tokenCounter: counter, countedRecords = COUNTED, signal, all } = looked.options;
  const byCharacters = { tokensIn, counted: 0, isCountedWhole: false };
  if (counter === undefined) return byCharacters;
  requireOption(Number.isInteger(countedRecords) && countedRecords >= FEWEST_COUNTED, {
    ...{ option: 'countedRecords', value: countedRecords },
    expected: `a whole number from ${FEWEST_COUNTED} on`,
  });
  const spans = sampleLines(looked.files, { all: all === true });
  const sample = { most: countedRecords, of: looked.readable };
  const counted = await countSample(spans, sample, { counter, signal });
  const population = { records: records - unreadable, guessed, hasMedia: withMedia > 0 };
  const isEnough = counted.length > 1 || counted.length === population.records;
  if (!isEnough) return byCharacters;
  return {
    tokensIn: countedTokens(counted, population),
    counted: counted.length,
    countedBy: counter.name ?? 'the counter',
    isCountedWhole: counter.isOfTexts !== true && counted.length > 0,
  };
}

/** Embeddings have no tokens that are written; of others a record without a bound gets the model's most. */
function mostTokens(sums: Scaled, of: EstimatedModel): number | undefined {
  const resolution = resolveName(of.model, of);
  const family = resolution.kind === 'known' ? resolution.family : undefined;
  if (family?.includes('embedding') === true) return 0;
  if (sums.unbounded === 0) return sums.most;
  const behind = 'foundationModel' in resolution ? resolution.foundationModel : undefined;
  const own = behind === undefined ? undefined : modelRowOf(behind)?.row.outputTokens?.most;
  return own === undefined ? undefined : sums.most + sums.unbounded * own;
}

/** Enough for some percent where records are alike. */
const COUNTED = 100;
/** Fewer do not tell how much records differ. */
const FEWEST_COUNTED = 10;

/** What tokens cost, and how many are read at most by the characters of all texts. */
interface Priced {
  readonly price: FoundPrice;
  readonly mostByCharacters: number;
}

function costOf(
  {
    tokensIn,
    mostTokensOut,
    withMedia,
    isCountedWhole,
    unreadable,
  }: Pick<Estimate, 'tokensIn' | 'mostTokensOut' | 'withMedia' | 'isCountedWhole' | 'unreadable'>,
  { price, mostByCharacters }: Priced,
): Cost | undefined {
  if (price.kind === 'unknown') return undefined;
  const { low, high } = price;
  const input = {
    low: costOfTokens({ inputTokens: tokensIn.low }, low),
    likely: costOfTokens({ inputTokens: tokensIn.likely }, between(low, high)),
    high: costOfTokens({ inputTokens: tokensIn.high }, high),
  };
  const mostOutput =
    mostTokensOut === undefined ? undefined : costOfTokens({ outputTokens: mostTokensOut }, high);
  const isBounded =
    (withMedia === 0 || isCountedWhole) && unreadable === 0 && mostOutput !== undefined;
  const mostRead = isCountedWhole ? tokensIn.high : Math.max(tokensIn.high, mostByCharacters);
  const most = isBounded ? costOfTokens({ inputTokens: mostRead }, high) + mostOutput : undefined;
  return { input, mostOutput, most };
}

/** The price in the middle of two. */
function between(low: TokenPrice, high: TokenPrice): TokenPrice {
  return { input: (low.input + high.input) / 2, output: (low.output + high.output) / 2 };
}
