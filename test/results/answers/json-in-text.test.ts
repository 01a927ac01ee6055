import { describe, expect, it } from 'vitest';
import { jsonInText } from '../../../src/results/answers/json-in-text.ts';

const VALUE = { value: { a: 1 } };

describe('jsonInText', () => {
  it.each([
    ['the text itself', '{"a":1}'],
    ['white space and a byte order mark around', '\uFEFF \n{"a": 1}\n\n'],
    ['a block', '```json\n{"a":1}\n```'],
    ['a block without a name', '```\n{"a":1}\n```'],
    ['prose around a block', 'Here it is:\n\n```json\n{\n  "a": 1\n}\n```\nI hope it helps.'],
    ['ends of lines as on Windows', 'Sure.\r\n```JSON\r\n{"a":1}\r\n```\r\n'],
    ['a block in one line', '```json {"a":1} ```'],
    ['a block in one line, without spaces', '```json{"a":1}```'],
    ['a fence behind the last brace', '```json\n{"a":1}```'],
    ['a block that is never closed', '```json\n{"a":1}\n'],
    ['a block that is indented', '- Answer:\n  ```json\n  {"a":1}\n  ```'],
    ['a block of another language beside it', '```python\nprint(1)\n```\n```json\n{"a":1}\n```'],
  ])('reads %s', (_what, text) => {
    expect(jsonInText(text)).toEqual(VALUE);
  });

  it('takes fences inside of a string for text', () => {
    expect(jsonInText('{"a":"```json\\n1\\n```"}')).toEqual({ value: { a: '```json\n1\n```' } });
    expect(jsonInText('```json\n{"a":"```"}\n```')).toEqual({ value: { a: '```' } });
  });

  it.each([
    ['nothing', ' \n', /^it is empty$/],
    ['prose', 'I cannot answer that.', /not valid JSON/],
    ['JSON that is cut off', '{"a":"so', /JSON/],
    ['JSON behind prose without a block', 'Here: {"a":1}', /not valid JSON/],
    ['a block that is cut off', '```json\n{"a":"so', /JSON/],
    ['a block of another language', '```python\n{"a":1}\n```', /not valid JSON/],
    ['two blocks', '```json\n{"a":1}\n```\n```json\n{"a":2}\n```', /^it has 2 fenced blocks/],
  ])('gives no value of %s', (_what, text, fault) => {
    expect(jsonInText(text)).toEqual({ fault: expect.stringMatching(fault) });
  });
});
