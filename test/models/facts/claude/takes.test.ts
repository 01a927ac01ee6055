import { describe, expect, it } from 'vitest';
import { takesOf } from '../../../../src/models/facts/claude/takes.ts';
import { listedIds } from '../../../../src/models/facts/listed-ids.ts';

const claude = (name: string) => takesOf(`anthropic.claude-${name}`);

describe('takesOf()', () => {
  it('knows the sampling of every listed model of Claude, without a doubt', () => {
    const ids = listedIds.filter((id) => id.startsWith('anthropic.claude-'));

    expect(ids.length).toBeGreaterThan(20);
    for (const id of ids) {
      expect(takesOf(id)?.sampling, id).toMatchObject({ of: expect.stringContaining('claude') });
      expect(takesOf(id)?.sampling?.doubt, id).toBeUndefined();
      expect(takesOf(id)?.prefill?.doubt, id).toBeUndefined();
    }
  });

  it('knows nothing of other models', () => {
    expect(takesOf(undefined)).toBeUndefined();
    expect(takesOf('amazon.nova-pro-v1:0')).toBeUndefined();
  });

  it('tells 5 from 5.5, and takes an id with another end for the same model', () => {
    expect(claude('opus-5')?.disabled?.is).toBe('below-xhigh');
    expect(claude('opus-5-5')?.disabled?.is).toBe('refused');
    expect(claude('opus-5-v1:0')?.sampling).toEqual(claude('opus-5')?.sampling);
    expect(claude('haiku-4-5')?.sampling?.doubt).toBeUndefined();
    expect(claude('3-haiku-20240307-v1:0:48k')?.prefill?.is).toBe('taken');
  });

  it('takes what is known of the nearest older model of the line, in doubt', () => {
    expect(claude('opus-5-7')?.sampling).toMatchObject({
      is: 'defaults',
      of: 'anthropic.claude-opus-5-5',
      doubt: expect.stringContaining('that is known of anthropic.claude-opus-5-5 ('),
    });
    expect(claude('fable-5-1')?.enabled).toMatchObject({ of: 'anthropic.claude-fable-5' });
    expect(claude('opus-5-fast')?.sampling?.doubt).toBeDefined();
    expect(claude('sonnet-4-9')?.prefill).toMatchObject({
      is: 'refused',
      doubt: expect.any(String),
    });
  });

  it.each(['saga-1', 'mythos-preview'])('takes no unknown line to allow everything: %s', (name) => {
    expect(claude(name)?.prefill).toMatchObject({ is: 'refused', doubt: expect.any(String) });
    expect(claude(name)?.sampling).toMatchObject({ is: 'defaults', doubt: expect.any(String) });
  });

  it('carries what is in doubt from one known model to another of its generation alone', () => {
    expect(claude('fable-5-2')?.forcedTool).toMatchObject({
      is: 'always',
      of: 'anthropic.claude-fable-5-1',
      doubt: expect.stringContaining('that is reported of anthropic.claude-fable-5-1 ('),
    });
    expect(claude('fable-5')?.forcedTool).toBeUndefined();
    expect(claude('sonnet-4-5')?.adaptive).toMatchObject({ doubt: expect.any(String) });
    expect(claude('sonnet-4-6')?.adaptive?.is).toBe('taken');
    expect(claude('sonnet-4-6')?.adaptive?.doubt).toBeUndefined();
    expect(claude('3-haiku-20240307-v1:0')?.adaptive?.is).toBe('refused');
    expect(claude('haiku-4-5-20251001-v1:0')?.adaptive).toBeUndefined();
    expect(claude('haiku-4-5')?.adaptive).toBeUndefined();
  });
});
