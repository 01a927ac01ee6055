import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { canGoOn } from '../../scripts/fuzz/continuation.ts';
import { drawFrom } from '../../scripts/fuzz/draw.ts';
import { drawInput } from '../../scripts/fuzz/draw-input.ts';
import { fuzz } from '../../scripts/fuzz/fuzz.ts';
import { minimise } from '../../scripts/fuzz/minimise.ts';
import { judge } from '../../scripts/fuzz/oracles.ts';
import { readReproduction, saveReproduction } from '../../scripts/fuzz/reproduction.ts';
import { type Subject, subjectNames, subjectOf } from '../../scripts/fuzz/subjects.ts';
import { ACCEPTED, type LineEngine } from '../../src/engine/index.ts';
import { useTemporaryFolder } from '../support/temporary-folder.ts';

const [name] = subjectNames('small');
if (name === undefined) throw new Error('There is no subject');
const subject = subjectOf(name);
const folder = useTemporaryFolder();

/** A subject whose fast engine accepts whatever comes. */
function gullible(): Subject {
  const accepting = (engine: LineEngine): LineEngine => ({
    room: (bytes) => engine.room(bytes),
    push(bytes) {
      const block = engine.push(bytes);
      block.verdict.fill(ACCEPTED, 0, block.count);
      return block;
    },
    finish: () => engine.finish(),
  });
  return { ...subject, fastEngine: () => accepting(subject.fastEngine()) };
}

const input = (text: string) => ({ bytes: Buffer.from(text), cuts: [] });

describe('the fuzzer', () => {
  it('draws the same input for the same seed, and others for others', () => {
    const drawn = (seed: number) => drawInput(subject, drawFrom(seed));

    expect(drawn(7)).toEqual(drawn(7));
    expect(drawn(7)).not.toEqual(drawn(8));
  });

  it('finds nothing wrong with a few inputs', async () => {
    expect(await fuzz({ seed: 1, inputs: 25, seconds: 30 })).toMatchObject({ found: undefined });
  });

  it('finds out an engine that accepts what is no JSON, or finds another id', () => {
    const wrongs = ['{"recordId":"1"\n', '{}\n', '{"recordId":"1","modelInput":{"x":1}}\n'].map(
      (text) => judge(gullible(), input(text)).wrong,
    );

    expect(wrongs).toEqual([
      'line 1 is accepted, but no JSON object',
      'line 1 has another id than the engine says',
      'line 1 has another id than the engine says',
    ]);
  });

  it('finds out an engine that throws', () => {
    const broken = {
      ...subject,
      fastEngine() {
        throw new RangeError('out of bounds');
      },
    };

    expect(judge(broken, input('{}\n')).wrong).toBe(
      'something is thrown: RangeError: out of bounds',
    );
  });

  it('makes an input smaller as long as the same is wrong', () => {
    const found = minimise(
      { bytes: Buffer.from('many bytes that X do not matter'), cuts: [3, 9] },
      ({ bytes }) => Buffer.from(bytes).includes('X'),
    );

    expect(Buffer.from(found.bytes).toString()).toBe('X');
    expect(found.cuts).toEqual([]);
  });

  it('keeps what is wrong so that it can be looked at again', () => {
    const found = {
      wrong: 'x',
      seed: 4,
      subject: name,
      input: { bytes: Buffer.of(0, 255), cuts: [1] },
    };

    expect(readReproduction(saveReproduction(join(folder.path, 'new'), found))).toEqual(found);
  });
});

describe('canGoOn()', () => {
  it.each([
    '',
    '{',
    '{"a',
    '{"a\\',
    '{"a\\u1',
    '{"a":',
    '[1',
    '[1.',
    '[-',
    'tr',
    '[[{"a":"\\u00',
    '1e',
    '[1,',
    '{"a":1,',
  ])('knows that %j may become JSON', (text) => {
    expect(canGoOn(text)).toBe(true);
  });

  it.each([
    '}',
    '{1',
    '{"a\\x',
    '{"a\\ug',
    '{"a"1',
    '[01',
    '[1.]',
    '[--',
    'trx',
    '[1 1',
    '1 ]',
    ',',
    '\u0000',
  ])('knows that %j never becomes JSON', (text) => {
    expect(canGoOn(text)).toBe(false);
  });
});
