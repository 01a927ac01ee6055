import type { ModelAnswer } from '../answers/model-answer.ts';
import type { FamilyName } from '../facts/family-name.ts';
import { familyByName } from './families.ts';

/** Loads how the emulator answers as each family. */
export async function loadAnswers(): Promise<ReadonlyMap<FamilyName, ModelAnswer>> {
  const loading = Object.values(familyByName).map(
    async ({ name, loadAnswer }) => [name, await loadAnswer()] as const,
  );
  return new Map(await Promise.all(loading));
}
