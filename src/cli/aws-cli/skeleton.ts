import { type ApiShape, type ApiShapeName, apiConstraints } from '../../core/index.ts';

/** What a skeleton is of: what is asked, as JSON or YAML, or what is answered. */
export type SkeletonForm = 'input' | 'yaml-input' | 'output';

/** The forms, the first of which is meant where none is named. */
export const skeletonForms: readonly SkeletonForm[] = ['input', 'yaml-input', 'output'];

/** Of which operation. */
export interface SkeletonSubject {
  readonly request: ApiShapeName;
  readonly reply: ApiShapeName;
}

const INDENT = 4;

/**
 * Writes a request to be filled in, or a sample of the answer, as `--generate-cli-skeleton` of the AWS CLI does.
 *
 * Texts are empty, numbers 0, and of an enum its first value stands there, where the AWS CLI draws one. YAML says which members are
 * required and which values an enum has; it has no descriptions.
 * Source: AWS CLI user guide, "AWS CLI skeletons and input files", and what AWS CLI 1.45 prints, both 2026-11-30.
 */
export async function skeletonText(
  form: SkeletonForm,
  { request, reply }: SkeletonSubject,
): Promise<string> {
  if (form === 'output')
    return JSON.stringify(
      sample(reply, (member) => member),
      null,
      INDENT,
    );
  const value = sample(request, () => '');
  return form === 'input' ? JSON.stringify(value, null, INDENT) : commented(request, value);
}

/** A value of a shape; `textFor` says which text stands at a member. */
function sample(name: string, textFor: (member: string) => string, member = ''): unknown {
  const shape = shapeOf(name);
  switch (shape.type) {
    case 'structure':
      return Object.fromEntries(
        Object.entries(shape.members).map(([key, of]) => [key, sample(of, textFor, key)]),
      );
    case 'list':
      return [sample(shape.member, textFor, member)];
    case 'string':
      return shape.enum?.[0] ?? textFor(member);
    case 'timestamp':
      return '1970-01-01T00:00:00';
    default:
      return 0;
  }
}

async function commented(name: string, value: unknown): Promise<string> {
  const { Document, isMap, isSeq } = await import('yaml');
  const document = new Document(value);
  const note = (shapeName: string, node: unknown): void => {
    const shape = shapeOf(shapeName);
    if (shape.type === 'list' && isSeq(node))
      for (const item of node.items) note(shape.member, item);
    if (shape.type !== 'structure' || !isMap(node)) return;
    for (const [key, member] of Object.entries(shape.members)) {
      const child: unknown = node.get(key, true);
      const words = noteOf(shapeOf(member), shape.required?.includes(key) === true);
      if (words !== '') Object.assign(child as object, { [placeOf(member)]: ` ${words}` });
      note(member, child);
    }
  };
  note(name, document.contents);
  return document.toString({ singleQuote: true }).trimEnd();
}

/** Where the note of a value stands: behind it, or before the first line of what is below it. */
function placeOf(name: string): 'comment' | 'commentBefore' {
  const { type } = shapeOf(name);
  return type === 'structure' || type === 'list' ? 'commentBefore' : 'comment';
}

function noteOf(shape: ApiShape, isRequired: boolean): string {
  const values = shape.type === 'string' ? shape.enum : undefined;
  const allowed = values === undefined ? '' : `Valid values are: ${values.join(', ')}.`;
  return [isRequired ? '[REQUIRED]' : '', allowed].filter(Boolean).join(' ');
}

function shapeOf(name: string): ApiShape {
  return apiConstraints[name as ApiShapeName];
}
