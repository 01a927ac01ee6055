import { describe, expect, it } from 'vitest';
import { findSyntaxFault, JsonSyntax } from '../../../src/engine/index.ts';

const bytesOf = (text: string) => new TextEncoder().encode(text);
const faultOf = (text: string) => findSyntaxFault(bytesOf(text));

describe('findSyntaxFault()', () => {
  it.each([
    'null',
    ' true ',
    'false',
    '0',
    '-0',
    '-12.50e+3',
    '1E9',
    '""',
    '"\\u00e9\\n\\"日😀"',
    '[]',
    '{}',
    '[[],{}]',
    '{"a":{"b":[1,2,"}"]},"c":null}',
    '\t[ 1 ,\r\n 2 ]\n',
  ])('finds nothing in %j', (text) => {
    expect(faultOf(text)).toBeUndefined();
  });

  it.each([
    ['', 0, 'a value', 'the end of the line'],
    ['{"a":1', 6, '"," or "}"', 'the end of the line'],
    ['{"a":1]', 6, '"," or "}"', '"]"'],
    ['[1 2]', 3, '"," or "]"', '"2"'],
    ['[1,]', 3, 'a value', '"]"'],
    ['[,1]', 1, 'a value or "]"', '","'],
    ['{"a":1,}', 7, 'a key in double quotes', '"}"'],
    ["{'a':1}", 1, 'a key in double quotes or "}"', '"\'"'],
    ['{a:1}', 1, 'a key in double quotes or "}"', '"a"'],
    ['{"a" 1}', 5, '":"', '"1"'],
    ['{"a":NaN}', 5, 'a value', '"NaN"'],
    ['{"a":None}', 5, 'a value', '"None"'],
    ['[nan]', 1, 'null', '"nan"'],
    ['[tru]', 1, 'true', '"tru"'],
    ['tru', 3, 'true', 'the end of the line'],
    ['"a\nb"', 2, 'a closing double quote or an escape such as \\n', 'a line break'],
    ['"a\tb"', 2, 'a closing double quote or an escape such as \\n', 'a tab'],
    ['"a', 2, 'a closing double quote', 'the end of the line'],
    ['"\\x"', 2, 'one of " \\ / b f n r t u behind the backslash', '"x"'],
    ['"\\u12G4"', 5, 'four hexadecimal digits behind \\u', '"G4"'],
    ['[01]', 2, 'a number without leading zeros', '"1"'],
    ['[-]', 2, 'a digit', '"]"'],
    ['[1.]', 3, 'a digit', '"]"'],
    ['[1e]', 3, 'the digits of an exponent', '"]"'],
    ['[+1]', 1, 'a value or "]"', '"+"'],
    ['[.5]', 1, 'a value or "]"', '"."'],
    ['[1.2.3]', 4, '"," or "]"', '"."'],
    ['{} {}', 3, 'the end of the line', '"{"'],
    ['\ufeff{}', 0, 'a value', 'a byte order mark'],
    ['{“a”:1}', 1, 'a key in double quotes or "}"', '"“"'],
    ['{"a":"He said "hi" there"}', 15, '"," or "}"', '"hi"'],
  ])('says what is wrong in %j', (text, offset, expected, received) => {
    expect(faultOf(text)).toEqual({ offset, expected, received });
  });

  it('names bytes that print nothing by their code', () => {
    expect(findSyntaxFault(Uint8Array.of(0x5b, 0x00, 0x5d))?.received).toBe('"\\u0000"');
  });

  it('looks 100,000 levels deep without recursion', () => {
    const syntax = new JsonSyntax();
    syntax.push(bytesOf('['.repeat(100_000) + ']'.repeat(100_000)));

    expect(syntax.finish()).toBeUndefined();
    expect(syntax.maxDepth).toBe(100_000);
    expect(syntax.depth).toBe(0);
  });
});

describe('JsonSyntax', () => {
  it('calls the end of the text what the caller calls it', () => {
    const syntax = new JsonSyntax({ end: 'the end of the file' });
    syntax.push(bytesOf('[1'));

    expect(syntax.finish()?.received).toBe('the end of the file');
  });

  it('knows where a fault is before it knows the whole word that stands there', () => {
    const syntax = new JsonSyntax();

    expect(syntax.push(bytesOf('[Na'))).toBeUndefined();
    expect(syntax.faultOffset).toBe(1);
    expect(syntax.push(bytesOf('N]'))).toEqual({
      offset: 1,
      expected: 'a value or "]"',
      received: '"NaN"',
    });
  });

  it('gives the elements of the outermost array', () => {
    const text = ' [1, "a]" ,{"b":[2]},[ ],true ]';
    const elements: string[] = [];
    const syntax = new JsonSyntax({
      onElement: (start, end) => elements.push(text.slice(start, end)),
    });
    syntax.push(bytesOf(text));

    expect(syntax.finish()).toBeUndefined();
    expect(elements).toEqual(['1', '"a]"', '{"b":[2]}', '[ ]', 'true']);
  });

  it('tells which element is open', () => {
    const syntax = new JsonSyntax();
    syntax.push(bytesOf('[1,{"a":'));

    expect(syntax.openElement).toBe(3);
    syntax.push(bytesOf('2}'));
    expect(syntax.openElement).toBeUndefined();
  });

  it('gives no elements of an object', () => {
    const elements: number[] = [];
    const syntax = new JsonSyntax({ onElement: (start) => elements.push(start) });
    syntax.push(bytesOf('{"a":[1,2]}'));

    expect(elements).toEqual([]);
  });
});
