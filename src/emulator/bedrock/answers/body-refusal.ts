import { defaultSeverity, type InvocationType, isObject } from '../../../core/index.ts';
import { knowledgeOf, type ModelFamily, type RuleFinding } from '../../../models/index.ts';
import type { RecordError } from '../lines/output-line.ts';
import type { ModelFacts } from './model-facts.ts';

interface SchemaIssue {
  readonly code: string;
  readonly path: readonly PropertyKey[];
  readonly message: string;
  readonly keys?: readonly string[] | undefined;
}

/**
 * Says why a model would not take a body: the 400 of its record, while the job goes on.
 *
 * Sources: tools with `Converse` fail the record (documented); "Field required" and "Extra inputs are not permitted"
 * were seen with Claude. All other words are the emulator's.
 */
export function refuseBody(
  modelInput: Readonly<Record<string, unknown>>,
  invocationType: InvocationType,
  { family, foundationModel, hasForm }: ModelFacts,
): RecordError | undefined {
  if (!hasForm) return badRequest(`[emulator] The model has no form for ${invocationType}`);
  if (invocationType === 'Converse' && isObject(modelInput['toolConfig'])) {
    return badRequest('[emulator] toolConfig is not supported with the invocation type Converse');
  }
  if (family === undefined) return undefined;
  const parsed = family.schema.safeParse(modelInput);
  const passes = parsed.success || isFormInDoubt(family, foundationModel);
  const [issue] = passes ? [] : (parsed.error.issues as readonly SchemaIssue[]);
  if (issue !== undefined) return badRequest(wordsFor(issue, family, modelInput));
  // what the sources disagree on or do not confirm is no more than a warning: such a body passes
  const finding = family.rules
    .flatMap((rule) => rule(modelInput, { foundationModel }))
    .find(({ code }) => defaultSeverity(code) === 'error');
  return finding === undefined ? undefined : badRequest(wordsForRule(family, finding));
}

function isFormInDoubt({ name }: ModelFamily, foundationModel: string | undefined): boolean {
  const knowledge = foundationModel === undefined ? undefined : knowledgeOf(foundationModel);
  return knowledge?.family === name && knowledge.doubt !== undefined;
}

function badRequest(errorMessage: string): RecordError {
  return { errorCode: 400, errorMessage };
}

function wordsFor(issue: SchemaIssue, family: ModelFamily, modelInput: unknown): string {
  if (issue.code === 'unrecognized_keys') {
    return extraInput(family, [...issue.path, ...(issue.keys ?? []).slice(0, 1)]);
  }
  const path = issue.path.map(String).join('.');
  if (!has(modelInput, issue.path)) return `${mark(family)}${path}: Field required`;
  return `[emulator] ${path}: ${issue.message}`;
}

function extraInput(family: ModelFamily, path: readonly PropertyKey[]): string {
  return `${mark(family)}${path.map(String).join('.')}: Extra inputs are not permitted`;
}

function wordsForRule(family: ModelFamily, finding: RuleFinding): string {
  const path = finding.path.map(String).join('.');
  if (finding.code === 'MODEL_INPUT_FORBIDDEN_KEY') {
    // Only of keys beside the known ones the words were seen.
    const isExtra = finding.path.length === 1;
    return isExtra ? extraInput(family, finding.path) : `[emulator] ${path}: ${finding.reason}`;
  }
  if (finding.code === 'MODEL_INPUT_REQUIRED') return `${mark(family)}${path}: Field required`;
  const expected = 'expected' in finding ? `, expected ${finding.expected}` : '';
  return `[emulator] ${path} is not taken by ${family.title}${expected}`;
}

/** Only of Claude these words were seen. */
function mark({ name }: ModelFamily): string {
  return name.startsWith('claude') ? '' : '[emulator] ';
}

function has(value: unknown, path: readonly PropertyKey[]): boolean {
  let at: unknown = value;
  for (const step of path) {
    if (typeof at !== 'object' || at === null || !Object.hasOwn(at, step)) return false;
    at = (at as Record<PropertyKey, unknown>)[step];
  }
  return true;
}
