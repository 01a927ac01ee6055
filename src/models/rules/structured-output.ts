import { formatPath, isObject, type PathStep, quote } from '../../core/index.ts';
import { placeAt } from '../shape/shape-path.ts';
import { faultsInSchema } from './json-schema-walk.ts';
import type { ModelInputRule, RuleFinding } from './rule.ts';

/** Makes the rule that the JSON Schema at a path holds only what structured output takes. */
export function schemaAt(path: readonly string[]): ModelInputRule {
  return (modelInput) => {
    const { value } = placeAt(modelInput, path);
    if (!isObject(value)) return [];
    return faultsInSchema(value).map((fault) => ({ ...fault, path: [...path, ...fault.path] }));
  };
}

/** Makes the rule that the text at a path is such a JSON Schema as JSON; what is found in it is said of the text. */
export function schemaTextAt(path: readonly string[]): ModelInputRule {
  return (modelInput) => {
    const { present, value } = placeAt(modelInput, path);
    if (!present) return [];
    if (typeof value !== 'string') return isObject(value) ? [notText(path)] : [];
    const schema = parse(value);
    if (!isObject(schema)) return [wrong(path, AS_TEXT, 'a string that is not a JSON object')];
    return faultsInSchema(schema).map((fault) => inText(path, fault));
  };
}

const AS_TEXT = 'a JSON Schema written as JSON in a string, as JSON.stringify writes it';

function notText(path: readonly PathStep[]): RuleFinding {
  return { code: 'MODEL_INPUT_TYPE', path, expected: AS_TEXT, received: 'an object' };
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch {
    return undefined;
  }
}

/** No place inside of a text can be pointed at, so its texts say where it is. */
function inText(path: readonly PathStep[], fault: RuleFinding): RuleFinding {
  const inner = fault.path.length === 0 ? 'the schema' : quote(formatPath(fault.path));
  if (fault.code === 'MODEL_INPUT_FORBIDDEN_KEY') {
    return wrong(path, `a schema without ${inner} (${fault.reason})`, 'a schema with it');
  }
  if (!('received' in fault)) return fault;
  const { expected, received } = fault;
  return {
    ...fault,
    path,
    expected: `${expected} in ${inner}`,
    received: `${received} in ${inner}`,
  };
}

function wrong(path: readonly PathStep[], expected: string, received: string): RuleFinding {
  return { code: 'MODEL_INPUT_VALUE', path, expected, received };
}
