import { type InvocationType, quote } from '../../core/index.ts';
import type { FamilyName } from '../facts/family-name.ts';
import type { ModelRow } from '../facts/model-row.ts';
import { modelRowOf } from '../facts/model-table.ts';
import { titleOf } from '../families/plain-families.ts';
import { foundationModelOf, type ParsedModelId, parseModelId } from '../ids/model-id.ts';

/** What decides which family a model is of, besides its id. */
export interface ResolveModelOptions {
  /** Foundation model behind an id that does not say it, such as that of an application inference profile. */
  readonly baseModel?: string | undefined;
  /** Default `InvokeModel`. */
  readonly invocationType?: InvocationType | undefined;
}

/** What a model id means for batch inference; the family by its name. */
export type NamedResolution =
  | {
      readonly kind: 'known';
      readonly family: FamilyName;
      /** Bare id; absent where the family is known only by the invocation type. */
      readonly foundationModel?: string | undefined;
      /** Prefix of the inference profile, such as `us`. */
      readonly profile?: string | undefined;
      /** Whether it is a custom model, which has quotas of its own. */
      readonly custom: boolean;
      /** What is known of the model and batch inference; absent where nothing is. */
      readonly knowledge?: ModelRow | undefined;
    }
  | {
      readonly kind: 'unknown';
      /** A clause. */
      readonly reason: string;
      readonly foundationModel?: string | undefined;
      readonly custom: boolean;
    }
  | {
      readonly kind: 'not-batchable';
      /** A clause. */
      readonly reason: string;
    }
  | {
      readonly kind: 'no-such-form';
      readonly foundationModel?: string | undefined;
      readonly profile?: string | undefined;
      /** Title of the family. */
      readonly family: string;
      readonly invocationType: InvocationType;
    };

/** Finds what a model id means for batch inference, as `resolveModel` does, without loading a schema. */
export function resolveName(model: string, options: ResolveModelOptions = {}): NamedResolution {
  const parsed = parseModelId(model);
  if (parsed.kind === 'not-batchable') return { kind: 'not-batchable', reason: parsed.reason };
  const custom = parsed.kind === 'custom-model';
  if (parsed.kind === 'malformed') return { kind: 'unknown', reason: parsed.reason, custom };
  const foundationModel = foundationOf(parsed, options.baseModel);
  const profile = parsed.kind === 'inference-profile' ? parsed.prefix : undefined;
  const found = { foundationModel, profile, custom };
  const knowledge = foundationModel === undefined ? undefined : modelRowOf(foundationModel)?.row;
  const invocationType = options.invocationType ?? 'InvokeModel';
  if (knowledge === undefined) return unlisted(found, invocationType);
  return listed(found, { invocationType, knowledge });
}

/** Why a model is not likely to batch, as a clause; undefined where nothing says so. */
export function batchDoubtOf({ batch }: ModelRow): string | undefined {
  const { verdict, clause, source, readOn } = batch;
  const read = `${source} (read on ${readOn})`;
  if (verdict === 'unlikely') return read;
  if (verdict !== 'unlisted') return undefined;
  const more = clause === undefined ? '' : `; ${clause}`;
  return `AWS does not list it for batch inference${more}: ${read}`;
}

interface Found {
  readonly foundationModel?: string | undefined;
  readonly profile?: string | undefined;
  readonly custom: boolean;
}

interface Listing {
  readonly invocationType: InvocationType;
  readonly knowledge: ModelRow;
}

/** The id's own model where the table has it, else the base model, else the id's own again. */
function foundationOf(parsed: ParsedModelId, baseModel: string | undefined): string | undefined {
  const own = 'foundationModel' in parsed ? parsed.foundationModel : undefined;
  const base = baseModel === undefined ? undefined : foundationModelOf(baseModel);
  if (own === undefined || base === undefined) return own ?? base;
  return modelRowOf(own) === undefined ? base : own;
}

function unlisted(found: Found, invocationType: InvocationType): NamedResolution {
  if (invocationType === 'Converse') return { kind: 'known', family: 'converse', ...found };
  const { custom, foundationModel } = found;
  const reason =
    foundationModel === undefined
      ? 'the id does not say which foundation model is behind it'
      : `nothing is known of the model ${quote(foundationModel)}`;
  return { kind: 'unknown', reason, foundationModel, custom };
}

function listed(found: Found, { invocationType, knowledge }: Listing): NamedResolution {
  const { batch, shape } = knowledge;
  const { custom, foundationModel } = found;
  if (batch.verdict === 'no') {
    const { readOn, source } = batch;
    return { kind: 'not-batchable', reason: `it was reported not to on ${readOn} (${source})` };
  }
  const own = knowledge.family;
  const title = own === undefined ? (shape ?? knowledge.id) : titleOf(own);
  if (invocationType === 'Converse' && !knowledge.converse) {
    const { profile } = found;
    return { kind: 'no-such-form', family: title, invocationType, foundationModel, profile };
  }
  const unknown = (reason: string): NamedResolution => ({
    kind: 'unknown',
    reason,
    foundationModel,
    custom,
  });
  const family = invocationType === 'Converse' ? 'converse' : own;
  if (family !== undefined) return { kind: 'known', family, ...found, knowledge };
  return unknown(batchDoubtOf(knowledge) ?? `no schema for ${title} is in this version yet`);
}
