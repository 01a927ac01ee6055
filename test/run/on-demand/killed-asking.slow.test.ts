import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, it, onTestFinished } from 'vitest';
import { createEmulator } from '../../../src/emulator/index.ts';
import { useTemporaryFolder } from '../../support/temporary-folder.ts';

const folder = useTemporaryFolder();
const ASK = fileURLToPath(new URL('../../../src/run/on-demand/ask-on-demand.ts', import.meta.url));

const RECORDS = 20;
const AT_A_TIME = 3;

/** A program that asks all records, in a process of its own. */
const PROGRAM = `
const { askOnDemand } = await import(process.argv[1]);
const [, , out, endpoint] = process.argv;
const records = Array.from({ length: ${RECORDS} }, (_, at) => ({
  recordId: String(at),
  modelInput: { inputText: String(at) },
}));
const report = await askOnDemand(records, {
  model: 'amazon.titan-embed-text-v2:0',
  ...{ out, endpoint, region: 'us-east-1', concurrency: ${AT_A_TIME} },
});
process.stdout.write(JSON.stringify(report));
`;

describe('askOnDemand in a process that is killed', () => {
  it('asks no record again that was answered, and twice no more than were under way', async () => {
    const asked = new Map<string, number>();
    let onAsked = (): void => undefined;
    const emulator = await createEmulator({
      timeScale: 0,
      answer: ({ modelInput }) => {
        const text = String(modelInput['inputText']);
        asked.set(text, (asked.get(text) ?? 0) + 1);
        onAsked();
        return undefined;
      },
    });
    onTestFinished(() => emulator.close());
    const begin = () =>
      spawn(
        process.execPath,
        [
          ...['--import', 'tsx', '--input-type=module', '-e', PROGRAM],
          ...[ASK, join(folder.path, 'out'), emulator.endpoint],
        ],
        {
          env: { ...process.env, AWS_ACCESS_KEY_ID: 'test', AWS_SECRET_ACCESS_KEY: 'test' },
          stdio: ['ignore', 'pipe', 'inherit'],
        },
      );

    for (const most of [1, 8, 15]) {
      const killed = begin();
      onAsked = () => {
        if (asked.size >= most) killed.kill('SIGKILL');
      };
      await once(killed, 'exit');
    }
    onAsked = () => undefined;
    const last = begin();
    const pieces: Buffer[] = [];
    last.stdout.on('data', (piece: Buffer) => pieces.push(piece));
    await once(last, 'close');

    const report = JSON.parse(Buffer.concat(pieces).toString()) as object;
    expect(report).toMatchObject({ records: RECORDS, answered: RECORDS, failed: 0 });
    expect(asked.size).toBe(RECORDS);
    const again = [...asked.values()].reduce((sum, times) => sum + times - 1, 0);
    expect(again).toBeLessThanOrEqual(3 * AT_A_TIME);
  });
});
