import { readFileSync } from 'node:fs';
import { crc32 } from 'node:zlib';
import { Interruption } from '../../../src/cli/session/interrupt.ts';
import type { Ended } from '../../cli/run-main.ts';
import type { S3TestServer } from '../../support/s3-test-server.ts';
import type { FaultKind } from './kinds/fault-kind.ts';
import { Place } from './place.ts';
import type { Scenario, Staged } from './scenario.ts';

/** One try: what goes wrong, where, and how often in a row. */
export interface Cell {
  readonly scenario: Scenario;
  readonly operation: string;
  readonly kind: FaultKind;
  readonly times: number;
  /** The server of S3; without one the emulator is that too. */
  readonly s3: S3TestServer | undefined;
}

/** What came of a try. */
export interface Tried {
  readonly cell: Cell;
  /** How often something went wrong. */
  readonly faults: number;
  readonly code: number;
  /** Code and message of the error, as printed; undefined where there was none. */
  readonly error?: { readonly code: string; readonly message: string } | undefined;
  readonly wrong: readonly string[];
}

/** Longer than any command takes that waits as long as it says, and shorter than for ever. */
const LONGEST_MILLISECONDS = 180_000;
const realTimeout = setTimeout;

/** Name of a cell: `upload UploadPart: stall, 4 in a row`. */
export function nameOf({ scenario, operation, kind, times, s3 }: Cell): string {
  const where = s3 === undefined ? '' : ' (radosgw)';
  return `${scenario.name} ${operation}: ${kind.name}, ${times} in a row${where}`;
}

/** Lets one thing go wrong, judges what is there, and then lets nothing go wrong and judges again. */
export async function tryCell(cell: Cell, seed: number): Promise<Tried> {
  await using place = await Place.open(cell.s3, cell.scenario.emulator);
  const staged = await cell.scenario.stage(place);
  const faults = inject(cell, place, seed);
  const ended = await endedOf(place, staged);
  const wrong = await wrongOf(ended, staged, cell);
  place.proxy.inject(() => undefined);
  const count = faults();
  const { code } = ended;
  const tried = { cell, faults: count, code, error: errorOf(ended) };
  if (count === 0) return { ...tried, wrong: [] };
  const again = await endedOf(place, staged);
  const wrongAgain = await wrongOf(again, staged);
  const repeat = again.code === 0 ? wrongAgain : [`it ends with ${again.code}: ${again.stderr}`];
  return { ...tried, wrong: [...wrong, ...repeat.map((text) => `repeated, ${text}`)] };
}

/** Sets the faults up, and gives what counts those that had something to make wrong. */
function inject(cell: Cell, { proxy }: Place, seed: number): () => number {
  const { operation, kind, times } = cell;
  const place = crc32(`${seed} ${nameOf(cell)}`) / 2 ** 32;
  let made = 0;
  let spared = 0;
  proxy.inject((request) => {
    if (request.operation !== operation || made === times) return undefined;
    const fault = kind.faultOf(request, { place, spared: () => (spared += 1) });
    if (fault !== undefined) made += 1;
    return fault;
  });
  return () => made - spared;
}

async function endedOf(place: Place, { argv }: Staged): Promise<Ended> {
  const controller = new AbortController();
  const timer = realTimeout(
    () => controller.abort(new Interruption('SIGINT')),
    LONGEST_MILLISECONDS,
  );
  try {
    return await place.call(argv, controller.signal);
  } finally {
    clearTimeout(timer);
  }
}

const ERROR = /^error {2}([A-Z][A-Z0-9_]+)\n((?: {2}\S.*\n?)+)/m;

function errorOf({ stderr }: Ended): Tried['error'] {
  const [, code, message = ''] = ERROR.exec(stderr) ?? [];
  return code === undefined
    ? undefined
    : { code, message: message.trim().replaceAll(/\n */g, ' ') };
}

const ERRORS = readFileSync(new URL('../../../docs/errors.md', import.meta.url), 'utf8');

/** Done and right, or, with a fault, not done, with an error that is documented and a status that says that the world failed. */
async function wrongOf(ended: Ended, staged: Staged, cell?: Cell): Promise<readonly string[]> {
  const anyway = await staged.wrongAnyway();
  const isDeceived = cell?.scenario.believesReplies === true && cell.kind.isLie === true;
  if (ended.code === 0 && isDeceived) return anyway;
  if (ended.code === 0) return [...anyway, ...(await staged.wrongWhenDone(ended, cell?.operation))];
  const error = errorOf(ended);
  if (ended.code === 3 && error !== undefined && ERRORS.includes(`## ${error.code}\n`))
    return anyway;
  return [...anyway, `it ends with ${ended.code}: ${ended.stderr}`];
}
