import {
  loadAnswers as answersByFamily,
  type FamilyName,
  type ModelAnswer,
} from '../../../models/emulated.ts';

/** Finds how a family answers; a model of none that is known answers `{ text }`. */
export type FindAnswer = (family: FamilyName | undefined) => ModelAnswer;

/** Loads how every family answers. */
export async function loadAnswers(): Promise<FindAnswer> {
  const answers = await answersByFamily();
  return (family) => (family === undefined ? undefined : answers.get(family)) ?? answerUnknown;
}

const answerUnknown: ModelAnswer = (modelInput, { inputTokens }, { echoOf }) => {
  const { text, tokens } = echoOf(modelInput, undefined);
  return { modelOutput: { text }, inputTokens, outputTokens: tokens };
};
