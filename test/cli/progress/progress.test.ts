import { PassThrough } from 'node:stream';
import { describe, expect, it } from 'vitest';
import { LineProgress } from '../../../src/cli/progress/line-progress.ts';
import { makeProgress, withProgress } from '../../../src/cli/progress/make-progress.ts';
import { noProgress } from '../../../src/cli/progress/progress.ts';
import { RunNarrator } from '../../../src/cli/progress/run-narrator.ts';
import { SpinnerProgress } from '../../../src/cli/progress/spinner-progress.ts';
import { Session, type Terminal } from '../../../src/cli/session/session.ts';

/** A session whose stderr is a terminal or not. */
function sessionWith(
  env: Readonly<Record<string, string>>,
  isTTY: boolean,
  columns?: number,
): Session {
  const still = () => true;
  const stderr = Object.assign(new PassThrough(), {
    isTTY,
    ...(columns !== undefined && { columns }),
    ...{ clearLine: still, cursorTo: still, moveCursor: still },
  }) as unknown as Terminal;
  return new Session({ stdin: [] as never, stdout: stderr, stderr, env });
}

describe('LineProgress', () => {
  it('writes a line when a stage has ended, with what it came to', () => {
    const lines: string[] = [];
    const progress = new LineProgress((line) => lines.push(line));

    progress.begin('build');
    progress.update('1 record');
    progress.update('2 records');
    progress.end();
    progress.begin('upload');
    progress.end();
    progress.stop();

    expect(lines).toEqual([
      expect.stringMatching(/^build {5}2 records, \d+\.\d s$/),
      expect.stringMatching(/^upload {4}\d+\.\d s$/),
    ]);
  });

  it('writes a note at once, but not twice', () => {
    const lines: string[] = [];
    const progress = new LineProgress((line) => lines.push(line));

    progress.begin('wait');
    for (const text of ['Submitted', 'Submitted', 'InProgress']) progress.note(text);

    expect(lines).toEqual(['wait      Submitted', 'wait      InProgress']);
  });
});

describe('makeProgress()', () => {
  it('spins on a terminal only, and not in CI', async () => {
    expect(await makeProgress(sessionWith({}, true))).toBeInstanceOf(SpinnerProgress);
    expect(await makeProgress(sessionWith({ CI: 'true' }, true))).toBeInstanceOf(LineProgress);
    expect(await makeProgress(sessionWith({ TERM: 'dumb' }, true))).toBeInstanceOf(LineProgress);
    expect(await makeProgress(sessionWith({}, false))).toBeInstanceOf(LineProgress);
    expect(await makeProgress(sessionWith({}, true, 0))).toBeInstanceOf(LineProgress);
  });

  it('shows nothing with --quiet', async () => {
    const session = sessionWith({}, true);
    session.begin({ quiet: true });

    expect(await makeProgress(session)).toBe(noProgress);
  });
});

describe('SpinnerProgress', () => {
  it('leaves a line for each stage that ended, and nothing of one that did not', async () => {
    const stream = new PassThrough();
    const written: string[] = [];
    stream.on('data', (piece: Buffer) => written.push(piece.toString('utf8')));
    const still = () => true;
    Object.assign(stream, { isTTY: true, clearLine: still, cursorTo: still, moveCursor: still });
    const progress = await SpinnerProgress.on(stream, false);

    progress.begin('build');
    progress.update('3 records');
    progress.end();
    progress.begin('upload');
    progress.stop();
    progress.stop();

    expect(written.join('')).toMatch(/✔ build {5}3 records, \d+\.\d s\n/);
    expect(written.at(-1)).not.toContain('upload');
  });
});

describe('withProgress()', () => {
  it('puts the progress away, also after a failure', async () => {
    const failure = new Error('enough');

    await expect(
      withProgress(sessionWith({}, true), async (progress) => {
        progress.begin('build');
        throw failure;
      }),
    ).rejects.toBe(failure);
  });
});

describe('RunNarrator', () => {
  it('shows amounts in their units, and keeps in mind what an interruption would leave', () => {
    const lines: string[] = [];
    const session = sessionWith({}, false);
    const { tell } = new RunNarrator(new LineProgress((line) => lines.push(line)), session);

    tell({ stage: 'upload', step: 'begin' });
    tell({ stage: 'upload', step: 'progress', done: 1_500_000, total: 3_000_000, unit: 'bytes' });
    const during = session.remains;
    tell({ stage: 'upload', step: 'end' });
    tell({ stage: 'wait', step: 'begin' });
    tell({
      stage: 'wait',
      step: 'progress',
      done: 10,
      total: 1200,
      unit: 'records',
      detail: '0 of 1 jobs ended',
    });

    expect(lines).toEqual([
      expect.stringMatching(/^upload {4}1\.5 MB of 3\.0 MB, /),
      'wait      10 of 1,200 records, 0 of 1 jobs ended',
    ]);
    expect(during).toContain('shards that are whole in S3 stay');
    expect(session.remains).toContain('the jobs run on and are billed');
  });
});
