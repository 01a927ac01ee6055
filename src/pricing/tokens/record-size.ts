import { isObject } from '../../core/index.ts';
import type { SizedKeys } from '../../engine/index.ts';
import { TextCounter, type TextSize } from './text-size.ts';

/** What a model input says of its own cost. */
export interface RecordSize {
  readonly text: TextSize;
  /** Most tokens of its answers; undefined where it names no bound. */
  readonly most: number | undefined;
  /** Whether it has images, sound, video or documents, whose tokens nothing here counts. */
  readonly hasMedia: boolean;
}

/** Members by what they say of the cost; of any family, for all spell these alike. */
export const SIZED_KEYS: SizedKeys = {
  input: ['modelInput'],
  // what they say costs no tokens, or is counted with the media
  noText: ['anthropic_version', 'role', 'type', 'data', 'bytes', 'uri', 'format'],
  media: ['image', 'video', 'audio', 'document', 'inputImage', 'image_url', 'source'],
  whole: ['tools', 'toolConfig', 'response_format', 'output_config', 'outputConfig'],
  bound: ['max_tokens', 'max_completion_tokens', 'maxTokens', 'max_gen_len', 'max_new_tokens'],
  inner: ['inferenceConfig'],
  choices: ['n'],
};

const NO_TEXT: ReadonlySet<string> = new Set(SIZED_KEYS.noText);
const MEDIA: ReadonlySet<string> = new Set(SIZED_KEYS.media);
const WHOLE: ReadonlySet<string> = new Set(SIZED_KEYS.whole);

/** Looks at what a model input has in texts, media, and bounds of its answer. */
export function recordSize(modelInput: unknown): RecordSize {
  const counter = new TextCounter();
  const hasMedia = addTexts(modelInput, counter);
  return { text: counter.size, most: mostTokens(modelInput), hasMedia };
}

/** Deeper values than any model takes are not looked at. */
const DEEPEST = 64;

/** Takes the texts of a model input. */
export interface TextTaker {
  add(text: string): void;
}

/**
 * Gives the texts of a model input to who takes them; tools and the like as their JSON.
 *
 * @param depth How deep it lies itself.
 * @returns Whether there are media beside them.
 */
export function addTexts(value: unknown, taker: TextTaker, depth = 0): boolean {
  if (typeof value === 'string') taker.add(value);
  if (typeof value !== 'object' || value === null || depth > DEEPEST) return false;
  if (Array.isArray(value)) {
    return value.reduce((found, item) => addTexts(item, taker, depth + 1) || found, false);
  }
  let hasMedia = false;
  for (const [key, member] of Object.entries(value)) {
    if (WHOLE.has(key)) taker.add(JSON.stringify(member));
    else if (MEDIA.has(key) && member !== null) hasMedia = true;
    else if (!NO_TEXT.has(key) || typeof member !== 'string') {
      hasMedia = addTexts(member, taker, depth + 1) || hasMedia;
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
  const bounds = SIZED_KEYS.bound
    .map((key) => value[key])
    .filter((bound) => typeof bound === 'number');
  return bounds.length === 0 ? undefined : Math.max(...bounds);
}
