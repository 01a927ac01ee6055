// @ts-check
import { parseArgs } from 'node:util';
import { ACCEPTED, findSyntaxFault, SimdLineEngine } from '../src/engine/index.ts';
import { explainModelInput, families, plainFormOf } from '../src/models/index.ts';
import { damaged, drawFrom, jsonText } from '../test/engine/support/json-texts.ts';
import { tameValue } from '../test/engine/support/tame-value.ts';

/**
 * Feeds the engine with bytes, most of them nearly right: `npm run fuzz -- --seconds 60 [--seed 1]`.
 *
 * Fails where it accepts what JSON.parse, the schema or a rule refuses, where the scanner that explains disagrees with JSON.parse, or where
 * anything throws. The seed that is printed gives the same lines again.
 */
const RECORD_BYTES = 100_000;
const LINES_A_ROUND = 200;
/** A byte in so many is changed where a line is damaged as bytes. */
const ONE_BYTE_IN = 60;

/** @typedef {import('../test/engine/support/json-texts.ts').Draw} Draw */

/** @param {Uint8Array} bytes @param {Draw} draw @returns {Uint8Array} */
function flip(bytes, draw) {
  const changed = Uint8Array.from(bytes);
  for (let at = draw(ONE_BYTE_IN); at < changed.length; at += 1 + draw(ONE_BYTE_IN)) {
    changed[at] = draw(256);
  }
  return changed.map((byte) => (byte === 10 ? 32 : byte));
}

/** @param {Uint8Array} line @returns {{ readonly value: any } | undefined} What JSON.parse makes of it. */
function parsed(line) {
  try {
    return {
      value: JSON.parse(new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(line)),
    };
  } catch {
    return undefined;
  }
}

/** @param {import('../src/models/index.ts').ModelFamily} family */
function subject(family) {
  const form = plainFormOf(family, undefined);
  const engine =
    form && SimdLineEngine.create({ modelInput: form.shape, recordBytes: RECORD_BYTES });
  if (form === undefined || engine === undefined) return [];
  return [{ family, shape: form.shape, engine }];
}

/** @param {ReturnType<typeof subject>[number]} of @param {Draw} draw @returns {Uint8Array} */
function drawLine({ shape }, draw) {
  const record = { recordId: `r-${draw(99)}`, modelInput: tameValue(shape, draw) };
  const text = jsonText(record, draw);
  const line = Buffer.from(draw(3) === 0 ? damaged(text, draw) : text);
  return draw(3) === 0 ? flip(line, draw) : line;
}

/** @param {Uint8Array} line @param {boolean} accepted @param {import('../src/models/index.ts').ModelFamily} family */
function wrongWith(line, accepted, family) {
  const json = parsed(line);
  if (accepted && json === undefined) return 'accepted, but no JSON';
  const isText = Buffer.from(line).equals(Buffer.from(Buffer.from(line).toString('utf8')));
  if (isText && (findSyntaxFault(line) === undefined) !== (json !== undefined)) {
    return 'the scanner that explains disagrees with JSON.parse';
  }
  if (!accepted || json === undefined) return undefined;
  if (Object.keys(json.value).sort().join() !== 'modelInput,recordId')
    return 'accepted, but no record';
  const [finding] = explainModelInput(family, json.value.modelInput);
  return finding && `accepted, but ${finding.code} at ${finding.path.join('.')}`;
}

/** @param {ReturnType<typeof subject>[number]} of @param {number} seed @returns {number} How many were accepted. */
function round(of, seed) {
  const draw = drawFrom(seed);
  const lines = Array.from({ length: LINES_A_ROUND }, () => drawLine(of, draw));
  const { engine, family } = of;
  engine.restart();
  const bytes = Buffer.concat(lines.flatMap((line) => [line, Buffer.from('\n')]));
  engine.room(bytes.length).set(bytes);
  const { verdict, count } = engine.push(bytes.length);
  if (count !== lines.length) throw new Error(`${family.name}, seed ${seed}: ${count} lines`);
  const said = [...verdict.subarray(0, count)];
  for (const [index, line] of lines.entries()) {
    const wrong = wrongWith(line, said[index] === ACCEPTED, family);
    if (wrong === undefined) continue;
    throw new Error(
      `${family.name}, seed ${seed}, line ${index + 1}: ${wrong}\n${JSON.stringify(Buffer.from(line).toString())}`,
    );
  }
  return said.filter((verdict) => verdict === ACCEPTED).length;
}

const { values: options } = parseArgs({
  options: { seconds: { type: 'string', default: '60' }, seed: { type: 'string', default: '1' } },
});
const subjects = families.flatMap(subject);
const end = performance.now() + Number(options.seconds) * 1000;
let seed = Number(options.seed);
let lines = 0;
let accepted = 0;
for (; performance.now() < end; seed += 1) {
  for (const of of subjects) {
    accepted += round(of, seed);
    lines += LINES_A_ROUND;
  }
}
const share = Math.round((100 * accepted) / lines);
console.log(
  `${lines} lines, seeds ${options.seed} to ${seed - 1}: ${share} % accepted, none wrongly`,
);
