import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { CreateBucketCommand, S3Client } from '@aws-sdk/client-s3';
import { clientConfigFor } from '../../../src/emulator/client-config.ts';
import { type Draw, drawFrom } from '../../engine/support/json-texts.ts';
import { type Started, startCommand } from '../kills/command.ts';
import { startKillProxy } from '../kills/kill-proxy.ts';
import { type Left, whatIsLeft } from '../kills/what-is-left.ts';
import { savedOutcomes, whatIsWrong } from '../kills/what-is-wrong.ts';
import { makeFolders, type WorkPlace } from '../kills/work-place.ts';
import { RACED, RUN } from './race.ts';

/** What came of many runs whose emulator was killed and started again. */
export interface RestartsEnd {
  readonly rounds: number;
  /** How often the run had to be repeated in all. */
  readonly repeats: number;
  readonly wrong: readonly string[];
}

/** Longest that the emulator is gone. */
const MOST_MILLISECONDS = 1500;
const MOST_REPEATS = 3;
const SIGNED = {
  region: 'us-east-1',
  credentials: { accessKeyId: 'test', secretAccessKey: 'test' },
};

/** Kills the emulator at a request of a run, before it has it or once it acted, and starts it again over what it kept. */
export async function runRestarts(
  rounds: number,
  seed: number,
  onRound: (text: string) => void = () => undefined,
): Promise<RestartsEnd> {
  const draw = drawFrom(seed);
  const { left, requests } = await withRestart(undefined, undefined);
  const wrong: string[] = [];
  let repeats = 0;
  for (let round = 0; round < rounds; round += 1) {
    const restart = drawRestart(draw, requests);
    const end = await withRestart(restart, left);
    repeats += end.repeats;
    const { request, when, milliseconds } = restart;
    const text = `the emulator is killed ${when} it acted on request ${request} of ${requests}, for ${milliseconds} ms`;
    const found = end.wrong.join('; ');
    if (found !== '') wrong.push(`${text}: ${found}`);
    onRound(`${text}: ${found || 'right'}`);
  }
  return { rounds, repeats, wrong };
}

interface Restart {
  readonly request: number;
  readonly when: 'before' | 'after';
  /** How long it is gone. */
  readonly milliseconds: number;
}

function drawRestart(draw: Draw, requests: number): Restart {
  return {
    request: 1 + draw(requests),
    when: draw(2) === 0 ? 'before' : 'after',
    milliseconds: draw(MOST_MILLISECONDS),
  };
}

/** @param whole What a run leaves whose emulator was not killed; undefined where this is the one. */
async function withRestart(restart: Restart | undefined, whole: Left | undefined) {
  const place = await openRestartable();
  try {
    const restarted = place.armFor(restart);
    let repeats = 0;
    const wrong: string[] = [];
    for (;;) {
      const { code, stderr } = await startCommand(RUN, place).ended;
      if (code === 0) break;
      if (code !== 3) wrong.push(`run ended with ${code}: ${stderr.trim()}`);
      repeats += 1;
      if (repeats > MOST_REPEATS) wrong.push(`run does not end: ${stderr.trim()}`);
      if (wrong.length > 0) break;
      // whoever repeats it at once may be done with all repeats before there is an emulator again
      await restarted();
    }
    const requests = place.proxy.count;
    await restarted();
    const left = await whatIsLeft(place);
    const outcomes = await savedOutcomes(join(place.folder, 'out/runs/main/outcomes'));
    wrong.push(...(await whatIsWrong(RACED, place, [outcomes], whole ?? left)));
    return { left, requests, repeats, wrong };
  } finally {
    await place.close();
  }
}

/** An emulator in a process of its own, which keeps what it has in a folder. */
async function openRestartable() {
  const { remove, ...folders } = await makeFolders(RACED);
  const data = join(folders.folder, '../emulator');
  const start = () => startEmulator({ ...folders, endpoint: '' }, data);
  let running = await start();
  const proxy = await startKillProxy(() => running.endpoint);
  const place: WorkPlace = {
    ...{ ...folders, proxy, endpoint: proxy.endpoint },
    get clientConfig() {
      return clientConfigFor({ endpoint: running.endpoint, ...SIGNED });
    },
    // what the emulator answers by itself
    answerTo: (prompt) => prompt,
    close: async () => {
      running.child.kill('SIGTERM');
      await running.ended;
      await proxy.stop();
      await remove();
    },
  };
  const s3 = new S3Client(place.clientConfig);
  await s3.send(new CreateBucketCommand({ Bucket: 'data' }));
  s3.destroy();
  /** Gives what waits for the restart; a run may end before it. */
  const armFor = (restart: Restart | undefined) => {
    let restarting = Promise.resolve();
    proxy.arm(restart, () => {
      running.child.kill('SIGKILL');
      restarting = running.ended.then(async () => {
        await sleep(restart?.milliseconds);
        running = await start();
        proxy.arm(undefined, () => undefined);
      });
    });
    return () => restarting;
  };
  return Object.assign(place, { armFor });
}

interface EmulatorProcess extends Started {
  readonly endpoint: string;
}

async function startEmulator(
  place: Parameters<typeof startCommand>[1],
  data: string,
): Promise<EmulatorProcess> {
  const argv = ['emulator', '--data', data, '--json', '--quota', 'min-records-per-job=1'];
  const started = startCommand(argv, place);
  const said = await new Promise<string>((resolve, reject) => {
    let text = '';
    started.child.stdout?.on('data', (piece: string) => {
      text += piece;
      if (text.trimEnd().endsWith('}')) resolve(text);
    });
    void started.ended.then(({ stderr }) => reject(new Error(`No emulator: ${stderr}`)));
  });
  const { endpoint } = JSON.parse(said) as { readonly endpoint: string };
  return { ...started, endpoint };
}
