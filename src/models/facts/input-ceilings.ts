import type { FamilyName } from '../families/plain-families.ts';

/** The most that a model input of a family may hold of something. */
export interface InputCeiling {
  /** Family whose model inputs are bounded. */
  readonly family: FamilyName;
  /** What is counted. */
  readonly of:
    | 'images'
    | 'documents'
    | 'megabytes of an image'
    | 'megabytes of a document'
    | 'characters of a text'
    | 'tokens of a text'
    | 'seconds of sound or video';
  readonly most: number;
  /** In what it is counted. */
  readonly per: 'record' | 'message' | 'image' | 'document' | 'text' | 'medium';
  /** Why the number is not sure, as a clause; absent where AWS documents it. */
  readonly doubt?: string | undefined;
  /** Where that was read. */
  readonly source: string;
  /** Day it was read, as `YYYY-MM-DD`. */
  readonly readOn: string;
}

export const MOST_IMAGES = 20;
export const MOST_DOCUMENTS = 5;
/** Of an image, decoded. */
export const IMAGE_MEGABYTES = 3.75;
/** Of a document, decoded. */
export const DOCUMENT_MEGABYTES = 4.5;
export const TITAN_CHARACTERS = 50_000;
export const TITAN_MULTIMODAL_TOKENS = 256;
export const NOVA_EMBEDDING_TOKENS = 8192;

const READ_ON = '2026-11-20';
const CLAUDE = {
  family: 'claude-messages',
  source: 'AWS, "Anthropic Claude Messages API, request and response"',
  readOn: READ_ON,
} as const;
const CONVERSE = { family: 'converse', source: 'Converse API reference', readOn: READ_ON } as const;
const TITAN = {
  family: 'titan-text-embeddings',
  per: 'text',
  doubt: "AWS's documents at hand do not confirm it",
  source: 'from memory of the field',
  readOn: READ_ON,
} as const;
const NOVA = {
  family: 'nova-multimodal-embeddings',
  source: 'AWS, Nova user guide, "Complete embeddings request and response schema"',
  readOn: READ_ON,
} as const;

/**
 * What a model input may hold at most besides the tokens of its answer, with source and date. Those of the answer are in
 * {@link tokenCeilings}.
 *
 * AWS does not say whether its MB is 10^6 or 2^20 bytes.
 *
 * @example How large an image may be
 * ```ts
 * import { inputCeilings } from 'bedrock-batch';
 *
 * const image = inputCeilings.find(
 *   (row) => row.family === 'converse' && row.of === 'megabytes of an image',
 * );
 * console.assert(image?.most === 3.75);
 * ```
 */
export const inputCeilings: readonly InputCeiling[] = [
  { ...CLAUDE, of: 'megabytes of an image', most: IMAGE_MEGABYTES, per: 'image' },
  {
    ...CLAUDE,
    of: 'images',
    most: MOST_IMAGES,
    per: 'record',
    doubt: "AWS's documents at hand do not confirm it",
  },
  { ...CONVERSE, of: 'megabytes of an image', most: IMAGE_MEGABYTES, per: 'image' },
  { ...CONVERSE, of: 'megabytes of a document', most: DOCUMENT_MEGABYTES, per: 'document' },
  { ...CONVERSE, of: 'images', most: MOST_IMAGES, per: 'message' },
  { ...CONVERSE, of: 'documents', most: MOST_DOCUMENTS, per: 'message' },
  { ...TITAN, of: 'characters of a text', most: TITAN_CHARACTERS },
  { ...TITAN, of: 'tokens of a text', most: 8192 },
  {
    family: 'titan-multimodal-embeddings',
    of: 'tokens of a text',
    most: TITAN_MULTIMODAL_TOKENS,
    per: 'text',
    doubt: 'another list says 128',
    source: 'AWS, "Amazon Titan Multimodal Embeddings G1"',
    readOn: READ_ON,
  },
  { ...NOVA, of: 'tokens of a text', most: NOVA_EMBEDDING_TOKENS, per: 'text' },
  { ...NOVA, of: 'seconds of sound or video', most: 30, per: 'medium' },
];
