import { devNull } from 'node:os';
import pLimit from 'p-limit';
import { PROGRAMS, startRadosgw } from '../../support/radosgw.ts';
import type { S3TestServer } from '../../support/s3-test-server.ts';
import { hasten } from '../hasten.ts';
import type { Torture, TortureOptions } from '../torture.ts';
import { type Cell, nameOf, type Tried, tryCell } from './cell.ts';
import { keepTries } from './kept-tries.ts';
import { allCells, shuffled } from './matrix.ts';
import { HASTE, STALL_HASTE } from './pace.ts';
import { removeSample } from './scenarios/index.ts';
import { renderTable } from './table.ts';

/** Tries side by side: they wait more than they work. */
const LANES = 6;
const EACH = 50;

/** Everything that goes wrong, at every operation, one and four in a row, against the emulator and radosgw. */
export const faults: Torture = {
  title:
    'what goes wrong between the command and AWS, at every operation, once and four times in a row',
  async run(options) {
    environ();
    const tried = [...(await against(undefined, options)), ...(await againstRadosgw(options))];
    await removeSample();
    if (options.render === true) await renderTable(await keepTries([]));
    const wrong = tried.flatMap((one) => (one.wrong.length === 0 ? [] : [paragraphOf(one)]));
    return { tried: tried.length, wrong };
  },
};

/** What the machine says of AWS is not asked. */
function environ(): void {
  for (const name of Object.keys(process.env))
    if (name.startsWith('AWS_')) delete process.env[name];
  Object.assign(process.env, {
    AWS_CONFIG_FILE: devNull,
    AWS_SHARED_CREDENTIALS_FILE: devNull,
    AWS_EC2_METADATA_DISABLED: 'true',
    AWS_REGION: 'us-east-1',
  });
}

async function againstRadosgw(options: TortureOptions): Promise<readonly Tried[]> {
  const server = await startRadosgw().catch((error: unknown) => {
    options.tell(`radosgw is left out (${PROGRAMS.join(', ')}): ${String(error)}`);
  });
  if (server === undefined) return [];
  try {
    return await against(server, options);
  } finally {
    await server.stop();
  }
}

async function against(
  s3: S3TestServer | undefined,
  { seed, only = '', most, tell }: TortureOptions,
): Promise<readonly Tried[]> {
  const { accessKeyId = 'test', secretAccessKey = 'test' } = s3 ?? {};
  Object.assign(process.env, {
    AWS_ACCESS_KEY_ID: accessKeyId,
    AWS_SECRET_ACCESS_KEY: secretAccessKey,
  });
  const cells = await hastily(false, () => allCells(s3, only));
  const chosen = shuffled(cells, seed)
    .filter((cell) => nameOf(cell).includes(only))
    .slice(0, most);
  tell(
    `${chosen.length} of ${cells.length} cells against ${s3 === undefined ? 'the emulator' : 'radosgw'}`,
  );
  const tried: Tried[] = [];
  const limit = pLimit(LANES);
  const tryOne = async (cell: Cell): Promise<void> => {
    const one = await tryCell(cell, seed);
    if (one.faults === 0) return;
    tried.push(one);
    if (one.wrong.length > 0) tell(`WRONG ${paragraphOf(one)}`);
    if (tried.length % EACH > 0) return;
    tell(`${tried.length} tried`);
    await keepTries(tried);
  };
  for (const stalls of [false, true]) {
    const some = chosen.filter(({ kind }) => (kind.name === 'stall') === stalls);
    await hastily(stalls, () => limit.map(some, tryOne));
  }
  await keepTries(tried);
  return tried;
}

async function hastily<T>(stalls: boolean, act: () => Promise<T>): Promise<T> {
  using _ = hasten(stalls ? STALL_HASTE : HASTE);
  return await act();
}

function paragraphOf({ cell, code, error, wrong }: Tried): string {
  return `${nameOf(cell)} (exit status ${code}${error === undefined ? '' : `, ${error.code}`}): ${wrong.join('; ')}`;
}
