import { isObject, quote } from '../../../core/index.ts';
import { type Doubt, doubtful } from '../../rules/doubtful.ts';
import { fromMemory } from '../../rules/from-memory.ts';
import type { ModelInputRule, RuleFinding } from '../../rules/rule.ts';
import { MESSAGES_API } from './messages-api.ts';

type JsonObject = Readonly<Record<string, unknown>>;

const LEAST_BUDGET = 1024;

/** With it the budget is for all turns of one answer, and may be above `max_tokens`. */
const INTERLEAVED = 'interleaved-thinking';

const TYPES = ['enabled', 'disabled', 'adaptive'];
const TYPES_TEXT = `one of ${TYPES.map((type) => quote(type)).join(', ')}`;

/** How thinking is set, and what it is set beside. Other values than those looked at are the schema's to judge. */
export const doubtThinking: ModelInputRule = (modelInput) => {
  const { thinking } = modelInput;
  if (!isObject(thinking) || typeof thinking['type'] !== 'string') return [];
  const { type } = thinking;
  if (type === 'disabled') return [];
  if (!TYPES.includes(type)) {
    return [doubt(['thinking', 'type'], { expected: TYPES_TEXT, received: quote(type) })];
  }
  return [...(type === 'enabled' ? budget(modelInput, thinking) : []), ...beside(modelInput)];
};

function doubt(path: readonly string[], texts: Doubt): RuleFinding {
  return doubtful(path, { ...texts, doubt: fromMemory(MESSAGES_API) });
}

function budget(modelInput: JsonObject, thinking: JsonObject): readonly RuleFinding[] {
  const { budget_tokens: tokens } = thinking;
  const { max_tokens: most } = modelInput;
  if (tokens === undefined) {
    const expected = '"budget_tokens" beside "type": "enabled"';
    return [doubt(['thinking'], { expected, received: 'set without "budget_tokens"' })];
  }
  if (typeof tokens !== 'number') return [];
  const path = ['thinking', 'budget_tokens'];
  const received = String(tokens);
  if (tokens < LEAST_BUDGET || !Number.isInteger(tokens)) {
    return [doubt(path, { expected: `a whole number of at least ${LEAST_BUDGET}`, received })];
  }
  if (typeof most !== 'number' || tokens < most || isInterleaved(modelInput)) return [];
  return [doubt(path, { expected: `a number below "max_tokens" (${most})`, received })];
}

function isInterleaved({ anthropic_beta: betas }: JsonObject): boolean {
  if (!Array.isArray(betas)) return false;
  return betas.some((beta) => typeof beta === 'string' && beta.startsWith(INTERLEAVED));
}

/** A temperature that is out of all bounds is found as such. */
function beside({ temperature, top_k: topK }: JsonObject): readonly RuleFinding[] {
  const findings: RuleFinding[] = [];
  if (typeof temperature === 'number' && temperature >= 0 && temperature < 1) {
    const texts = { expected: '1 or none beside "thinking"', received: String(temperature) };
    findings.push(doubt(['temperature'], texts));
  }
  if (typeof topK === 'number') {
    findings.push(doubt(['top_k'], { expected: 'none beside "thinking"', received: String(topK) }));
  }
  return findings;
}
