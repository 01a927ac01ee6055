import fc from 'fast-check';
import { shapeOfFamily } from '../../src/models/families/family-shape.ts';
import { jsonText } from '../../test/engine/support/json-texts.ts';
import { tameValue } from '../../test/engine/support/tame-value.ts';
import { hostileJson, mutantOf } from '../../test/models/support/shape-arbitrary.ts';
import { type Draw, pick } from './draw.ts';
import { mutateBytes, splice, withoutNewlines } from './mutate-bytes.ts';
import { mutateText } from './mutate-text.ts';
import type { Subject } from './subjects.ts';

/** Bytes of a file, and the places where they are cut when they are put through the engine. */
export interface FuzzInput {
  readonly bytes: Uint8Array;
  readonly cuts: readonly number[];
}

const MOST_LINES = 6;
const MOST_CUTS = 12;
const ENDINGS = ['\n', '\n', '\n', '\n', '\r\n', '\n\n', '\r', ' \n', '\n\t\n'];
const STARTS = ['', '', '', '', '', '', '', '\ufeff', '\n', '\ufeff\ufeff', '\u0000'];
const TAILS = ['', '\n', '\n', '\n', '\r\n', '\n\n', ' '];
const IDS = [
  '',
  'a b',
  'x'.repeat(64),
  'x'.repeat(65),
  'ü',
  '\u001b[31m',
  '__proto__',
  '\u202e',
  7,
];
/** Longer than a read, so that a line lies across several and the engine's memory grows. */
const LARGE = 1_300_000;

/** Draws a file for a subject: a few lines, right ones, ones with a wrong value, and ones that are no JSON or no text. */
export function drawInput(subject: Subject, draw: Draw): FuzzInput {
  const count = 1 + draw(MOST_LINES);
  const lines: Buffer[] = [];
  for (let index = 0; index < count; index += 1) lines.push(drawLine(subject, draw, lines));
  const joined = lines.flatMap((line, index) => [
    line,
    Buffer.from(index === count - 1 ? pick(TAILS, draw) : pick(ENDINGS, draw)),
  ]);
  const bytes = Buffer.concat([Buffer.from(pick(STARTS, draw)), ...joined]);
  const cuts = Array.from({ length: draw(MOST_CUTS) }, () => draw(bytes.length + 1));
  return { bytes, cuts: cuts.sort((a, b) => a - b) };
}

function drawLine(subject: Subject, draw: Draw, before: readonly Buffer[]): Buffer {
  const record = drawRecord(subject, draw);
  let text = draw(2) === 0 ? JSON.stringify(record) : jsonText(record, draw);
  if (subject.name.limits === 'large') text = text.replace('"', `${' '.repeat(draw(LARGE))}"`);
  for (let changes = pick([0, 0, 0, 1, 1, 2], draw); changes > 0; changes -= 1) {
    text = mutateText(text, draw);
  }
  let line = withoutNewlines(Buffer.from(text));
  if (draw(6) === 0) line = mutateBytes(line, draw);
  if (draw(12) === 0) line = splice(line, before.at(-1) ?? line, draw);
  return line;
}

function drawRecord(subject: Subject, draw: Draw): unknown {
  const recordId = draw(8) === 0 ? pick(IDS, draw) : `r-${draw(20)}`;
  const record = { recordId, modelInput: drawModelInput(subject, draw) };
  return draw(30) === 0 ? sample(mutantOf(record), draw) : record;
}

function drawModelInput({ family, plainShape }: Subject, draw: Draw): unknown {
  if (family === undefined) return sample(hostileJson, draw);
  const good = () => {
    if (draw(8) === 0) return family.example;
    const isPlain = plainShape !== undefined && draw(5) > 0;
    return tameValue(isPlain ? plainShape : shapeOfFamily(family), draw);
  };
  return draw(4) === 0 ? sample(mutantOf(good()), draw) : good();
}

function sample(arbitrary: fc.Arbitrary<unknown>, draw: Draw): unknown {
  return fc.sample(arbitrary, { seed: draw(2 ** 31), numRuns: 1 })[0];
}
