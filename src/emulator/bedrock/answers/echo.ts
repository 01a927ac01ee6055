import { isObject, shorten } from '../../../core/index.ts';
import type { Echo } from '../../../models/emulated.ts';
import { BYTES_PER_TOKEN, estimateTokens } from './token-counts.ts';

const LONGEST_ECHO = 200;

/** A model answers where there is no text too, such as beside an image alone. */
const NO_TEXT = '[emulator] No text to say again';

/** Says again what the user said last, at most 200 UTF-16 units and `maxTokens` tokens of it. */
export function echoOf(modelInput: Readonly<Record<string, unknown>>, maxTokens: unknown): Echo {
  const full = shorten(lastUserText(modelInput) || NO_TEXT, LONGEST_ECHO);
  const most = typeof maxTokens === 'number' ? Math.max(0, Math.floor(maxTokens)) : Infinity;
  const tokens = estimateTokens(Buffer.byteLength(full));
  if (tokens <= most) return { text: full, tokens, isCut: false };
  const bytes = Buffer.from(full).subarray(0, most * BYTES_PER_TOKEN);
  // A character cut in half decodes to U+FFFD; stream mode holds it back instead.
  const text = new TextDecoder().decode(bytes, { stream: true });
  return { text, tokens: most, isCut: true };
}

/** Finds the text of the last user turn, or the prompt, in any of the known shapes. */
export function lastUserText(modelInput: Readonly<Record<string, unknown>>): string {
  const { messages, prompt, inputText } = modelInput;
  if (Array.isArray(messages)) {
    const turns = messages.filter(isObject).filter((message) => message['role'] === 'user');
    return textOf(turns.at(-1)?.['content']);
  }
  if (typeof prompt === 'string') return prompt;
  return typeof inputText === 'string' ? inputText : '';
}

function textOf(content: unknown): string {
  if (typeof content === 'string') return content;
  if (!Array.isArray(content)) return '';
  return content
    .filter(isObject)
    .map((block) => block['text'])
    .filter((text) => typeof text === 'string')
    .join('\n');
}
