import { describeValue, isObject, type PathStep, quote } from '../../core/index.ts';
import { placeAt } from '../shape/shape-path.ts';
import { doubtful } from './doubtful.ts';
import { judgeKeyword, keywordKind } from './json-schema-subset.ts';
import type { RuleFinding } from './rule.ts';

type JsonSchema = Readonly<Record<string, unknown>>;

/** Deeper schemas are not followed: no model answers in them. */
const DEEPEST = 100;

/** More schemas in one are not looked at. */
const MOST_SCHEMAS = 10_000;

const NO_RECURSION = 'a reference that does not lead back to where it stands';
const INTERNAL = 'a reference to a place of the same schema, such as "#/$defs/label"';

/**
 * Says what structured output does not take of a JSON Schema; paths start at the schema.
 *
 * Each schema in it is looked at once, whichever way leads there. Never throws, whatever the value.
 */
export function faultsInSchema(schema: unknown): readonly RuleFinding[] {
  const walk = new SchemaWalk(schema);
  walk.visit(schema, [], 0);
  return walk.findings;
}

/** Follows a schema depth first; a reference to a schema that is still open is a recursion. */
class SchemaWalk {
  readonly findings: RuleFinding[] = [];
  readonly #root: unknown;
  readonly #seen = new Map<JsonSchema, 'open' | 'done'>();

  constructor(root: unknown) {
    this.#root = root;
  }

  visit(schema: unknown, path: readonly PathStep[], depth: number): void {
    if (typeof schema === 'boolean') this.#doubtBoolean(schema, path);
    else if (!isObject(schema)) this.#refuse(path, 'a JSON Schema', describeValue(schema));
    else if (!this.#seen.has(schema) && depth <= DEEPEST && this.#seen.size < MOST_SCHEMAS) {
      this.#seen.set(schema, 'open');
      for (const [key, value] of Object.entries(schema)) {
        this.#visitKeyword({ schema, key, value, path: [...path, key] }, depth);
      }
      this.#seen.set(schema, 'done');
      this.#visitDefinitions(schema, path, depth);
    }
  }

  #visitKeyword(keyword: Keyword, depth: number): void {
    const { key, value, path } = keyword;
    switch (keywordKind(key)) {
      case 'schema':
        return this.visit(value, path, depth + 1);
      case 'schemas':
        return this.#visitAll(value, path, depth);
      case 'definitions':
        return;
      case 'reference':
        return this.#follow(value, path, depth);
      default:
        this.findings.push(...judgeKeyword(keyword.schema, key, path));
    }
  }

  /** They are only described, so that they may refer to what they stand in; who uses one has followed it already. */
  #visitDefinitions(schema: JsonSchema, path: readonly PathStep[], depth: number): void {
    for (const [key, value] of Object.entries(schema)) {
      if (keywordKind(key) === 'definitions') this.#visitAll(value, [...path, key], depth);
    }
  }

  #visitAll(value: unknown, path: readonly PathStep[], depth: number): void {
    if (Array.isArray(value)) {
      for (const [at, child] of value.entries()) this.visit(child, [...path, at], depth + 1);
    } else if (isObject(value)) {
      for (const [key, child] of Object.entries(value))
        this.visit(child, [...path, key], depth + 1);
    } else this.#refuse(path, 'schemas', describeValue(value));
  }

  #follow(reference: unknown, path: readonly PathStep[], depth: number): void {
    const steps = typeof reference === 'string' ? stepsOf(reference) : undefined;
    const target = steps === undefined ? undefined : placeAt(this.#root, steps).value;
    if (steps === undefined || !isObject(target)) {
      this.#refuse(path, INTERNAL, describeValue(reference));
    } else if (this.#seen.get(target) === 'open') {
      this.#refuse(path, NO_RECURSION, `a recursion to ${quote(String(reference))}`);
    } else this.visit(target, steps, depth + 1);
  }

  #refuse(path: readonly PathStep[], expected: string, received: string): void {
    this.findings.push({ code: 'MODEL_INPUT_VALUE', path, expected, received });
  }

  #doubtBoolean(schema: boolean, path: readonly PathStep[]): void {
    const doubt = 'AWS does not list schemas that are true or false among what it takes';
    this.findings.push(doubtful(path, { expected: 'an object', received: String(schema), doubt }));
  }
}

interface Keyword {
  readonly schema: JsonSchema;
  readonly key: string;
  readonly value: unknown;
  readonly path: readonly PathStep[];
}

/** Steps of a JSON pointer behind `#`; undefined for what points outside or by name. */
function stepsOf(reference: string): readonly string[] | undefined {
  if (reference === '#') return [];
  if (!reference.startsWith('#/')) return undefined;
  return reference
    .slice(2)
    .split('/')
    .map((step) => percentDecoded(step).replaceAll('~1', '/').replaceAll('~0', '~'));
}

/** In the fragment of a URI a pointer is percent-encoded (RFC 6901, section 6); what is not well encoded stands for itself. */
function percentDecoded(step: string): string {
  try {
    return decodeURIComponent(step);
  } catch {
    return step;
  }
}
