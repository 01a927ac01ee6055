import { type DiagnosticArgs, defaultSeverity, isObject, type PathStep } from '../../core/index.ts';
import { modelRowOf } from '../facts/model-table.ts';
import { shapeOfFamily } from '../families/family-shape.ts';
import type { ModelFamily } from '../families/model-family.ts';
import { foundationModelOf } from '../ids/model-id.ts';
import { rememberLast } from '../ids/remember-last.ts';
import { ARGS_OF_RULES, type RuleCode, type RuleContext, type RuleFinding } from '../rules/rule.ts';
import { childOf } from '../shape/shape-path.ts';
import { cutArrays } from './cut-arrays.ts';
import { doubtedFinding } from './doubted-finding.ts';
import { doubtKeysOfConverse } from './doubted-keys.ts';
import { type OtherForm, otherForm } from './invocation-type.ts';
import { otherFamily } from './other-family.ts';
import { firstIssues, issuesOf } from './schema-issues.ts';
import {
  type ModelInputFinding,
  pathText,
  translateIssues,
  withoutMeant,
} from './translate-issues.ts';

/** What is known of a model input besides its family. */
export interface ModelInputContext {
  /** The model it is for, in any form; some rules hold for some models of a family. */
  readonly modelId?: string | undefined;
}

/** Most findings of one record: nobody reads more. */
const MOST_FINDINGS = 100;

/** Elements of an array that are looked at first: enough for {@link MOST_FINDINGS}. */
const FIRST_ELEMENTS = MOST_FINDINGS;

/**
 * Says what is wrong with a model input: where, what was expected, and what is there.
 *
 * Looks at the value with the family's schema and rules. A body that was made for another family gives one finding.
 * Memory: at most 100 findings, whatever the size of the value.
 *
 * @param family Family whose model input it is.
 * @param modelInput Any JSON value.
 * @param context The model, where it is known.
 * @returns Findings for `diagnose`; none where schema and rules are content. Never throws.
 */
export function explainModelInput(
  family: ModelFamily,
  modelInput: unknown,
  context: ModelInputContext = {},
): readonly ModelInputFinding[] {
  const { modelId } = context;
  const foundationModel = modelId === undefined ? undefined : foundationOf(modelId);
  const byRules = isObject(modelInput) ? ruleFindings(family, modelInput, { foundationModel }) : [];
  const found = allFindings({ family, foundationModel, modelInput, byRules });
  const doubt = doubtOf(family, foundationModel);
  if (doubt === undefined) return found;
  return found.map((finding) => doubtedFinding(finding, { family: family.title, doubt }));
}

const foundationOf = rememberLast(foundationModelOf);

interface Judged {
  readonly family: ModelFamily;
  readonly foundationModel: string | undefined;
  readonly modelInput: unknown;
  readonly byRules: readonly ModelInputFinding[];
}

/** Errors first, so that no number of warnings hides one. */
function allFindings(judged: Judged): readonly ModelInputFinding[] {
  const { family, foundationModel, modelInput, byRules } = judged;
  const other = byRules.find(isOfOther);
  if (other !== undefined) return [other];
  const bySchema = schemaFindings(family, modelInput);
  const causes = byRules.filter(isError);
  const refused = bySchema.length > 0 || causes.some(isForbidden);
  if (refused && isObject(modelInput) && !causes.some(isOfConverse)) {
    const like = otherFamily(family, modelInput);
    const form = otherForm({ family, foundationModel, modelInput, like });
    if (form !== undefined) return [madeForOtherType(family, form)];
    if (like !== undefined) return [madeForOther(family.title, like.family.title, like.key)];
  }
  const unexplained = bySchema.filter(({ path }) => !causes.some((rule) => covers(rule, path)));
  const errors = withoutMeant([...unexplained.filter(isError), ...causes]).slice(0, MOST_FINDINGS);
  const ruled = byRules.filter((rule) => !isError(rule));
  const doubts = unexplained.filter(
    (finding) => !isError(finding) && !ruled.some((rule) => standsAt(rule, finding.path)),
  );
  const warnings = [...doubts, ...ruled].slice(0, MOST_FINDINGS);
  const news = warnings.filter(({ path }) => !errors.some((error) => covers(error, path)));
  return [...errors, ...news].slice(0, MOST_FINDINGS);
}

/** Why the family is not sure for a model; a clause. */
function doubtOf(family: ModelFamily, foundationModel: string | undefined): string | undefined {
  const knowledge = foundationModel === undefined ? undefined : modelRowOf(foundationModel)?.row;
  return knowledge?.family === family.name ? knowledge.doubt : undefined;
}

function madeForOther(family: string, looksLike: string, key: string): ModelInputFinding {
  return { code: 'MODEL_INPUT_OTHER_FAMILY', path: [key], args: { family, looksLike, key } };
}

function madeForOtherType(
  family: ModelFamily,
  { family: other, path, sign }: OtherForm,
): ModelInputFinding {
  const expected = family.invocationType;
  const received = expected === 'Converse' ? 'InvokeModel' : 'Converse';
  const looksLike = other?.title ?? "the model's own form";
  const args = { family: family.title, looksLike, sign, expected, received } as const;
  return { code: 'MODEL_INPUT_INVOCATION_TYPE', path, args };
}

/** Warnings tell of risks: they neither explain an error nor say anything new beside one. */
function isError({ code }: ModelInputFinding): boolean {
  return defaultSeverity(code) === 'error';
}

function isForbidden({ code }: ModelInputFinding): boolean {
  return code === 'MODEL_INPUT_FORBIDDEN_KEY';
}

/** A form that no family has, which a rule knows: it explains everything else. */
function isOfOther({ code }: ModelInputFinding): boolean {
  return code === 'MODEL_INPUT_OTHER_FAMILY';
}

/** Nova has the key too, so that a body with tools would pass for one of Nova. */
function isOfConverse({ code }: ModelInputFinding): boolean {
  return code === 'MODEL_INPUT_TOOLS_IN_CONVERSE';
}

/** Whether a finding says the cause, so that what else is found at or below the same place is only its consequence. */
function covers(rule: ModelInputFinding, path: readonly PathStep[]): boolean {
  return rule.path.every((step, index) => step === path[index]);
}

function standsAt(rule: ModelInputFinding, path: readonly PathStep[]): boolean {
  return rule.path.length === path.length && covers(rule, path);
}

function schemaFindings(family: ModelFamily, modelInput: unknown): readonly ModelInputFinding[] {
  const first = cutArrays(modelInput, FIRST_ELEMENTS);
  let issues = issuesOf(family.schema(), first);
  if (issues === undefined && first !== modelInput)
    issues = firstIssues(family.schema(), modelInput);
  if (issues === undefined) return [];
  const shape = shapeOfFamily(family);
  const checked = {
    family: family.title,
    shape,
    node: childOf(shape, 0),
    value: modelInput,
    path: [],
  };
  const found = translateIssues(issues, checked);
  return family.invocationType === 'Converse' ? doubtKeysOfConverse(found, checked) : found;
}

function ruleFindings(
  family: ModelFamily,
  modelInput: Readonly<Record<string, unknown>>,
  context: RuleContext,
): readonly ModelInputFinding[] {
  return family.rules
    .flatMap((rule) => rule(modelInput, context))
    .map((finding) => withArgs(finding, family.title));
}

/** No name but those of the args of its code. */
const argNames: { readonly [Code in RuleCode]: readonly (keyof DiagnosticArgs[Code])[] } =
  ARGS_OF_RULES;

/** Puts what follows from the family and the path beside what the rule says. */
function withArgs({ code, path, ...said }: RuleFinding, family: string): ModelInputFinding {
  const names: readonly string[] = argNames[code];
  const place = names.includes('key') ? path.slice(0, -1) : path;
  const all: Readonly<Record<string, unknown>> = {
    ...said,
    family,
    path: pathText(place),
    key: String(path.at(-1)),
  };
  const args = Object.fromEntries(names.map((name) => [name, all[name]]));
  // the names of each code are typed by its args
  return { code, path, args } as ModelInputFinding;
}
