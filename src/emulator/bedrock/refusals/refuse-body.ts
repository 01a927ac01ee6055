import type { InvocationType } from '../../../core/index.ts';
import type { RecordError } from '../lines/output-line.ts';
import { type Asked, readAsked } from './asked.ts';
import { cacheRefusals } from './caches.ts';
import { converseRefusals } from './converse.ts';
import { imageRefusals } from './images.ts';
import type { JsonObject } from './json-values.ts';
import { keyRefusals } from './keys.ts';
import { tokenRefusals } from './most-tokens.ts';
import type { Refusal } from './refusal.ts';
import { samplingRefusals } from './sampling.ts';
import { thinkingRefusals } from './thinking.ts';
import { toolRefusals } from './tools.ts';
import { turnRefusals } from './turns.ts';

/** All that Bedrock is known to refuse, in the order in which it is asked. */
export const knownRefusals: readonly Refusal[] = [
  ...keyRefusals,
  ...converseRefusals,
  ...tokenRefusals,
  ...samplingRefusals,
  ...thinkingRefusals,
  ...turnRefusals,
  ...imageRefusals,
  ...toolRefusals,
  ...cacheRefusals,
];

/** What a body is for. */
export interface BodyUse {
  /** Bare id of the foundation model, where it is known. */
  readonly model: string | undefined;
  readonly form: InvocationType;
  /** Whether the model is asked at once, and not by a job. */
  readonly atOnce?: boolean | undefined;
}

/**
 * Says why Bedrock would not take a body: the 400 of its record, while the job goes on, or of the request.
 *
 * What is not in {@link knownRefusals} is taken, whatever the validators think of it.
 */
export function refuseBody(
  body: JsonObject,
  { model, form, atOnce = false }: BodyUse,
): RecordError | undefined {
  const asked = readAsked(body, { model: model ?? '', form });
  for (const refusal of knownRefusals) {
    if (atOnce && refusal.inJobs === true) continue;
    const text = applies(refusal, asked) ? refusal.textFor(asked) : undefined;
    if (text !== undefined) return { errorCode: 400, errorMessage: wordsOf(refusal, text, form) };
  }
  return undefined;
}

function applies({ models, form }: Refusal, asked: Asked): boolean {
  return (form === undefined || form === asked.form) && models.test(asked.model);
}

function wordsOf({ observed, byModel }: Refusal, text: string, form: InvocationType): string {
  if (!observed) return `[emulator] ${text}`;
  return byModel && form === 'Converse' ? `The model returned the following errors: ${text}` : text;
}
