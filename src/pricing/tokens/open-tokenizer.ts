import { InvalidOptionError, quote } from '../../core/index.ts';
import { modelRowOf, resolveName } from '../../models/lean.ts';
import { addTexts } from './record-size.ts';
import type { TokenCounter } from './token-counter.ts';
import { loadTokenizer, type TokenizerPackage } from './tokenizer-package.ts';

/** Whose tokens {@link openTokenizer} counts. */
export interface TokenizerOptions {
  readonly model: string;
  readonly baseModel?: string | undefined;
}

/**
 * Opens the tokenizer of a model, where one is public: that of gpt-oss, by the package gpt-tokenizer, which has to stand beside this one. Nothing is asked of AWS.
 *
 * It counts the texts of a model input, and tools as their JSON. What the model puts around messages is not among them. Words of more than
 * 2,000 letters are counted in pieces, which may be a token more for each. Memory: about 50 MB for its tables.
 *
 * @param options The model, and what is behind an id that does not say it.
 * @returns What `tokenCounter` of `estimateDataset` takes.
 * @throws {InvalidOptionError} `INVALID_OPTION` where no tokenizer of the model is known, or the package is not installed.
 *
 * @example Tokens of the texts
 * ```ts
 * import { openTokenizer } from 'bedrock-batch/run';
 *
 * const tokenizer = await openTokenizer({ model: 'openai.gpt-oss-20b-1:0' });
 * const input = { messages: [{ role: 'user', content: 'Hello world' }] };
 * console.assert((await tokenizer.count(Buffer.from(JSON.stringify(input)))) === 2);
 * ```
 */
export async function openTokenizer({ model, baseModel }: TokenizerOptions): Promise<TokenCounter> {
  const encoding = encodingOf(model, baseModel);
  if (encoding === undefined) throw noTokenizer(model);
  const tokenizer = await loadTokenizer(encoding);
  return {
    name: encoding,
    isOfTexts: true,
    count: async (modelInput) => countTexts(modelInput, tokenizer),
  };
}

/** Names the encoding of a model, where its tokenizer is public. */
export function encodingOf(model: string, baseModel: string | undefined): string | undefined {
  const resolution = resolveName(model, { baseModel });
  const behind = 'foundationModel' in resolution ? resolution.foundationModel : undefined;
  return behind === undefined ? undefined : modelRowOf(behind)?.row.tokenizer?.encoding;
}

function countTexts(modelInput: Uint8Array, tokenizer: TokenizerPackage): number {
  let tokens = 0;
  const add = (text: string) => {
    for (const piece of piecesOf(text)) tokens += tokenizer.countTokens(piece, AS_TEXT);
  };
  addTexts(JSON.parse(Buffer.from(modelInput).toString('utf8')), { add });
  return tokens;
}

/** What looks like a sign of the model itself is text in a message. */
const AS_TEXT = { disallowedSpecial: new Set<string>() };

const LONGEST_WORD = 2000;
/** What the encoding takes for one word, and merges in the square of its length. */
const LONG_WORDS = new RegExp(
  String.raw`([\p{L}\p{M}]{${LONGEST_WORD}}|\s{${LONGEST_WORD}}|[^\s\p{L}\p{N}]{${LONGEST_WORD}})`,
  'u',
);

function piecesOf(text: string): readonly string[] {
  return text.length < LONGEST_WORD ? [text] : text.split(LONG_WORDS).filter(Boolean);
}

function noTokenizer(model: string): InvalidOptionError {
  return new InvalidOptionError(`No tokenizer of ${quote(model, 200)} is known`, {
    option: 'model',
    received: model,
    expected: 'a model of gpt-oss',
    hint: 'Let characters tell about how many tokens there are, or Bedrock count them (--exact, in the library openTokenCounter)',
  });
}
