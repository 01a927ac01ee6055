import { isObject, quote } from '../../../core/index.ts';
import { type ClaudeTakes, takesOf } from '../../facts/claude/takes.ts';
import { placeAt } from '../../shape/shape-path.ts';
import { type Doubt, doubtful } from '../doubtful.ts';
import { fromMemory } from '../from-memory.ts';
import type { ModelInputRule, RuleFinding } from '../rule.ts';
import type { ClaudePlaces } from './places.ts';
import { refused } from './refused.ts';

type JsonObject = Readonly<Record<string, unknown>>;

const LEAST_BUDGET = 1024;

/** With it the budget is for all turns of one answer, and may be above `max_tokens`. */
const INTERLEAVED = 'interleaved-thinking';

const TYPES = ['enabled', 'disabled', 'adaptive'];
const TYPES_TEXT = `one of ${TYPES.map((type) => quote(type)).join(', ')}`;

/** Efforts with which some models always think. */
const HIGHEST = new Set<unknown>(['xhigh', 'max']);

interface Thought {
  readonly modelInput: JsonObject;
  readonly thinking: JsonObject;
  readonly type: string;
  readonly places: ClaudePlaces;
  readonly takes: ClaudeTakes;
}

/**
 * Makes the rule how thinking is set, by what the model takes, and what it is set beside. Other values than those looked at are the
 * schema's to judge.
 */
export function claudeThinking(places: ClaudePlaces): ModelInputRule {
  return (modelInput, { foundationModel }) => {
    const { value: thinking } = placeAt(modelInput, places.thinking);
    if (!isObject(thinking) || typeof thinking['type'] !== 'string') return [];
    const { type } = thinking;
    const takes = takesOf(foundationModel) ?? {};
    return findingsOf({ modelInput, thinking, type, places, takes });
  };
}

function findingsOf(thought: Thought): readonly RuleFinding[] {
  const { type, places, takes } = thought;
  const refusal = refusalOf(thought);
  if (refusal !== undefined) return [refusal];
  if (type === 'disabled') return [];
  if (type === 'between_tools' && takes.betweenTools !== undefined) return [];
  if (!TYPES.includes(type)) {
    return [doubt([...places.thinking, 'type'], { expected: TYPES_TEXT, received: quote(type) })];
  }
  return [...(type === 'enabled' ? budget(thought) : []), ...beside(thought)];
}

/** What the model is known to refuse. */
function refusalOf(thought: Thought): RuleFinding | undefined {
  const { type, places, takes } = thought;
  const { enabled, adaptive } = takes;
  const path = [...places.thinking, 'type'];
  const received = quote(type);
  if (type === 'disabled') return refusedDisabled(thought);
  if (type === 'enabled' && enabled?.is === 'refused') {
    const expected = adaptive?.is === 'taken' ? quote('adaptive') : 'no thinking';
    return refused(path, enabled, { expected, received });
  }
  if (type !== 'adaptive' || adaptive?.is !== 'refused') return undefined;
  const expected = enabled?.is === 'taken' ? '"enabled" with "budget_tokens"' : 'no thinking';
  return refused(path, adaptive, { expected, received });
}

function refusedDisabled({ modelInput, places, takes }: Thought): RuleFinding | undefined {
  const { disabled } = takes;
  const path = [...places.thinking, 'type'];
  const received = quote('disabled');
  if (disabled?.is === 'refused') {
    return refused(path, disabled, { expected: quote('adaptive'), received });
  }
  const isHighest = places.effort.some((at) => HIGHEST.has(placeAt(modelInput, at).value));
  if (disabled?.is !== 'below-xhigh' || !isHighest) return undefined;
  const expected = '"adaptive" beside the effort "xhigh" or "max"';
  return refused(path, disabled, { expected, received });
}

function doubt(path: readonly string[], texts: Doubt): RuleFinding {
  return doubtful(path, { ...texts, doubt: fromMemory('the Messages API') });
}

function budget({ modelInput, thinking, places }: Thought): readonly RuleFinding[] {
  const { budget_tokens: tokens } = thinking;
  const { value: most } = placeAt(modelInput, places.maxTokens);
  if (tokens === undefined) {
    const expected = '"budget_tokens" beside "type": "enabled"';
    return [doubt(places.thinking, { expected, received: 'set without "budget_tokens"' })];
  }
  if (typeof tokens !== 'number') return [];
  const path = [...places.thinking, 'budget_tokens'];
  const received = String(tokens);
  if (tokens < LEAST_BUDGET || !Number.isInteger(tokens)) {
    return [doubt(path, { expected: `a whole number of at least ${LEAST_BUDGET}`, received })];
  }
  const isBelow = typeof most !== 'number' || tokens < most;
  if (isBelow || isInterleaved(placeAt(modelInput, places.betas).value)) return [];
  const name = quote(String(places.maxTokens.at(-1)));
  return [doubt(path, { expected: `a number below ${name} (${most})`, received })];
}

function isInterleaved(betas: unknown): boolean {
  if (!Array.isArray(betas)) return false;
  return betas.some((beta) => typeof beta === 'string' && beta.startsWith(INTERLEAVED));
}

/** A temperature that is out of all bounds is found as such, and what the model never takes as that. */
function beside({ modelInput, places, takes }: Thought): readonly RuleFinding[] {
  if (takes.sampling?.is === 'defaults') return [];
  const findings: RuleFinding[] = [];
  for (const path of places.temperature) {
    const { value } = placeAt(modelInput, path);
    if (typeof value !== 'number' || value < 0 || value >= 1) continue;
    const texts = { expected: '1 or none beside "thinking"', received: String(value) };
    findings.push(doubt(path, texts));
  }
  const { value: topK } = placeAt(modelInput, places.topK);
  if (typeof topK === 'number') {
    const texts = { expected: 'none beside "thinking"', received: String(topK) };
    findings.push(doubt(places.topK, texts));
  }
  return findings;
}
