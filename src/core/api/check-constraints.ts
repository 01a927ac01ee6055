import { formatPath, isObject, type PathStep } from '../json.ts';
import { describeValue } from '../text/quote.ts';
import { countOf, formatCount } from '../text/units.ts';
import { type ApiShapeName, apiConstraints } from './api-constraints.ts';
import type { ApiShape, ListShape, NumberShape, StringShape, StructureShape } from './api-shape.ts';

/** What the API model asks of a value. */
export type ConstraintRule =
  | 'present'
  | 'known'
  | 'type'
  | 'one-member'
  | 'min-length'
  | 'max-length'
  | 'min-value'
  | 'max-value'
  | 'enum'
  | 'pattern';

/** A place in a request that the API would refuse. */
export interface BrokenConstraint {
  /** Such as `vpcConfig.subnetIds[0]`; empty for the value itself. */
  readonly path: string;
  readonly expected: string;
  readonly received: string;
  readonly rule: ConstraintRule;
  readonly shape: ApiShape;
  readonly value: unknown;
}

/**
 * Checks a value against the constraints of the API model: presence, types, lengths, ranges, enums and patterns.
 *
 * Takes linear time whatever the value. An undefined member counts as missing.
 *
 * @param path Where the value stands, for the findings.
 * @returns The findings in the order of the shape's members; none where the API would take the value.
 */
export function checkConstraints(
  shapeName: ApiShapeName,
  value: unknown,
  path: readonly PathStep[] = [],
): readonly BrokenConstraint[] {
  return [...check(shapeName, value, path)];
}

function* check(
  shapeName: string,
  value: unknown,
  path: readonly PathStep[],
): Generator<BrokenConstraint> {
  const shape = apiConstraints[shapeName as ApiShapeName];
  const found = (rule: ConstraintRule, expected: string): BrokenConstraint => ({
    path: formatPath(path),
    expected,
    received: describeValue(value),
    rule,
    shape,
    value,
  });
  if (value === undefined || value === null) yield found('present', 'a value');
  else if (shape.type === 'structure') yield* checkStructure(shape, value, { path, found });
  else if (shape.type === 'list') yield* checkList(shape, value, { path, found });
  else if (shape.type === 'string') yield* checkString(shape, value, found);
  else if (shape.type === 'timestamp') yield* checkTimestamp(value, found);
  else yield* checkNumber(shape, value, found);
}

type Found = (rule: ConstraintRule, expected: string) => BrokenConstraint;

interface Place {
  readonly path: readonly PathStep[];
  readonly found: Found;
}

function* checkStructure(
  shape: StructureShape,
  value: unknown,
  { path, found }: Place,
): Generator<BrokenConstraint> {
  if (!isObject(value)) return yield found('type', 'an object');
  for (const key of Object.keys(value)) {
    if (value[key] === undefined || Object.hasOwn(shape.members, key)) continue;
    const expected = `one of ${Object.keys(shape.members).join(', ')}`;
    yield { ...found('known', expected), path: formatPath([...path, key]), received: key };
  }
  const given = Object.keys(shape.members).filter((key) => (value[key] ?? undefined) !== undefined);
  if (shape.union === true && given.length !== 1) {
    yield found('one-member', `exactly one of ${Object.keys(shape.members).join(', ')}`);
  }
  for (const [key, member] of Object.entries(shape.members)) {
    const required = shape.required?.includes(key) ?? false;
    if (required || given.includes(key)) yield* check(member, value[key], [...path, key]);
  }
}

function* checkList(
  shape: ListShape,
  value: unknown,
  { path, found }: Place,
): Generator<BrokenConstraint> {
  if (!Array.isArray(value)) return yield found('type', 'an array');
  yield* checkLength(shape, value.length, { found, noun: 'element' });
  for (const [index, member] of value.entries())
    yield* check(shape.member, member, [...path, index]);
}

function* checkString(
  shape: StringShape,
  value: unknown,
  found: Found,
): Generator<BrokenConstraint> {
  if (typeof value !== 'string') return yield found('type', 'a string');
  yield* checkLength(shape, value.length, { found, noun: 'character' });
  if (shape.enum !== undefined && !shape.enum.includes(value)) {
    yield found('enum', `one of ${shape.enum.join(', ')}`);
  }
  const tooLong = value.length > (shape.max ?? Number.POSITIVE_INFINITY);
  const pattern = shape.linear ?? shape.pattern;
  if (pattern === undefined || tooLong) return;
  if (!new RegExp(`^(?:${pattern})$`).test(value))
    yield found('pattern', `text that matches ${pattern}`);
}

interface Bounds {
  readonly min?: number | undefined;
  readonly max?: number | undefined;
}

function* checkLength(
  { min = 0, max = Number.POSITIVE_INFINITY }: Bounds,
  length: number,
  { found, noun }: { readonly found: Found; readonly noun: string },
): Generator<BrokenConstraint> {
  const sized = (finding: BrokenConstraint): BrokenConstraint => ({
    ...finding,
    received: countOf(length, noun),
  });
  if (length < min) yield sized(found('min-length', `at least ${countOf(min, noun)}`));
  if (length > max) yield sized(found('max-length', `at most ${countOf(max, noun)}`));
}

function* checkNumber(
  shape: NumberShape,
  value: unknown,
  found: Found,
): Generator<BrokenConstraint> {
  if (typeof value !== 'number' || !Number.isSafeInteger(value))
    return yield found('type', 'a whole number');
  if (shape.min !== undefined && value < shape.min) {
    yield found('min-value', `at least ${formatCount(shape.min)}`);
  }
  if (shape.max !== undefined && value > shape.max) {
    yield found('max-value', `at most ${formatCount(shape.max)}`);
  }
}

function* checkTimestamp(value: unknown, found: Found): Generator<BrokenConstraint> {
  const isTime = value instanceof Date && !Number.isNaN(value.getTime());
  if (!isTime) yield found('type', 'a point in time');
}
