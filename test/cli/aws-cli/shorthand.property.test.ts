import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readApiValue } from '../../../src/cli/aws-cli/api-value.ts';
import { readShorthand } from '../../../src/cli/aws-cli/shorthand.ts';
import { type ApiShapeName, apiConstraints } from '../../../src/core/index.ts';

/** How a value is printed where there are several ways. */
interface Style {
  readonly mark: '"' | "'";
  readonly gap: string;
  readonly isBracketed: boolean;
}

/** A value as shorthand, written by the grammar alone; `isInner` says that brackets stand around it. */
function shorthand(value: unknown, style: Style, isInner = false): string {
  if (typeof value === 'string') return printText(value, style);
  const comma = `${style.gap},${style.gap}`;
  if (Array.isArray(value)) {
    const items = value.map((item) => shorthand(item, style, true));
    const isPlain = !isInner && !style.isBracketed && items.length > 0;
    return isPlain ? items.join(comma) : `[${items.join(comma)}]`;
  }
  const members = Object.entries(value as object).map(
    ([key, member]) => `${key}${style.gap}=${style.gap}${nested(member, style, isInner)}`,
  );
  return members.join(comma);
}

function nested(value: unknown, style: Style, isInner: boolean): string {
  const isStructure = typeof value === 'object' && !Array.isArray(value);
  return isStructure ? `{${shorthand(value, style, true)}}` : shorthand(value, style, isInner);
}

function printText(text: string, { mark }: Style): string {
  if (/^[\w./:-]+$/.test(text)) return text;
  return `${mark}${text.replaceAll('\\', '\\\\').replaceAll(mark, `\\${mark}`)}${mark}`;
}

const style = fc.record({
  mark: fc.constantFrom<Style['mark']>('"', "'"),
  gap: fc.constantFrom('', ' ', '\n'),
  isBracketed: fc.boolean(),
});

const text = fc.oneof(
  fc.string(),
  fc.string({ unit: fc.constantFrom('a', '\\', '"', "'", ',', '=', '[', ']', '{', '}', ' ', '@') }),
);

/** Any value of a shape, whatever its bounds. */
function valueOf(name: string): fc.Arbitrary<unknown> {
  const shape = apiConstraints[name as ApiShapeName];
  if (shape.type === 'list') return fc.array(valueOf(shape.member), { maxLength: 4 });
  if (shape.type !== 'structure') return text;
  const members = Object.entries(shape.members).map(([key, member]) => [key, valueOf(member)]);
  return fc.record(Object.fromEntries(members) as Record<string, fc.Arbitrary<unknown>>);
}

const STRUCTURES = [
  'Tag',
  'VpcConfig',
  'ModelInvocationJobInputDataConfig',
  'ModelInvocationJobOutputDataConfig',
] as const;

describe('readShorthand()', () => {
  it.each(STRUCTURES)('always reads what was printed: %s', (shape) => {
    fc.assert(
      fc.property(valueOf(shape), style, (value, how) => {
        expect(readShorthand(shorthand(value, how), shape)).toEqual(value);
      }),
    );
  });

  it('never fails in another way than by saying where', () => {
    const any = fc.oneof(
      text,
      text.map((end) => `subnetIds=${end}`),
    );
    fc.assert(
      fc.property(any, fc.constantFrom(...STRUCTURES), (words, shape) => {
        let message = '';
        try {
          readShorthand(words, shape);
        } catch (error) {
          message = String(error);
        }
        expect(message).toMatch(/^$|character \d+/);
      }),
    );
  });
});

describe('readApiValue()', () => {
  const id = fc.stringMatching(/^[-0-9a-zA-Z]{1,32}$/);
  const tag = fc.record({
    key: fc.stringMatching(/^[a-zA-Z0-9\s._:/=+@-]{1,128}$/),
    value: fc.stringMatching(/^[a-zA-Z0-9\s._:/=+@-]{0,256}$/),
  });
  const vpc = fc.record({
    subnetIds: fc.array(id, { minLength: 1, maxLength: 16 }),
    securityGroupIds: fc.array(id, { minLength: 1, maxLength: 5 }),
  });

  it('always gives the same for JSON and for shorthand', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(tag, { minLength: 1, maxLength: 5 }),
        vpc,
        style,
        async (...drawn) => {
          const [tags, network, how] = drawn;
          const tagsPlace = { member: 'tags', shape: 'TagList' } as const;
          const networkPlace = { member: 'vpcConfig', shape: 'VpcConfig' } as const;

          const short = tags.map((one) => shorthand(one, how));
          expect(await readApiValue(short, tagsPlace)).toEqual(tags);
          expect(await readApiValue([JSON.stringify(tags)], tagsPlace)).toEqual(tags);
          expect(
            await readApiValue(
              tags.map((one) => JSON.stringify(one)),
              tagsPlace,
            ),
          ).toEqual(tags);
          expect(await readApiValue([shorthand(network, how)], networkPlace)).toEqual(network);
          expect(await readApiValue([JSON.stringify(network)], networkPlace)).toEqual(network);
        },
      ),
    );
  });
});
