import type { z } from 'zod';
import type { LiteralValue, Shape, ShapeMember, ShapeNode, ShapeOption } from './shape.ts';

/** What this file reads of zod's internals; everything else that a definition holds is refused. */
interface Def {
  readonly type: string;
  readonly checks?: readonly { readonly _zod: { readonly def: Check } }[] | undefined;
  readonly [key: string]: unknown;
}

interface Check {
  readonly check: string;
  readonly [key: string]: unknown;
}

interface Internals {
  readonly def: Def;
  readonly optin?: string | undefined;
  readonly innerType?: z.core.$ZodType | undefined;
  readonly values?: ReadonlySet<unknown> | undefined;
  readonly propValues?: Readonly<Record<string, ReadonlySet<unknown>>> | undefined;
}

/**
 * Turns a schema into plain data.
 *
 * Only schemas of the closed list have a shape: strictObject, looseObject, string (min, max), base64, number and int
 * (bounds), boolean, null, literal, enum, array (min, max), tuple with rest, record with string keys, union,
 * discriminatedUnion, optional, nullable, unknown, lazy. What else zod has (refine, transform, default, coerce, …) would
 * make the shape say something else than zod does, so it is an error and not left out.
 *
 * @param schema Schema to walk; a lazy one may be recursive.
 * @returns Its shape; the first node is the root.
 * @throws {TypeError} For anything outside of the closed list; the message names it and where it stands.
 */
export function shapeOf(schema: z.core.$ZodType): Shape {
  const walk = new ShapeWalk();
  walk.numberOf(schema, '');
  return { nodes: walk.nodes };
}

/** Numbers schemas as it meets them; a schema met again keeps its number, which ends recursion. */
class ShapeWalk {
  readonly nodes: ShapeNode[] = [];
  readonly #numbers = new Map<z.core.$ZodType, number>();

  numberOf(schema: z.core.$ZodType, path: string): number {
    const inner = unwrap(schema, path);
    const known = this.#numbers.get(inner);
    if (known !== undefined) return known;
    const number = this.nodes.length;
    this.#numbers.set(inner, number);
    this.nodes.push({ kind: 'any' });
    this.nodes[number] = this.#nodeOf(new Reader(inner, path));
    return number;
  }

  #nodeOf(reader: Reader): ShapeNode {
    const { def } = reader;
    switch (def.type) {
      case 'object':
        return this.#objectNode(reader);
      case 'array':
        return { kind: 'array', element: this.#child(reader, 'element'), ...reader.lengths() };
      case 'tuple':
        return this.#tupleNode(reader);
      case 'record':
        return this.#recordNode(reader);
      case 'union':
        return this.#unionNode(reader);
      case 'nullable':
        reader.noChecks();
        return { kind: 'nullable', node: this.#child(reader, 'innerType') };
      default:
        return leafNode(reader);
    }
  }

  #child(reader: Reader, name: string): number {
    return this.numberOf(reader.def[name] as z.core.$ZodType, `${reader.path}.${name}`);
  }

  #objectNode(reader: Reader): ShapeNode {
    reader.noChecks();
    const shape = reader.def['shape'] as Readonly<Record<string, z.core.$ZodType>>;
    const members = Reflect.ownKeys(shape).map((key): ShapeMember => {
      if (typeof key !== 'string') return reader.refuse('a symbol as key');
      if (key in Object.prototype) return reader.refuse(`the key ${JSON.stringify(key)}`);
      const member = shape[key] as z.core.$ZodType;
      const node = this.numberOf(member, `${reader.path}.${key}`);
      return { key, node, required: internalsOf(member).optin === undefined };
    });
    return { kind: 'object', members, otherKeys: reader.otherKeys() };
  }

  #tupleNode(reader: Reader): ShapeNode {
    reader.noChecks();
    const schemas = reader.def['items'] as readonly z.core.$ZodType[];
    const items = schemas.map((item, index) => this.numberOf(item, `${reader.path}[${index}]`));
    const last = schemas.findLastIndex((item) => internalsOf(item).optin === undefined);
    const node = { kind: 'tuple', items, required: last + 1 } as const;
    return reader.def['rest'] === null ? node : { ...node, rest: this.#child(reader, 'rest') };
  }

  #recordNode(reader: Reader): ShapeNode {
    reader.noChecks();
    const keys = internalsOf(reader.def['keyType'] as z.core.$ZodType).def;
    const plain = keys.type === 'string' && !keys.checks?.length && keys['check'] === undefined;
    if (!plain || keys['coerce'] === true)
      reader.refuse('a record whose keys are not plain strings');
    return { kind: 'record', value: this.#child(reader, 'valueType') };
  }

  #unionNode(reader: Reader): ShapeNode {
    reader.noChecks();
    const schemas = reader.def['options'] as readonly z.core.$ZodType[];
    const options = schemas.map((option, index) =>
      this.numberOf(option, `${reader.path}|${index}`),
    );
    const key = reader.def['discriminator'];
    if (typeof key !== 'string') {
      if (reader.def['inclusive'] === false) reader.refuse('an exclusive union');
      return { kind: 'union', options };
    }
    if (reader.def['unionFallback'] === true) reader.refuse('unionFallback');
    const chosen = schemas.map(
      (option, index): ShapeOption => ({
        values: [...(internalsOf(option).propValues?.[key] ?? [])].map((value) =>
          reader.literal(value),
        ),
        node: options[index] as number,
      }),
    );
    const values = chosen.flatMap((option) => option.values);
    if (new Set(values).size < values.length) reader.refuse(`a value of ${key} in two options`);
    return { kind: 'byKey', key, options: chosen };
  }
}

/** Takes off what has no node of its own. */
function unwrap(schema: z.core.$ZodType, path: string): z.core.$ZodType {
  let inner = schema;
  for (;;) {
    const { def, innerType } = internalsOf(inner);
    if (def.type !== 'optional' && def.type !== 'lazy') return inner;
    new Reader(inner, path).noChecks();
    const next = def.type === 'lazy' ? innerType : (def['innerType'] as z.core.$ZodType);
    if (next === undefined)
      throw new TypeError(`A lazy schema at ${path || 'the root'} has nothing inside`);
    inner = next;
  }
}

function leafNode(reader: Reader): ShapeNode {
  switch (reader.def.type) {
    case 'string':
      return stringNode(reader);
    case 'number':
      return numberNode(reader);
    case 'unknown':
      reader.noChecks();
      return { kind: 'any' };
    case 'null':
    case 'boolean':
      reader.noChecks();
      return { kind: reader.def.type };
    case 'literal':
    case 'enum':
      return literalNode(reader);
    default:
      return reader.refuse(reader.def.type);
  }
}

function literalNode(reader: Reader): ShapeNode {
  reader.noChecks();
  return { kind: 'literal', values: reader.values.map((value) => reader.literal(value)) };
}

function stringNode(reader: Reader): ShapeNode {
  if (reader.def['check'] === undefined) return { kind: 'string', ...reader.lengths() };
  if (reader.def['format'] !== 'base64')
    reader.refuse(`the format ${String(reader.def['format'])}`);
  reader.noChecks();
  return { kind: 'base64' };
}

function numberNode(reader: Reader): ShapeNode {
  const node = {
    kind: 'number' as const,
    int: false,
    min: Number.NEGATIVE_INFINITY,
    max: Number.POSITIVE_INFINITY,
  };
  const own = reader.def['check'] === undefined ? [] : [reader.def as unknown as Check];
  for (const check of [...own, ...reader.checks()]) {
    const bound = check['value'];
    const inclusive = check['inclusive'] === true && typeof bound === 'number';
    if (check.check === 'number_format' && check['format'] === 'safeint') node.int = true;
    else if (check.check === 'greater_than' && inclusive) node.min = Math.max(node.min, bound);
    else if (check.check === 'less_than' && inclusive) node.max = Math.min(node.max, bound);
    else reader.refuse(`the check ${check.check}`);
  }
  return node;
}

/** A definition with the place it stands at, for the messages. */
class Reader {
  readonly def: Def;
  readonly path: string;
  /** The values of a literal or enum. */
  readonly values: readonly unknown[];

  constructor(schema: z.core.$ZodType, path: string) {
    const { def, values } = internalsOf(schema);
    this.def = def;
    this.path = path;
    this.values = [...(values ?? [])];
    if (this.def['coerce'] === true) this.refuse('coerce');
  }

  refuse(what: string): never {
    const place = this.path === '' ? 'the root' : JSON.stringify(this.path);
    throw new TypeError(`A schema uses ${what} at ${place}, which no shape can say`);
  }

  checks(): readonly Check[] {
    return (this.def.checks ?? []).map((check) => check._zod.def);
  }

  noChecks(): void {
    const [first] = this.checks();
    if (first !== undefined) this.refuse(`the check ${first.check} on ${this.def.type}`);
  }

  lengths(): { readonly min: number; readonly max: number } {
    let min = 0;
    let max = Number.POSITIVE_INFINITY;
    for (const check of this.checks()) {
      if (check.check === 'min_length') min = Math.max(min, check['minimum'] as number);
      else if (check.check === 'max_length') max = Math.min(max, check['maximum'] as number);
      else this.refuse(`the check ${check.check}`);
    }
    return { min, max };
  }

  literal(value: unknown): LiteralValue {
    const type = typeof value;
    if (value === null || type === 'string' || type === 'boolean') return value as LiteralValue;
    return type === 'number' ? (value as number) : this.refuse(`a literal of type ${type}`);
  }

  otherKeys(): 'refused' | 'taken' {
    const rest = this.def['catchall'] as z.core.$ZodType | undefined;
    const type = rest === undefined ? undefined : internalsOf(rest).def.type;
    if (type === 'never') return 'refused';
    return type === 'unknown' ? 'taken' : this.refuse('an object that is neither strict nor loose');
  }
}

function internalsOf(schema: z.core.$ZodType): Internals {
  return schema._zod as unknown as Internals;
}
