import { isDeepStrictEqual } from 'node:util';
import { reporters } from '../../src/cli/reporters/index.ts';
import { isObject, type Report } from '../../src/core/index.ts';
import {
  ACCEPTED,
  findSyntaxFault,
  JsonSyntax,
  lineOf,
  locatePath,
  type Verdicts,
} from '../../src/engine/index.ts';
import { LineRereader } from '../../src/validators/reading/line-rereader.ts';
import { PackedSpan } from '../../src/validators/reading/packed-span.ts';
import { SpareBuffers } from '../../src/validators/reading/spare-buffers.ts';
import { cutAt } from '../../test/support/byte-chunks.ts';
import { canGoOn } from './continuation.ts';
import type { FuzzInput } from './draw-input.ts';
import { type FuzzLine, linesOf, parsed } from './lines.ts';
import { pathsIn } from './paths.ts';
import { blocksOf, type Subject } from './subjects.ts';

/** What is said of lines that are no JSON, and only of them. */
const REFUSALS: ReadonlySet<string> = new Set([
  'JSONL_SYNTAX',
  'JSONL_NOT_UTF8',
  'JSONL_NUL_BYTE',
  'JSONL_BLANK_LINE',
]);

/** Whatever may steer a terminal or change what a reader sees; newlines are the reporters' own. */
const UNSAFE =
  // oxlint-disable-next-line no-control-regex -- control characters are exactly what is looked for
  /[\u0000-\u0009\u000b-\u001f\u007f-\u009f\u061c\u200b\u200e\u200f\u2028-\u202e\u2066-\u2069\ufeff]/u;

/** Long lines cost these checks their square, and short ones find the same. */
const LONGEST_LOOKED_INTO = 5000;
const LONGEST_WORD = 8;

/** An input with what everybody says of it, looked up once. */
interface Looked {
  readonly subject: Subject;
  readonly input: FuzzInput;
  readonly lines: readonly FuzzLine[];
  readonly accepted: ReadonlyMap<number, string>;
  readonly plain: Report;
}

/** What was wrong with an input, and how much of it was accepted. */
export interface Verdict {
  readonly wrong: string | undefined;
  readonly lines: number;
  readonly accepted: number;
}

/** Puts an input to every question there is; the first answer that is wrong is given, in words. */
export function judge(subject: Subject, input: FuzzInput): Verdict {
  let counts = { lines: 0, accepted: 0 };
  try {
    const lines = linesOf(input.bytes);
    const accepted = acceptedBy(subject, input);
    counts = { lines: lines.length, accepted: accepted.size };
    const plain = subject.validate(blocksOf(subject.plainEngine(), [input.bytes]));
    const looked: Looked = { subject, input, lines, accepted, plain };
    for (const oracle of ORACLES) {
      const wrong = oracle(looked);
      if (wrong !== undefined) return { wrong, ...counts };
    }
    return { wrong: undefined, ...counts };
  } catch (error) {
    const text = error instanceof Error ? `${error.name}: ${error.message}` : String(error);
    return { wrong: `something is thrown: ${text}`, ...counts };
  }
}

/** The lines that the fast engine accepts, 0-based, with the recordId that it found. */
function acceptedBy(subject: Subject, { bytes, cuts }: FuzzInput): ReadonlyMap<number, string> {
  const accepted = new Map<number, string>();
  let before = 0;
  for (const block of blocksOf(subject.fastEngine(), cutAt(bytes, cuts))) {
    for (let index = 0; index < block.count; index += 1) {
      if (block.verdict[index] !== ACCEPTED) continue;
      const id = block.bytes.subarray(block.idStart[index], block.idEnd[index]);
      accepted.set(before + index, Buffer.from(id).toString('latin1'));
      if (lineOf(block, index).length === 0) throw new Error('An accepted line is empty');
    }
    before += block.count;
  }
  return accepted;
}

type Oracle = (looked: Looked) => string | undefined;

const enginesAgree: Oracle = ({ subject, input, plain }) => {
  const fast = subject.validate(blocksOf(subject.fastEngine(), cutAt(input.bytes, input.cuts)));
  if (isDeepStrictEqual(fast, plain)) return undefined;
  return `the engines lead to different reports: ${differenceOf(fast, plain)}`;
};

/** What a worker thread gives: verdicts alone, and whoever wants to see a line reads it again. */
const threadsAgree: Oracle = ({ subject, input, plain }) => {
  const packed = new PackedSpan(new SpareBuffers());
  for (const block of blocksOf(subject.fastEngine(), cutAt(input.bytes, input.cuts)))
    if (!packed.add(block)) return undefined;
  const again = subject.validate(rereadBlocks(packed, input.bytes));
  if (isDeepStrictEqual(again, plain)) return undefined;
  return `verdicts without their lines lead to another report: ${differenceOf(again, plain)}`;
};

function* rereadBlocks({ packs }: PackedSpan, bytes: Uint8Array): Generator<Verdicts> {
  const readAt = (into: Uint8Array, position: number): number => {
    const piece = bytes.subarray(position, position + into.length);
    into.set(piece);
    return piece.length;
  };
  const rereader = new LineRereader({ readAt });
  for (const pack of packs) yield* rereader.blocksOf(pack);
}

function differenceOf(fast: Report, plain: Report): string {
  const texts = (report: Report) => report.diagnostics.map((one) => JSON.stringify(one));
  const [fastTexts, plainTexts] = [texts(fast), texts(plain)];
  const onlyFast = fastTexts.find((text) => !plainTexts.includes(text));
  const onlyPlain = plainTexts.find((text) => !fastTexts.includes(text));
  return `fast ${onlyFast ?? `${fast.records} records`}, plain ${onlyPlain ?? `${plain.records} records`}`;
}

const acceptedIsRight: Oracle = ({ subject, lines, accepted }) => {
  for (const [index, recordId] of accepted) {
    const record = lines[index]?.json?.value;
    if (!isObject(record)) return `line ${index + 1} is accepted, but no JSON object`;
    if (record['recordId'] !== recordId)
      return `line ${index + 1} has another id than the engine says`;
    if (Object.keys(record).sort().join() !== 'modelInput,recordId')
      return `line ${index + 1} is accepted, but no record`;
    if (!isObject(record['modelInput']))
      return `line ${index + 1} is accepted without a model input`;
    const [finding] = subject.explain?.(record['modelInput']) ?? [];
    if (finding !== undefined)
      return `line ${index + 1} is accepted, but ${finding.code} at ${finding.path.join('.')}`;
  }
  return undefined;
};

const jsonIsWhatJsonParseTakes: Oracle = ({ subject, lines, plain, accepted }) => {
  for (const [index, line] of lines.entries()) {
    if (line.bytes.length > subject.maxLineBytes - 3) continue;
    const found = plain.diagnostics.filter(({ location }) => location.line === index + 1);
    const refusal = found.find(({ code }) => REFUSALS.has(code));
    if (line.json !== undefined && refusal !== undefined)
      return `JSON.parse takes line ${index + 1}, but ${refusal.code}: ${refusal.message}`;
    if (line.json === undefined && refusal === undefined)
      return `JSON.parse refuses line ${index + 1}, and nothing is said of it`;
    if (line.json === undefined && accepted.has(index)) return `line ${index + 1} is accepted`;
  }
  return undefined;
};

const faultIsTheFirstBadByte: Oracle = ({ lines }) => {
  for (const [index, { bytes, json, ...line }] of lines.entries()) {
    const fault = findSyntaxFault(bytes);
    if (fault === undefined && line.isUtf8 && json === undefined)
      return `the scanner takes line ${index + 1}, JSON.parse does not`;
    if (fault === undefined) continue;
    if (json !== undefined) return `the scanner refuses line ${index + 1}, JSON.parse does not`;
    if (!(fault.offset >= 0 && fault.offset <= bytes.length))
      return `the fault of line ${index + 1} lies outside of it`;
    if (!line.isUtf8 || bytes.length > LONGEST_LOOKED_INTO) continue;
    const wrong = faultPlaceWrong(bytes, fault.offset);
    if (wrong !== undefined) return `line ${index + 1}: ${wrong}`;
  }
  return undefined;
};

function faultPlaceWrong(bytes: Buffer, offset: number): string | undefined {
  const before = bytes.subarray(0, offset).toString('utf8');
  if (!canGoOn(before)) return `no JSON begins with what stands before byte ${offset}`;
  const behind = bytes.subarray(offset, offset + LONGEST_WORD).toString('utf8');
  const [letter] = behind;
  if (letter === undefined || !canGoOn(before + letter) || isMisspeltLiteral(behind))
    return undefined;
  return `byte ${offset} is said to be wrong, and JSON can go on with it`;
}

/** A word that only begins like a literal is wrong as a whole, from its first letter on. */
function isMisspeltLiteral(text: string): boolean {
  return /^(?!true|false|null)[tfn]./su.test(text);
}

const faultIsTheSameHoweverCut: Oracle = ({ input, lines }) => {
  for (const [index, { bytes }] of lines.entries()) {
    const syntax = new JsonSyntax();
    for (const piece of cutAt(bytes, input.cuts)) syntax.push(piece);
    if (!isDeepStrictEqual(syntax.finish(), findSyntaxFault(bytes)))
      return `the fault of line ${index + 1} depends on how it is cut`;
  }
  return undefined;
};

const pathsLeadToTheirValues: Oracle = ({ lines }) => {
  for (const [index, { bytes, json }] of lines.entries()) {
    if (bytes.length > LONGEST_LOOKED_INTO) continue;
    for (const { path, value } of pathsIn(json?.value)) {
      const found = locatePath(bytes, path);
      const where = `path ${JSON.stringify(path)} in line ${index + 1}`;
      if (found === undefined && json !== undefined) return `${where} is not found`;
      if (found === undefined) continue;
      if (!(found.start >= 0 && found.start <= found.end && found.end <= bytes.length))
        return `${where} lies outside of it`;
      if (json === undefined) continue;
      const there = parsed(bytes.subarray(found.start, found.end).toString('utf8'));
      if (!isDeepStrictEqual(there?.value, value)) return `${where} is another value`;
    }
  }
  return undefined;
};

const nothingIsPrintedRaw: Oracle = ({ plain }) => {
  for (const [name, reporter] of Object.entries(reporters)) {
    const text = reporter(plain, { color: false });
    const [raw] = UNSAFE.exec(text) ?? [];
    if (raw !== undefined)
      return `reporter ${name} prints U+${raw.codePointAt(0)?.toString(16)} raw`;
  }
  return undefined;
};

const ORACLES: readonly Oracle[] = [
  acceptedIsRight,
  enginesAgree,
  threadsAgree,
  jsonIsWhatJsonParseTakes,
  faultIsTheFirstBadByte,
  faultIsTheSameHoweverCut,
  pathsLeadToTheirValues,
  nothingIsPrintedRaw,
];
