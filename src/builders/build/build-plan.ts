import { parse } from 'node:path';
import {
  canonicalJson,
  InvalidOptionError,
  type InvocationType,
  quote,
  type Severities,
  type StandardSchema,
} from '../../core/index.ts';
import { datasetHome, sha256, shardPath, slug } from '../../dataset/index.ts';
import { type Home, isBedrockS3Uri } from '../../io/index.ts';
import { type Quotas, quotasFor } from '../../quotas/index.ts';
import { checkModel, type ModelCheck, schemaToAsk } from '../../validators/index.ts';
import { modelRefusal } from '../../validators/lean.ts';
import type { CanarySize } from '../canary/canary-size.ts';
import { type InvalidLimit, invalidLimit } from '../intake/invalid-limit.ts';
import type { LikelyId } from '../records/record-ids.ts';
import type { DecidedSelection } from '../selection/decided-selection.ts';
import type { CommonBuildOptions } from './build-options.ts';

/** Version of how datasets are built: part of every build key, raised when the same source would give other bytes. */
const BUILD_VERSION = 1;
/** No dataset has as many. */
const LAST_JOB = 9999;
const LAST_SHARD = 99_999;

/** Everything a build has decided before its first record. */
export interface BuildPlan {
  /** Where the dataset will be. */
  readonly home: Home;
  /** Absolute path of the folder, or the S3 URI of the prefix. */
  readonly out: string;
  /** Slug that begins the names of prefixes and jobs. */
  readonly name: string;
  /** What diagnostics call the source. */
  readonly source: string;
  readonly model: string;
  readonly baseModel: string | undefined;
  readonly invocationType: InvocationType;
  readonly check: ModelCheck;
  readonly quotas: Quotas;
  readonly buildKey: string | undefined;
  readonly belowMinimum: 'error' | 'pad';
  /** Whether a model input that several rows have is asked once. */
  readonly dedupe: boolean;
  readonly severities: Severities | undefined;
  /** The caller's own schema for model inputs. */
  readonly schema: StandardSchema | undefined;
  /** Whether record n is made of row n of the source; else the shards name no rows. */
  readonly hasRows: boolean;
  /** Template that makes the ids, where one does. */
  readonly idTemplate: string | undefined;
  /** How many rows may be set aside; undefined where an invalid row ends the build. */
  readonly maxInvalid: InvalidLimit | undefined;
  /** Tells the ids of rows that became no record, where that is known. */
  readonly likelyId?: LikelyId | undefined;
  /** What it is a piece of; absent where it is the whole of its dataset. */
  readonly piece?: Piece | undefined;
  /** The sample that is to stand in jobs of its own, of a dataset that is built in S3; one in a folder is cut there afterwards. */
  readonly canary?: CanarySize | undefined;
}

/** A piece of a source, of which others build the rest. */
export interface Piece {
  /** Rows of the source before it. */
  readonly rowsBefore: number;
  /** Whether ids are to be compared with those of other pieces. */
  readonly hasOwnIds: boolean;
  /** What the limit and the sample of the whole source come to. */
  readonly decided?: DecidedSelection | undefined;
}

/**
 * Decides everything a build can decide before it reads its source.
 *
 * @param identity What tells this build from another one; undefined where nothing can.
 * @throws {InvalidOptionError} `MODEL_UNKNOWN`, `MODEL_NOT_BATCHABLE`, `INVALID_OPTION`.
 */
export function planBuild(
  options: CommonBuildOptions,
  sourceName: string,
  identity: unknown,
): BuildPlan {
  const { model, baseModel, invocationType = 'InvokeModel', belowMinimum = 'error' } = options;
  const { region, asOf, dedupe = false } = options;
  const maxInvalid = invalidLimit(options);
  const check = checkModel({ model, baseModel, invocationType, region, asOf });
  requireUsableModel(check, options);
  const { quotas } = quotasFor(check.foundationModel, options.quotas, { custom: check.custom });
  const name = slug(options.name ?? parse(sourceName.replace(/\.(?:gz|zst)$/i, '')).name);
  const asked = {
    version: BUILD_VERSION,
    model,
    baseModel,
    invocationType,
    belowMinimum,
    // what is not asked for is no part of the key, which stays that of earlier versions
    dedupe: dedupe ? true : undefined,
    quotas,
    name,
    identity,
    maxInvalid,
    // they say which rows are set aside
    severities: maxInvalid === undefined ? undefined : options.severities,
  };
  const home = outHome(options);
  return {
    home,
    out: home.address,
    name,
    source: sourceName,
    model,
    baseModel,
    invocationType,
    check,
    quotas,
    buildKey: identity === undefined ? undefined : sha256(canonicalJson(asked)),
    belowMinimum,
    dedupe,
    severities: options.severities,
    schema: schemaToAsk(options),
    hasRows: true,
    idTemplate: undefined,
    maxInvalid,
  };
}

/** @throws {InvalidOptionError} `INVALID_OPTION` where a shard would have a longer address than Bedrock takes. */
function outHome({ out, ...options }: CommonBuildOptions): Home {
  const home = datasetHome(out, options);
  const longest = home.nameOf(shardPath(LAST_JOB, LAST_SHARD));
  if (home.folder !== undefined || isBedrockS3Uri(longest)) return home;
  throw new InvalidOptionError(
    `out is ${quote(out, 200)}, below which a shard would have an S3 URI of ${longest.length} characters`,
    {
      option: 'out',
      expected: 'at most 1,024 characters with a shard below it',
      received: quote(out, 200),
      hint: 'Choose a shorter prefix',
    },
  );
}

/** That a model has ended is said when there is something to build: a dataset that is there already may have outcomes to read. */
function requireUsableModel(
  { family, diagnostics }: ModelCheck,
  options: CommonBuildOptions,
): void {
  const left = diagnostics.filter(({ code }) => code !== 'MODEL_ENDED');
  const refusal = modelRefusal({ family, diagnostics: left }, options);
  if (refusal !== undefined) throw refusal;
}
