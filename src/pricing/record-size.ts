import { isObject } from '../core/index.ts';
import { TextCounter, type TextSize } from './text-size.ts';

/** What a model input says of its own cost. */
export interface RecordSize {
  readonly text: TextSize;
  /** Most tokens of its answers; undefined where it names no bound. */
  readonly most: number | undefined;
  /** Whether it has images, sound, video or documents, whose tokens nothing here counts. */
  readonly hasMedia: boolean;
}

/** Members that are no text to a model: what they say costs no tokens, or is counted with the media. */
const NO_TEXT = new Set(['anthropic_version', 'role', 'type', 'data', 'bytes', 'uri', 'format']);
const MEDIA = new Set(['image', 'video', 'audio', 'document', 'inputImage', 'image_url', 'source']);
/** Names of members stand in what the model reads. */
const WHOLE = new Set(['tools', 'toolConfig', 'response_format', 'output_config', 'outputConfig']);

/** Members that bound an answer, by family, at the top or in `inferenceConfig`. */
const BOUNDS = [
  'max_tokens',
  'max_completion_tokens',
  'maxTokens',
  'max_gen_len',
  'max_new_tokens',
];

/** Looks at what a model input has in texts, media, and bounds of its answer; of any family, for all spell these alike. */
export function recordSize(modelInput: unknown): RecordSize {
  const counter = new TextCounter();
  const hasMedia = addTexts(modelInput, counter, 0);
  return { text: counter.size, most: mostTokens(modelInput), hasMedia };
}

/** Deeper values than any model takes are not looked at. */
const DEEPEST = 64;

function addTexts(value: unknown, counter: TextCounter, depth: number): boolean {
  if (typeof value === 'string') counter.add(value);
  if (typeof value !== 'object' || value === null || depth > DEEPEST) return false;
  if (Array.isArray(value)) {
    return value.reduce((found, item) => addTexts(item, counter, depth + 1) || found, false);
  }
  let hasMedia = false;
  for (const [key, member] of Object.entries(value)) {
    if (WHOLE.has(key)) counter.add(JSON.stringify(member));
    else if (MEDIA.has(key) && member !== null) hasMedia = true;
    else if (!NO_TEXT.has(key) || typeof member !== 'string') {
      hasMedia = addTexts(member, counter, depth + 1) || hasMedia;
    }
  }
  return hasMedia;
}

function mostTokens(modelInput: unknown): number | undefined {
  if (!isObject(modelInput)) return undefined;
  const most = boundIn(modelInput) ?? boundIn(modelInput['inferenceConfig']);
  const choices = modelInput['n'];
  const answers = typeof choices === 'number' && choices > 1 ? choices : 1;
  return most === undefined ? undefined : most * answers;
}

function boundIn(value: unknown): number | undefined {
  if (!isObject(value)) return undefined;
  const bounds = BOUNDS.map((key) => value[key]).filter((bound) => typeof bound === 'number');
  return bounds.length === 0 ? undefined : Math.max(...bounds);
}
