import {
  ACCEPTED,
  type Acceptance,
  type LineEngine,
  SimdLineEngine,
} from '../../src/engine/index.ts';

/** A line as an engine gave it. */
export interface JudgedLine {
  readonly bytes: Uint8Array;
  readonly offset: number;
  readonly verdict: number;
  readonly recordId: string;
}

/** The engine, which every runtime that the tests run on has. */
export function simdEngine(acceptance: Acceptance): SimdLineEngine {
  const engine = SimdLineEngine.create(acceptance);
  if (engine === undefined) throw new Error('The runtime has no SIMD, or the shape is too large');
  return engine;
}

/** Puts pieces of bytes through an engine, as far as it has room for them at once, and copies out what it gives. */
export function judged(engine: LineEngine, pieces: Iterable<Uint8Array>): JudgedLine[] {
  const lines: JudgedLine[] = [];
  const take = ({ bytes, ends, count, ...said }: ReturnType<LineEngine['finish']>) => {
    for (let index = 0; index < count; index += 1) {
      const id = bytes.subarray(said.idStart[index], said.idEnd[index]);
      lines.push({
        bytes: Uint8Array.from(bytes.subarray(ends[index - 1] ?? 0, ends[index])),
        offset: said.offsets[index] ?? -1,
        verdict: said.verdict[index] ?? -1,
        recordId: Buffer.from(id).toString('latin1'),
      });
    }
  };
  for (const piece of pieces) {
    for (let from = 0; from < piece.length; ) {
      const room = engine.room(piece.length - from);
      room.set(piece.subarray(from, from + room.length));
      take(engine.push(Math.min(room.length, piece.length - from)));
      from += room.length;
    }
  }
  take(engine.finish());
  return lines;
}

/** What an engine says of one line of text. */
export function judgeText(engine: SimdLineEngine, text: string | Uint8Array): JudgedLine {
  engine.restart();
  const [line] = judged(engine, [Buffer.concat([Buffer.from(text), Buffer.from('\n')])]);
  if (line === undefined) throw new Error('There is no line');
  return line;
}

export function isAccepted(engine: SimdLineEngine, text: string | Uint8Array): boolean {
  return judgeText(engine, text).verdict === ACCEPTED;
}
