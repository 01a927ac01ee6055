import type { z } from 'zod';
import {
  countOf,
  type DiagnosticArgs,
  type DiagnosticCode,
  describeValue,
  formatPath,
  isObject,
  type PathStep,
  quote,
} from '../../core/index.ts';
import { describeNode, describeValues, tagsOf } from '../shape/describe-shape.ts';
import { nearestKey } from '../shape/nearest-key.ts';
import type { LiteralValue, Shape, ShapeNode } from '../shape/shape.ts';
import { childOf, keysOf, nodeAt, placeAt, withoutNull } from '../shape/shape-path.ts';

/** Codes about the model input. */
export type ModelInputCode = Extract<DiagnosticCode, `MODEL_INPUT_${string}`>;

/** Something wrong with a model input, ready for `diagnose`. */
export type ModelInputFinding = {
  readonly [Code in ModelInputCode]: {
    readonly code: Code;
    /** Steps from the model input to the value, key or missing key. */
    readonly path: readonly PathStep[];
    readonly args: DiagnosticArgs[Code];
  };
}[ModelInputCode];

/** A value that was checked, with what it was checked against. */
export interface Checked {
  /** Title of the family. */
  readonly family: string;
  readonly shape: Shape;
  /** Node, value and path, from the model input, that the issues' paths start at. */
  readonly node: ShapeNode;
  readonly value: unknown;
  readonly path: readonly PathStep[];
}

/** Most keys of one object that are told: nobody reads more. */
const MOST_KEYS = 100;

/** What nodes take, in words: one mistake stands in many records. */
const described = new WeakMap<ShapeNode, string>();

type Issue = z.core.$ZodIssue;
type UnionIssue = Extract<Issue, { readonly code: 'invalid_union' }>;

/** Writes a path for people; the model input itself has a name too. */
export function pathText(path: readonly PathStep[]): string {
  return path.length === 0 ? 'modelInput' : formatPath(path);
}

/** Turns what zod found into findings, one for each thing that is wrong. */
export function translateIssues(
  issues: readonly Issue[],
  checked: Checked,
): readonly ModelInputFinding[] {
  const [only] = issues;
  if (only !== undefined && issues.length === 1) return translateIssue(only, checked);
  return issues.flatMap((issue) => translateIssue(issue, checked));
}

/** Leaves out what goes without saying: where a key is misspelt, the right one is missing. */
export function withoutMeant(found: readonly ModelInputFinding[]): readonly ModelInputFinding[] {
  if (!found.some(isRequired)) return found;
  const meant = new Set(found.map(meantPath).filter((path) => path !== undefined));
  return found.filter(
    (finding) => !isRequired(finding) || !meant.has(JSON.stringify(finding.path)),
  );
}

function isRequired({ code }: ModelInputFinding): boolean {
  return code === 'MODEL_INPUT_REQUIRED';
}

/** Where the key should stand that an unknown one was meant to be, as JSON. */
export function meantPath({ code, path, args }: ModelInputFinding): string | undefined {
  if (code !== 'MODEL_INPUT_UNKNOWN_KEY' || args.nearest === undefined) return undefined;
  return JSON.stringify([...path.slice(0, -1), args.nearest]);
}

function translateIssue(issue: Issue, checked: Checked): readonly ModelInputFinding[] {
  const inner = issue.path as readonly PathStep[];
  const place = placeAt(checked.value, inner);
  const node = nodeAt(checked.shape, checked, inner);
  const path = [...checked.path, ...inner];
  const spot: Spot = { ...checked, node: node ?? { kind: 'any' }, value: place.value, path };
  if (issue.code === 'unrecognized_keys') return unknownKeys(issue.keys, spot);
  if (!place.present) return [required(spot, expectedBy(issue, spot))];
  return issue.code === 'invalid_union' ? inUnion(issue, spot) : [misfit(issue, spot)];
}

/** Checked at the place of an issue. */
type Spot = Checked;

function expectedBy(issue: Issue, spot: Spot): string {
  if (issue.code === 'invalid_union' && issue.errors.length === 0) {
    const { options = [] } = issue as { readonly options?: readonly LiteralValue[] };
    return describeValues(options);
  }
  const { shape, node } = spot;
  let text = described.get(node);
  if (text === undefined) {
    text = describeNode(shape, node);
    described.set(node, text);
  }
  return text;
}

function required({ family, path }: Spot, expected: string): ModelInputFinding {
  return {
    code: 'MODEL_INPUT_REQUIRED',
    path,
    args: { family, path: pathText(path), expected },
  };
}

function wrong(
  code: 'MODEL_INPUT_TYPE' | 'MODEL_INPUT_VALUE',
  { family, path }: Spot,
  texts: { readonly expected: string; readonly received: string },
): ModelInputFinding {
  return { code, path, args: { family, path: pathText(path), ...texts } };
}

function unknownKeys(keys: readonly string[], spot: Spot): readonly ModelInputFinding[] {
  const tags = tagsOf(spot.shape, spot.node);
  const confused = tags === undefined ? undefined : tagFinding(spot, tags);
  if (confused !== undefined) return [confused];
  const known = keysOf(spot.shape, spot.node, spot.value);
  return keys.slice(0, MOST_KEYS).map((key) => unknownKey(key, known, spot));
}

function unknownKey(key: string, known: readonly string[], spot: Spot): ModelInputFinding {
  const free = known.filter((name) => !isObject(spot.value) || !Object.hasOwn(spot.value, name));
  return {
    code: 'MODEL_INPUT_UNKNOWN_KEY',
    path: [...spot.path, key],
    args: { family: spot.family, path: pathText(spot.path), key, nearest: nearestKey(key, free) },
  };
}

/** A value of the right type but out of bounds is another mistake than one of another type. */
function misfit(issue: Issue, spot: Spot): ModelInputFinding {
  const { value, node, shape } = spot;
  const expected = expectedBy(issue, spot);
  const code = typesOf(shape, node).has(typeName(value)) ? 'MODEL_INPUT_VALUE' : 'MODEL_INPUT_TYPE';
  const sized = issue.code === 'too_small' || issue.code === 'too_big';
  const received = sized && typeof value === 'string' ? describeSize(value) : describeValue(value);
  return wrong(code, spot, { expected, received });
}

function describeSize(text: string): string {
  let length = 0;
  for (const _character of text) length += 1;
  return length === 0 ? 'an empty string' : `a string of ${countOf(length, 'character')}`;
}

function typeName(value: unknown): string {
  if (value === null) return 'null';
  return Array.isArray(value) ? 'array' : typeof value;
}

function typesOf(shape: Shape, node: ShapeNode): ReadonlySet<string> {
  switch (node.kind) {
    case 'literal':
      return new Set(node.values.map(typeName));
    case 'union':
      return new Set(node.options.flatMap((option) => [...typesOf(shape, childOf(shape, option))]));
    case 'nullable':
      return new Set([...typesOf(shape, childOf(shape, node.node)), 'null']);
    case 'base64':
      return new Set(['string']);
    case 'tuple':
      return new Set(['array']);
    case 'record':
    case 'byKey':
      return new Set(['object']);
    default:
      return new Set([node.kind]);
  }
}

function inUnion(issue: UnionIssue, spot: Spot): readonly ModelInputFinding[] {
  if (issue.errors.length === 0) {
    const expected = expectedBy(issue, spot);
    const received = describeValue(spot.value);
    const code = typeof spot.value === 'string' ? 'MODEL_INPUT_VALUE' : 'MODEL_INPUT_TYPE';
    return [wrong(code, spot, { expected, received })];
  }
  const node = withoutNull(spot.shape, spot.node);
  const tags = tagsOf(spot.shape, node);
  if (tags !== undefined && isObject(spot.value)) {
    const found = tagFinding(spot, tags);
    if (found !== undefined) return [found];
  }
  const branch = bestBranch(issue.errors, spot.value);
  if (branch === undefined) return [misfit(issue, spot)];
  const option = node.kind === 'union' ? node.options[branch] : undefined;
  const inner = option === undefined ? spot.node : childOf(spot.shape, option);
  return translateIssues(issue.errors[branch] ?? [], { ...spot, node: inner });
}

/** What is wrong with an object that has to have exactly one of some keys; undefined where it has. */
function tagFinding(spot: Spot, tags: readonly string[]): ModelInputFinding | undefined {
  const keys = Object.keys(spot.value as object);
  const known = tags.filter((tag) => keys.includes(tag));
  const [first, second] = known;
  if (second !== undefined) {
    const received = `an object with both ${quote(first as string)} and ${quote(second)}`;
    return wrong('MODEL_INPUT_VALUE', spot, {
      expected: describeNode(spot.shape, spot.node),
      received,
    });
  }
  if (first !== undefined) return undefined;
  const [stranger] = keys;
  if (stranger !== undefined) return unknownKey(stranger, tags, spot);
  const received = 'an object without keys';
  return wrong('MODEL_INPUT_TYPE', spot, {
    expected: describeNode(spot.shape, spot.node),
    received,
  });
}

/**
 * The option that the value was most likely meant for: not of another type, with the fewest missing keys, the first of
 * these. Undefined where the value has another type than every option.
 */
function bestBranch(errors: readonly (readonly Issue[])[], value: unknown): number | undefined {
  let best: number | undefined;
  let least = Number.POSITIVE_INFINITY;
  for (const [index, issues] of errors.entries()) {
    if (issues.some((issue) => issue.path.length === 0 && isMisfit(issue))) continue;
    const missing = issues.filter((issue) => isMissing(issue, value)).length;
    if (missing >= least) continue;
    least = missing;
    best = index;
  }
  return best;
}

function isMisfit(issue: Issue): boolean {
  return issue.code === 'invalid_type' || issue.code === 'invalid_value';
}

/** Whether an issue is about a key that the value itself lacks. */
function isMissing(issue: Issue, value: unknown): boolean {
  return issue.path.length === 1 && !placeAt(value, issue.path as PathStep[]).present;
}
