import { describe, expect, it } from 'vitest';
import { csv, fromIterable, jsonArray, jsonl, type Source } from '../../../src/builders/index.ts';
import { RowText } from '../../../src/builders/row-digests/row-text.ts';
import { bytesOf, readRows } from '../../support/read-rows.ts';

const textsOf = async (source: Source): Promise<string[]> => {
  const rowText = new RowText();
  return (await readRows(source)).map((row) => rowText.of(row));
};
const ofCsv = (text: string) => textsOf(csv(bytesOf(text)));
const ofJson = async (text: string) => (await textsOf(jsonl(bytesOf(text))))[0];
const ofValue = async (value: unknown) => (await textsOf(fromIterable([value])))[0];

class Film {
  readonly #title: string;
  constructor(title: string) {
    this.#title = title;
  }
  get title(): string {
    return this.#title;
  }
}

describe('RowText', () => {
  it('does not see how a table was saved', async () => {
    const plain = await ofCsv('id,title\n1,Jaws\n2,"Red, ""hot"""\n');

    expect(await ofCsv('\uFEFFid,title\r\n"1","Jaws"\r\n\r\n2,"Red, ""hot"""')).toEqual(plain);
    expect(await ofCsv('title,id\nJaws,1\n"Red, ""hot""",2\n')).toEqual(plain);
  });

  it('does not see line ends inside of quotes, where a table was saved with others', async () => {
    const plain = await ofCsv('id,text\n1,"a\n\nb"\n');

    expect(await ofCsv('id,text\r\n1,"a\r\n\r\nb"\r\n')).toEqual(plain);
    expect(await ofCsv('id,text\n1,"a\nb"\n')).not.toEqual(plain);
  });

  it('sees a value that moved to another column, and a column that is new', async () => {
    const [plain] = await ofCsv('a,b\n1,\n');

    expect(await ofCsv('a,b\n,1\n')).not.toContain(plain);
    expect(await ofCsv('a,c\n1,\n')).not.toContain(plain);
    expect(await ofCsv('a,b,c\n1,,\n')).not.toContain(plain);
    expect(await ofCsv('a,b\n1,3:cd\n')).not.toContain(plain);
  });

  it('does not see how JSON was written', async () => {
    const plain = await ofJson('{"id":12,"tags":["a",{"x":1.5}],"title":"é"}');

    expect(
      await ofJson('{ "title": "\\u00e9", "tags": [ "a", { "x": 15e-1 } ], "id": 12.0 }'),
    ).toBe(plain);
    const [element] = await textsOf(
      jsonArray(bytesOf('[{"title":"é","id":12,"tags":["a",{"x":1.50}]}]')),
    );
    expect(element).toBe(plain);
    expect(await ofValue({ title: 'é', id: 12n, tags: ['a', { x: 1.5 }] })).toBe(plain);
  });

  it.each([
    ['{"id":1234567890123456789}', '{"id":1234567890123456788}'],
    ['{"a":9007199254740993,"b":9007199254740992}', '{"a":9007199254740992,"b":9007199254740993}'],
    ['{"x":0.12345678901234567891}', '{"x":0.12345678901234567892}'],
    ['{"x":1e400}', '{"x":1e401}'],
    ['{"x":"1"}', '{"x":1}'],
    ['{"x":null}', '{}'],
    ['{"x":"\\ud800"}', '{"x":"\\ud801"}'],
    ['{"x":["a","b"]}', '{"x":["b","a"]}'],
    ['{"x":{"a":1}}', '{"x":{"b":1}}'],
    ['{"x":"n12345678901234567"}', '{"x":12345678901234567}'],
    ['{"x":"nn1234567890123456789","y":1234567890123456789}', '{"x":"nn","y":1234567890123456789}'],
  ])('sees that %s is not %s', async (one, other) => {
    expect(await ofJson(one)).not.toBe(await ofJson(other));
  });

  it('takes a long number for what it is worth', async () => {
    expect(await ofJson('{"x":12345678901234567000}')).toBe(
      await ofJson('{"x":1234567890123456700.0e1}'),
    );
    expect(await ofJson('{"x":1.0000000000000000000}')).toBe(await ofJson('{"x":1}'));
    expect(await ofJson('{"x":-0.00000000000000000}')).toBe(await ofJson('{"x":0}'));
    expect(await ofValue({ x: 12345678901234567000n })).toBe(
      await ofJson('{"x":12345678901234567000}'),
    );
  });

  it.each([
    [new Map([['a', 1]]), new Map([['a', 2]])],
    [new Set(['a']), new Set(['b'])],
    [new Date(1000), new Date(2000)],
    [Uint8Array.of(1, 2), Uint8Array.of(2, 1)],
    [new Film('Jaws'), new Film('Alien')],
    [{ x: Number.NaN }, { x: Number.POSITIVE_INFINITY }],
    [undefined, null],
  ])('sees that two values of a program differ', async (one, other) => {
    expect(await ofValue(one)).not.toBe(await ofValue(other));
  });

  it('takes what a program does not say, circles, and values too deep to look into', async () => {
    const circle: Record<string, unknown> = { id: 1 };
    circle['self'] = circle;
    const deep = `{"x":${'['.repeat(20_000)}${']'.repeat(20_000)}}`;

    expect(await ofValue(circle)).not.toBe(await ofValue({ ...circle, id: 2 }));
    expect(await ofValue({ id: 1, gone: undefined })).toBe(await ofValue({ id: 1 }));
    expect(await ofJson(deep)).toBe(await ofJson(deep));
    expect(await ofJson(deep)).not.toBe(await ofJson(deep.replace('x', 'y')));
  });

  it('reads long runs of zeros once', async () => {
    const zeros = `{"x":1${'0'.repeat(200_000)}1}`;

    expect(await ofJson(zeros)).toBe(await ofJson(zeros));
  });
});
