// What the emulator sees of models: ids, dated facts, and how families answer. A judge does not share the validators it judges, so no
// schema, no rule and no plain form can be reached from here, which a test holds.
export type { AnswerMeans, Echo, GivenAnswer, ModelAnswer } from './answers/model-answer.ts';
export { endOfLife } from './facts/end-of-life.ts';
export type { FamilyName } from './facts/family-name.ts';
export { listedIds } from './facts/listed-ids.ts';
export { modelRowOf } from './facts/model-table.ts';
export { loadAnswers } from './families/load-answers.ts';
export { parseModelId } from './ids/model-id.ts';
