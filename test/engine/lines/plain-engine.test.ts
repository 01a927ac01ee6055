import { describe, expect, it } from 'vitest';
import { PlainLineEngine } from '../../../src/engine/index.ts';
import { linesThrough } from '../../support/lines-through.ts';

describe('PlainLineEngine', () => {
  it('gives whole lines with their newlines and keeps the tail', () => {
    const engine = new PlainLineEngine();
    engine.room(5).set(Buffer.from('a\nbc\n'));

    const block = engine.push(5);

    expect(block.count).toBe(2);
    expect(Buffer.from(block.bytes).toString()).toBe('a\nbc\n');
    expect([...block.ends.subarray(0, 2)]).toEqual([2, 5]);
    expect([...block.offsets.subarray(0, 3)]).toEqual([0, 2, 5]);
  });

  it('gives a last line without a newline at the end', () => {
    expect(linesThrough([Buffer.from('a\nlast')])).toEqual([
      { text: 'a\n', offset: 0, tooLong: false },
      { text: 'last', offset: 2, tooLong: false },
    ]);
  });

  it('gives nothing for no bytes', () => {
    expect(linesThrough([])).toEqual([]);
  });

  it('keeps an empty line', () => {
    expect(linesThrough([Buffer.from('\n\n')]).map(({ text }) => text)).toEqual(['\n', '\n']);
  });

  it('says that a line is too long, skips it in bounded memory and goes on behind it', () => {
    const pieces = [
      Buffer.from('ab\n'),
      ...Array.from({ length: 64 }, () => Buffer.alloc(1000, 0x78)),
      Buffer.from('\ncd\n'),
    ];

    const lines = linesThrough(pieces, { maxLineBytes: 10_000 });

    expect(lines.map(({ tooLong }) => tooLong)).toEqual([false, true, false]);
    expect(lines.map(({ offset }) => offset)).toEqual([0, 3, 64_004]);
    expect(lines[2]?.text).toBe('cd\n');
    expect(lines[1]?.text.length).toBeLessThan(20_000);
  });

  it('takes a line of exactly the largest size and refuses one byte more', () => {
    const lines = linesThrough([Buffer.from(`${'a'.repeat(10)}\n${'b'.repeat(11)}\n`)], {
      maxLineBytes: 10,
    });

    expect(lines.map(({ tooLong }) => tooLong)).toEqual([false, true]);
  });
});
