import { isObject } from '../../core/index.ts';
import { finishReasonIn } from './finish-reason.ts';
import { countAt, errorIn, fieldOf, joinTexts, listAt, textAt } from './output-fields.ts';
import type { OutputReading } from './output-reading.ts';
import { answerAmong, saysSomething, withoutReasoning } from './output-texts.ts';
import { usageOf } from './usage.ts';

/**
 * Reads the first choice that holds an answer, without its reasoning: text, how it ended, usage and error.
 *
 * A `refusal` in the message is no text of the answer, and says how it ended whatever `finish_reason` says. `stop_reason` is
 * Mistral's own name of the stop reason.
 */
export function readChatOutput(modelOutput: unknown): OutputReading {
  const choices = listAt(modelOutput, 'choices');
  const answer = choices.find(isAnswer);
  const choice = answer ?? choices[0];
  const stopReason = textAt(choice, 'finish_reason') ?? textAt(choice, 'stop_reason');
  const all = fieldOf(modelOutput, 'choices');
  return {
    answer: choices.every(isChoice) ? answerAmong(all, isAnswer) : 'unknown',
    text: textOf(choice),
    finishReason: isRefused(fieldOf(choice, 'message'))
      ? 'refusal'
      : finishReasonIn(modelOutput, stopReason),
    stopReason,
    usage: usageIn(fieldOf(modelOutput, 'usage')),
    error: answer === undefined ? errorIn(modelOutput) : undefined,
  };
}

function usageIn(usage: unknown): OutputReading['usage'] {
  return usageOf({
    inputTokens: countAt(usage, 'prompt_tokens'),
    outputTokens: countAt(usage, 'completion_tokens'),
    totalTokens: countAt(usage, 'total_tokens'),
    cacheReadInputTokens: countAt(fieldOf(usage, 'prompt_tokens_details'), 'cached_tokens'),
  });
}

function isAnswer(choice: unknown): boolean {
  const message = fieldOf(choice, 'message');
  const isCall =
    listAt(message, 'tool_calls').length > 0 || isObject(fieldOf(message, 'function_call'));
  return isCall || saysSomething(textOf(choice));
}

function isChoice(choice: unknown): boolean {
  return isObject(fieldOf(choice, 'message')) || textAt(choice, 'text') !== undefined;
}

function isRefused(message: unknown): boolean {
  const parts = listAt(message, 'content');
  return [message, ...parts].some((part) => saysSomething(textAt(part, 'refusal')));
}

/** The choice of a completion that is no chat has a `text` in place of the message. Source: model reference of DeepSeek-R1. */
function textOf(choice: unknown): string | undefined {
  const message = fieldOf(choice, 'message');
  const parts = joinTexts(listAt(message, 'content').map(partText));
  const text = textAt(message, 'content') ?? parts ?? textAt(choice, 'text');
  return text === undefined ? undefined : withoutReasoning(text);
}

/** The text of a part; parts of other types, such as `thinking`, are no answer. */
function partText(part: unknown): string | undefined {
  const type = textAt(part, 'type') ?? 'text';
  return type === 'text' ? textAt(part, 'text') : undefined;
}
