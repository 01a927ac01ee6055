import { describe, expect, it } from 'vitest';
import {
  type RecordTemplateOptions,
  recordTemplate,
} from '../../../src/builders/rendering/record-template.ts';
import { claudeFamily } from '../../../src/models/families/claude-messages/family.ts';
import { families } from '../../../src/models/families/families.ts';
import type { ModelFamily } from '../../../src/models/index.ts';

const COLUMNS = ['a', 'b'];
const templateOf = (more: Partial<RecordTemplateOptions>, columns = COLUMNS) =>
  recordTemplate({ family: claudeFamily, prompt: 'Say {{a}}', ...more })?.(columns);

/** The pieces as text, columns in braces. */
const textOf = (more: Partial<RecordTemplateOptions>) =>
  templateOf(more)
    ?.pieces.map((piece) =>
      piece instanceof Uint8Array ? new TextDecoder().decode(piece) : `{${piece}}`,
    )
    .join('');

describe('recordTemplate()', () => {
  it('puts the columns into the shape of the family', () => {
    expect(textOf({ system: 'As {{b}}', maxTokens: 5, id: '{{b}}-1' })).toBe(
      '{"recordId":"{1}-1","modelInput":{"anthropic_version":"bedrock-2023-05-31","max_tokens":5,"system":"As {1}",' +
        '"messages":[{"role":"user","content":"Say {0}"}]}}\n',
    );
    expect(textOf({ set: [{ path: ['top_k'], value: 3 }] })).toBe(
      '{"recordId":"{row}","modelInput":{"anthropic_version":"bedrock-2023-05-31","max_tokens":1024,' +
        '"messages":[{"role":"user","content":"Say {0}"}],"top_k":3}}\n',
    );
  });

  it.each(families)('makes one for $name', (family) => {
    expect(templateOf({ family })).toBeDefined();
  });

  it('leaves rows to the mapper where a template may be blank', () => {
    expect(templateOf({})?.needed).toEqual([]);
    expect(templateOf({ prompt: ' {{b}}\n{{a}}', id: '{{a}}' })?.needed).toEqual([[1, 0], [0]]);
  });

  it('has another line for rows whose system prompt is blank, where that can be', () => {
    expect(templateOf({ system: '{{b}} ' })?.whenBlank?.fields).toEqual([1]);
    expect(templateOf({ system: 'As {{b}}' })?.whenBlank).toBeUndefined();
    expect(textOf({ system: ' ' })).toBe(textOf({}));
  });

  it.each<[string, Partial<RecordTemplateOptions>]>([
    ['ids by content', { id: 'hash' }],
    ['a constant prompt', { prompt: 'Say it' }],
    ['a column that is not there', { prompt: '{{title}}' }],
    ['a column of the id that is not there', { id: '{{title}}' }],
    ['a setting in place of the prompt', { set: [{ path: ['messages'], value: [] }] }],
    ['a setting without a place', { set: [{ path: ['max_tokens', 'x'], value: 1 }] }],
    ['a setting that is no JSON', { set: [{ path: ['top_k'], value: 3n }] }],
    ['a blank prompt whatever the row', { prompt: ' ', system: '{{a}}' }],
  ])('makes none for %s', (_, more) => {
    expect(templateOf(more)).toBeUndefined();
  });

  it.each<[string, ModelFamily['fromPrompt']]>([
    ['trims it', ({ prompt }) => ({ prompt: prompt.trim() })],
    ['cuts it', ({ prompt }) => ({ prompt: prompt.slice(0, 20) })],
    ['says it twice', ({ prompt }) => ({ prompt, again: prompt })],
    ['leaves it out', () => ({})],
    ['writes it as JSON', ({ prompt }) => ({ prompt: JSON.stringify(prompt) })],
    ['counts it', ({ prompt }) => ({ prompt, length: prompt.length })],
  ])('makes none where the family %s', (_, fromPrompt) => {
    expect(templateOf({ family: { ...claudeFamily, fromPrompt } })).toBeUndefined();
  });
});
