import { InvalidOptionError } from './errors.ts';
import { isObject, type PathStep } from './json.ts';
import {
  isStandardSchema,
  type StandardSchema,
  type StandardSchemaAnswer,
  type StandardSchemaFault,
} from './standard-schema.ts';
import { describeValue, quote, shorten } from './text/quote.ts';

/** Most UTF-16 units kept of what a schema says of a value. */
const LONGEST_TEXT = 300;

/** What a schema has against a value, in our words. */
export interface SchemaFinding {
  /** Where it is inside of the value; empty for the value itself. */
  readonly path: readonly PathStep[];
  /** The schema's own words; not yet harmless to print. */
  readonly text: string;
  /** Only where the schema says it besides its words, as those of zod, valibot and arktype do of types. */
  readonly expected?: string | undefined;
  /** The value at the path, described. */
  readonly received: string;
}

/** Which schema is asked, and of what. */
export interface SchemaQuestion {
  readonly option: 'schema' | 'rowSchema' | 'answer';
  /** Names the value in an error, such as `row 3 of "films.csv"`. */
  readonly subject: () => string;
}

const NOTHING: readonly SchemaFinding[] = Object.freeze([]);

/**
 * Throws where an option that must be a Standard Schema is none.
 *
 * @throws {InvalidOptionError} `INVALID_OPTION`.
 */
export function requireSchema(schema: unknown, option: SchemaQuestion['option']): void {
  if (schema === undefined || isStandardSchema(schema)) return;
  throw new InvalidOptionError(
    `The ${nameOf(option)} is not a Standard Schema but ${describeValue(schema)}`,
    {
      option,
      expected: 'a schema of zod (3.24 or newer), valibot, arktype or another Standard Schema',
      received: describeValue(schema),
      hint: 'Give the schema itself, such as z.object({ … })',
    },
  );
}

/**
 * Asks a schema of a user whether a value fits. The value is not changed: what the schema makes of it is left aside.
 *
 * @returns What the schema has against it; empty where it fits.
 * @throws {InvalidOptionError} `INVALID_OPTION` where the schema throws, or answers with a promise.
 */
export function askSchema(
  schema: StandardSchema,
  value: unknown,
  question: SchemaQuestion,
): readonly SchemaFinding[] {
  return outputOf(schema, value, question).findings;
}

/** What a schema makes of a value, and what it has against it. */
export interface SchemaOutput {
  /** Undefined where it does not fit. */
  readonly value: unknown;
  /** Empty where it fits. */
  readonly findings: readonly SchemaFinding[];
}

/**
 * Asks a schema of a user what it makes of a value.
 *
 * @throws {InvalidOptionError} `INVALID_OPTION` where the schema throws, or answers with a promise.
 */
export function outputOf(
  schema: StandardSchema,
  value: unknown,
  question: SchemaQuestion,
): SchemaOutput {
  let answer: StandardSchemaAnswer | Promise<StandardSchemaAnswer>;
  try {
    answer = schema['~standard'].validate(value);
    if (!('then' in answer)) {
      const findings = answer.issues?.map((fault) => findingOf(fault, value)) ?? NOTHING;
      return { value: findings.length === 0 ? answer.value : undefined, findings };
    }
  } catch (cause) {
    throw threw(cause, question);
  }
  // whatever becomes of it, nobody waits for it
  answer.then(undefined, () => undefined);
  throw answersLater(question);
}

function findingOf(fault: StandardSchemaFault, value: unknown): SchemaFinding {
  const path: PathStep[] = [];
  let here = value;
  for (const step of fault.path ?? []) {
    const key = typeof step === 'object' ? step.key : step;
    const isIndex = Array.isArray(here) && /^\d+$/.test(String(key));
    path.push(isIndex ? Number(key) : String(key));
    here = memberOf(here, key);
  }
  const expected: unknown = 'expected' in fault ? fault.expected : undefined;
  return {
    path,
    text: shorten(String(fault.message), LONGEST_TEXT),
    expected: typeof expected === 'string' ? shorten(expected) : undefined,
    received: describeValue(here),
  };
}

function memberOf(value: unknown, key: PropertyKey): unknown {
  if (Array.isArray(value)) return (value as readonly unknown[])[Number(key)];
  if (!isObject(value) || !Object.hasOwn(value, key)) return undefined;
  return (value as Readonly<Record<PropertyKey, unknown>>)[key];
}

function threw(cause: unknown, { option, subject }: SchemaQuestion): InvalidOptionError {
  const reason = cause instanceof Error ? `${cause.name}: ${cause.message}` : String(cause);
  return new InvalidOptionError(
    `The ${nameOf(option)} threw at ${subject()} instead of saying whether it fits: ${quote(reason, 200)}`,
    {
      option,
      expected: 'a schema that says what is wrong and never throws',
      hint: 'Fix the schema: checks of its own, such as those of refine(), must return',
      cause,
    },
  );
}

function answersLater({ option, subject }: SchemaQuestion): InvalidOptionError {
  return new InvalidOptionError(
    `The ${nameOf(option)} answers with a promise at ${subject()}, and nothing waits for it`,
    {
      option,
      expected: 'a schema without asynchronous checks',
      received: 'a promise',
      hint: 'Leave asynchronous checks out of the schema, and make them before or behind it',
    },
  );
}

const NAMES: Readonly<Record<SchemaQuestion['option'], string>> = {
  schema: 'schema for model inputs',
  rowSchema: 'schema for rows',
  answer: 'schema for answers',
};

function nameOf(option: SchemaQuestion['option']): string {
  return NAMES[option];
}
