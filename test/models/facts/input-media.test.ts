import { describe, expect, it } from 'vitest';
import { inputMedia, inputMediaOf } from '../../../src/models/facts/input-media.ts';
import { knowledgeOf } from '../../../src/models/index.ts';

describe('inputMedia', () => {
  it('say where and when they were read, of models of OpenAI-style chat', () => {
    for (const { prefix, source, readOn } of inputMedia) {
      expect(knowledgeOf(prefix)?.family, prefix).toBe('openai-chat');
      expect(source, prefix).not.toBe('');
      expect(readOn, prefix).toMatch(/^20\d\d-\d\d(?:-\d\d)?$/);
    }
  });

  it('are known by how an id begins', () => {
    expect(inputMediaOf('mistral.voxtral-mini-3b-2507')?.media).toEqual(['speech']);
    expect(inputMediaOf('mistral.voxtral-next')).toBeUndefined();
  });
});
