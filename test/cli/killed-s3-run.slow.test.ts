import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { busyFirst } from '../support/busy-first.ts';
import { clientFor, TestBucket } from '../support/s3-test-server.ts';
import { useTemporaryFolder } from '../support/temporary-folder.ts';
import { useEmulator } from './with-emulator.ts';

const BIN = fileURLToPath(new URL('../../dist/cli/bin.js', import.meta.url));
const RECORDS = 40;
const folder = useTemporaryFolder();
const { asked, answer } = busyFirst((text) => text.endsWith('5'));
const bench = useEmulator({ quotas: { minRecordsPerJob: 1 }, answer });
const QUOTA = ['--quota', 'min-records-per-job=1'];
const ROLE = ['--role-arn', 'arn:aws:iam::123456789012:role/Batch', '--poll-seconds', '1'];

let calls = 0;

/** Calls the command with a folder for temporary files of its own, as another machine would, and kills it after so long, unless it has ended by then. */
async function called(argv: readonly string[], killAfter: number | undefined) {
  calls += 1;
  const tmp = join(folder.path, `tmp-${calls}`);
  await mkdir(tmp, { recursive: true });
  const child = spawn(process.execPath, [BIN, ...argv, '--endpoint-url', bench.emulator.endpoint], {
    stdio: 'ignore',
    env: { ...process.env, TMPDIR: tmp },
  });
  const timer =
    killAfter === undefined ? undefined : setTimeout(() => child.kill('SIGKILL'), killAfter);
  const [code] = (await once(child, 'exit')) as [number | null];
  clearTimeout(timer);
  return code;
}

describe('run and retry in S3, killed at any moment and called again', () => {
  it('make no job twice, ask no record more often than they say, and lose no outcome', async () => {
    const bucket = TestBucket.of(
      clientFor({ ...bench.emulator, ...bench.emulator.credentials }),
      'data',
    );
    const rows = join(folder.path, 'rows.csv');
    const titles = Array.from({ length: RECORDS }, (_, index) => `film ${index}`);
    await writeFile(rows, `title\n${titles.join('\n')}\n`);
    const kills = fc.array(fc.integer({ min: 400, max: 3000 }), { maxLength: 4 });
    await fc.assert(
      fc.asyncProperty(kills, kills, fc.uuid(), async (ofRun, ofRetry, id) => {
        asked.clear();
        const before = bench.emulator.jobs().length;
        const out = `s3://data/batch/${id}/`;
        const model = ['--model', 'amazon.titan-embed-text-v2:0', '--prompt', '{{title}}'];
        const build = [...model, '--name', id, ...QUOTA, '--quota', 'records-per-job=10'];
        const run = ['run', rows, ...build, '--out', out, ...ROLE, '--max-failed', '100'];
        const retry = ['retry', out, ...QUOTA, ...ROLE];

        for (const after of ofRun) await called(run, after);
        expect(await called(run, undefined)).toBe(0);
        for (const after of ofRetry) await called(retry, after);
        expect(await called(retry, undefined)).toBe(0);

        const results = await bench.call('results', out, '-o', 's3://data/outcomes.jsonl');
        expect(results.code).toBe(0);
        const text = (await bucket.read('outcomes.jsonl')).toString();
        const statuses = text.match(/"status":"succeeded"/g);
        expect(statuses).toHaveLength(RECORDS);
        expect(new Set(text.match(/"recordId":"\d+"/g)).size).toBe(RECORDS);
        expect(bench.emulator.jobs().length - before).toBe(5);
        expect(Math.max(...asked.values())).toBe(2);
        expect(await bucket.unfinished()).toEqual([]);
      }),
      { numRuns: 4 },
    );
  });
});
