import { describe, expect, it, vi } from 'vitest';
import { openTokenizer } from '../../../src/pricing/index.ts';

vi.mock('gpt-tokenizer/encoding/o200k_harmony', () => {
  throw new Error('Cannot find package');
});

describe('what counts the tokens of gpt-oss', () => {
  it('is named where it is not installed, with what installs it', async () => {
    await expect(openTokenizer({ model: 'openai.gpt-oss-20b-1:0' })).rejects.toMatchObject({
      code: 'INVALID_OPTION',
      message: 'Tokens of o200k_harmony are counted by gpt-tokenizer, which cannot be loaded',
      hint: expect.stringContaining('npm install gpt-tokenizer'),
    });
  });
});
