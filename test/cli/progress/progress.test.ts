import { PassThrough } from 'node:stream';
import { describe, expect, it, vi } from 'vitest';
import { LineProgress } from '../../../src/cli/progress/line-progress.ts';
import { makeProgress, withProgress } from '../../../src/cli/progress/make-progress.ts';
import { noProgress } from '../../../src/cli/progress/progress.ts';
import type { Reading } from '../../../src/cli/progress/reading.ts';
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

/** A run of which some is done. */
function reading(done: number, inProgress = 1): Reading {
  const measure = {
    ...{ done, total: 1_000, failed: 2, rate: 5, left: { low: 100, likely: 110, high: 130 } },
    statuses: [{ status: 'InProgress', jobs: inProgress }],
    cost: { low: 1, high: 2, isEstimated: true },
  };
  return { done, total: 1_000, unit: 'records', measure };
}

describe('LineProgress in a log of hours', () => {
  /** Lines of a log, and a clock that is turned. */
  function log() {
    const lines: string[] = [];
    const clock = { seconds: 0 };
    const now = () => ({ steady: clock.seconds * 1_000, wall: clock.seconds * 1_000 });
    const progress = new LineProgress((line) => lines.push(line), now);
    progress.begin('wait');
    return { lines, clock, progress };
  }

  it('writes a line that stands for itself, with its time', () => {
    const { lines, clock, progress } = log();
    clock.seconds = 3_600;

    progress.measure(reading(10));
    clock.seconds = 7_200;
    progress.end();

    expect(lines).toEqual([
      'wait      1970-01-01T01:00:00Z  10 of 1,000 records, 2 failed, 300/min, 100 s to 2 min left, 1 InProgress, about $1 to $2 so far',
      'wait      10 of 1,000 records, 2 failed, 1 InProgress, about $1 to $2 so far, 2 h',
    ]);
  });

  it('writes at once where jobs are elsewhere, and else seldom and seldomer', () => {
    const { lines, clock, progress } = log();

    for (; clock.seconds < 7 * 86_400; clock.seconds += 60) progress.measure(reading(10));
    const inAWeek = lines.length;
    progress.measure(reading(10, 2));

    expect(inAWeek).toBeLessThan(360);
    expect(inAWeek).toBeGreaterThan(300);
    expect(lines.slice(0, 4).map((line) => line.slice(21, 29))).toEqual([
      '00:00:00',
      '00:01:00',
      '00:03:00',
      '00:07:00',
    ]);
    expect(lines.at(-1)).toContain('2 InProgress');
  });

  it('says that it goes on after something else was said', () => {
    const { lines, progress } = log();

    progress.measure(reading(10));
    progress.note('no answer');
    progress.measure(reading(10));
    progress.note('no answer');

    expect(lines.map((line) => line.includes('no answer'))).toEqual([false, true, false, true]);
  });

  it('says nothing of a stage that counts until a minute has passed', () => {
    const { lines, clock, progress } = log();
    const counted: Reading = { done: 5, unit: 'records', rate: 5 };

    for (; clock.seconds < 100; clock.seconds += 1) progress.measure(counted);

    expect(lines).toEqual(['wait      1970-01-01T00:01:00Z  5 records, 300/min']);
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
  /** Progress on a terminal, and what is written to it. */
  async function onTerminal() {
    const stream = new PassThrough();
    const written: string[] = [];
    stream.on('data', (piece: Buffer) => written.push(piece.toString('utf8')));
    const still = () => true;
    const moves = { clearLine: still, cursorTo: still, moveCursor: still };
    Object.assign(stream, { isTTY: true, columns: 80, ...moves });
    return { progress: await SpinnerProgress.on(stream, false), written };
  }

  it('leaves a line for each stage that ended, and nothing of one that did not', async () => {
    const { progress, written } = await onTerminal();

    progress.begin('build');
    progress.update('3 records');
    progress.end();
    progress.begin('upload');
    progress.stop();
    progress.stop();

    expect(written.join('')).toMatch(/✔ build {5}3 records, \d+\.\d s\n/);
    expect(written.at(-1)).not.toContain('upload');
  });

  it('shows a bar in place, and leaves what the stage came to', async () => {
    const { progress, written } = await onTerminal();

    progress.begin('wait');
    progress.measure(reading(450));
    await vi.waitFor(() => expect(written.join('')).toContain('45 %'), { timeout: 30_000 });
    progress.end();

    const text = written.join('');
    expect(text).toContain(
      'wait      ██████░░░░░░░░░  45 %  450 of 1,000 records, 2 failed, 300/min,\n',
    );
    expect(text).toContain('\n            100 s to 2 min left, 1 InProgress, ');
    expect(text).toMatch(
      /✔ wait {6}450 of 1,000 records, 2 failed, 1 InProgress, about \$1 to \$2 so far,\n/,
    );
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
    tell({ stage: 'wait', step: 'progress', detail: 'no answer since noon' });

    expect(lines).toEqual([
      expect.stringMatching(/^upload {4}1\.5 MB of 3\.0 MB, /),
      'wait      no answer since noon',
    ]);
    expect(during).toContain('shards that are whole in S3 stay');
    expect(session.remains).toContain('the jobs run on and are billed');
  });
});
