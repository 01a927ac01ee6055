import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { createEmulator, type Emulator } from '../../../src/emulator/index.ts';
import { type Fault, type FaultProxy, startFaultProxy } from '../../support/fault-proxy.ts';
import { stubCredentials } from '../../support/stub-credentials.ts';
import { useTemporaryFolder } from '../../support/temporary-folder.ts';
import { runMain } from '../run-main.ts';

const folder = useTemporaryFolder();
const out = () => join(folder.path, 'out');
const source = () => join(folder.path, 'texts.csv');
const BUILD = ['--model', 'amazon.titan-embed-text-v2:0', '--prompt', '{{text}}'];
const TO = ['--to', 's3://data/batch/', '--role-arn', 'arn:aws:iam::123456789012:role/Batch'];

let emulator: Emulator;
let proxy: FaultProxy;

beforeEach(async () => {
  emulator = await createEmulator({ timeScale: 50 });
  await emulator.createBucket('data');
  proxy = await startFaultProxy(emulator.endpoint);
  stubCredentials(emulator);
  const lines = Array.from({ length: 300 }, (_, index) => `text ${index + 1}`);
  await writeFile(source(), `text\n${lines.join('\n')}\n`);
});
afterEach(async () => {
  vi.unstubAllEnvs();
  await proxy.stop();
  await emulator.close();
});

const call = (...argv: readonly string[]) => runMain([...argv, '--endpoint-url', proxy.endpoint]);

/** Builds and submits, and lets the job end before anybody looks at it: a look that comes too early waits for the next. */
async function submitted(): Promise<void> {
  const ended = [
    await runMain(['build', source(), ...BUILD, '--out', out()]),
    await call('upload', out(), ...TO.slice(0, 2)),
    await call('submit', out(), ...TO),
  ];
  expect(ended.map(({ code }) => code)).toEqual([0, 0, 0]);
  await emulator.advance(60_000);
}

const run = () => call('run', source(), ...BUILD, '--out', out(), ...TO);

async function savedState(): Promise<{ counts: object } | undefined> {
  return JSON.parse(await readFile(join(out(), 'runs/main/run.json'), 'utf8')).jobs[0].saved;
}

function failOutputLists(fault: Fault): void {
  proxy.inject(({ operation, query }) => {
    const isOfOutputs = query.get('prefix')?.includes('-output/') === true;
    return operation === 'ListObjects' && isOfOutputs ? fault : undefined;
  });
}

const PAGE = '<html><body>Sign in to the network</body></html>';

describe('run, where the list of outputs is no list', () => {
  it.each<readonly [string, Fault]>([
    ['empty with status 200', { answer: { type: 'application/xml', body: '' } }],
    ['a page of HTML with status 200', { answer: { type: 'text/html', body: PAGE } }],
    ['cut short, of matching length', { change: (body) => body.subarray(0, body.length / 2) }],
  ])('ends with 3, keeps nothing, and goes on once it is one: %s', async (_name, fault) => {
    await submitted();
    failOutputLists(fault);
    const unclear = await run();
    const saved = await savedState();
    proxy.inject(() => undefined);
    const clear = await run();

    expect(unclear.code).toBe(3);
    expect(unclear.stderr).toContain('S3_REPLY_UNCLEAR');
    expect(saved).toBeUndefined();
    expect(clear.code).toBe(0);
    expect(await savedState()).toMatchObject({ counts: { succeeded: 300, missing: 0 } });
  });
});
