import { answerMessage } from '../../answers/message-answer.ts';
import type { ModelAnswer } from '../../answers/model-answer.ts';

/** Nova messages. Source: the model's complete request schema. */
export const answerNova: ModelAnswer = answerMessage;
