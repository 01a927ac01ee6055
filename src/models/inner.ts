// What other folders need of this one, and no user: it is no part of the package's interface.

export type { AnswerMeans, Echo, GivenAnswer, ModelAnswer } from './answers/model-answer.ts';
export { listedIds } from './facts/listed-ids.ts';
export { compareListed, unlistedIn } from './facts/live-differences.ts';
export { loadAnswers } from './families/load-answers.ts';
export { readUnnamedOutput } from './families/unnamed-output.ts';
