import { mkdirSync } from 'node:fs';
import path from 'node:path';
import { setTimeout } from 'node:timers/promises';
import { GetObjectCommand, PutObjectCommand, S3Client } from '@aws-sdk/client-s3';
import { describe, expect, it } from 'vitest';
import { createEmulator, type Emulator } from '../../src/emulator/index.ts';
import { isEnded } from '../../src/jobs/index.ts';
import { type Definition, MODEL, Synthesised, usualProps } from '../cdk/synthesised.ts';
import { fetchInterpreter, type Interpretation, interpret } from '../support/asl-interpreter.ts';
import { bundleExample } from './lambda-house.ts';
import { emulatorEnvironment, WorkFolder } from './run-program.ts';

const OUT = 's3://data/batch/films';
const FILMS = 600;
const INPUT = {
  ...{ out: OUT, source: 's3://data/films/', partitions: 3, model: MODEL, prompt: '{{title}}' },
  quotas: { recordsPerJob: 200, recordsPerFile: 100 },
};
const HANDLERS = {
  ...{ Plan: 'plan', Partition: 'partition', Seal: 'seal', Advance: 'advance' },
  ...{ Collect: 'collect', Finish: 'finish', Listen: 'listen', Wake: 'wake' },
};
const NO_INTERPRETER = fetchInterpreter();

const titlesIn = (count: number) =>
  Array.from({ length: count }, (_, row) => `{"title":"Film ${row}"}\n`).join('');

/** S3 and Bedrock with films in a bucket, and room for two jobs at a time. */
class Place {
  readonly emulator: Emulator;
  readonly #s3: S3Client;

  private constructor(emulator: Emulator) {
    this.emulator = emulator;
    this.#s3 = new S3Client(emulator.clientConfig);
  }

  static async open(): Promise<Place> {
    // a job takes two seconds or so, and a turn less
    const emulator = await createEmulator({ timeScale: 1_800, quotas: { concurrentJobs: 2 } });
    await emulator.createBucket('data');
    const place = new Place(emulator);
    const Body = titlesIn(FILMS);
    await place.#s3.send(new PutObjectCommand({ Bucket: 'data', Key: 'films/a.jsonl', Body }));
    return place;
  }

  async lines(key: string): Promise<readonly string[]> {
    const { Body } = await this.#s3.send(new GetObjectCommand({ Bucket: 'data', Key: key }));
    return ((await Body?.transformToString()) ?? '').trimEnd().split('\n');
  }

  async [Symbol.asyncDispose](): Promise<void> {
    this.#s3.destroy();
    await this.emulator.close();
  }
}

/** What is run of the workflow, and where. */
interface Run extends Pick<Interpretation, 'input' | 'ended' | 'tokens'> {
  readonly definition?: object;
}

function runner(folder: WorkFolder, { emulator }: Place) {
  const bundle = path.join(folder.path, 'index.js');
  bundleExample('examples/step-functions/handlers.ts', bundle);
  const { definition: whole } = new Synthesised();
  const run = ({ definition = whole, ...asked }: Run) =>
    interpret({
      ...{ definition, ...asked, bundle, handlers: HANDLERS, waits: { Wait: 300 } },
      env: { ...emulatorEnvironment(emulator), PATH: process.env['PATH'], TMPDIR: folder.path },
    });
  return { run, whole };
}

/** The child workflow of a map, as a state machine of its own. */
function childOf({ States }: Definition, name: string): object {
  const { StartAt, States: own } = States[name]?.ItemProcessor ?? {};
  return { StartAt, States: own };
}

describe('the state machine of examples/step-functions', () => {
  it('has an interpreter to run it', ({ skip }) => {
    if (NO_INTERPRETER === undefined) return;
    if (process.env['CI'] === undefined) skip(NO_INTERPRETER);
    throw new Error(NO_INTERPRETER);
  });

  it.skipIf(NO_INTERPRETER !== undefined)(
    'takes rows to outcomes, though functions are ended, and makes nothing new where it is started again',
    async () => {
      using folder = new WorkFolder();
      await using place = await Place.open();
      const { run, whole } = runner(folder, place);

      const first = await run({ input: INPUT, ended: { Partition: 2, Advance: 1, Collect: 1 } });
      const jobs = place.emulator.jobs().map(({ jobName }) => jobName);
      const again = await run({ input: INPUT });

      expect(first.error).toBeUndefined();
      expect(first.output).toMatchObject({
        ...{ out: OUT, records: FILMS, jobs: 3, of: 3, reused: false },
        run: { last: { done: true, submitted: 3, ended: 3, failed: 0 } },
        outcomes: { collected: 3, missing: [] },
      });
      // three partitions and three shares, and each call again that was ended
      expect(first.called['Partition']).toHaveLength(5);
      expect(first.called['Collect']).toHaveLength(4);
      expect(new Set(first.called['Partition']?.map(({ index }) => index))).toEqual(
        new Set([0, 1, 2]),
      );
      const turns = first.entered.filter((name) => name === 'Wait').length;
      expect(turns).toBeGreaterThan(1);
      expect(first.entered.filter((name) => name === 'Advance')).toHaveLength(turns + 1);
      expect(first.entered.at(-1)).toBe('Collected');

      const ids: unknown[] = [];
      for (const share of [0, 1, 2])
        for (const line of await place.lines(
          `batch/films/runs/main/collected/0000${share}-of-00003.jsonl`,
        ))
          ids.push(JSON.parse(line).recordId);
      expect(ids).toHaveLength(FILMS);
      expect(new Set(ids).size).toBe(FILMS);

      expect(jobs).toHaveLength(3);
      expect(place.emulator.jobs().map(({ jobName }) => jobName)).toEqual(jobs);
      expect(again.output).toMatchObject({ reused: true, outcomes: { collected: 3, missing: [] } });
      expect(again.entered).not.toContain('Partitions');
      expect(again.entered).not.toContain('Wait');
      expect(Object.keys(whole.States)).toEqual(
        expect.arrayContaining([...new Set(first.entered)].filter((name) => name in whole.States)),
      );
    },
  );

  it.skipIf(NO_INTERPRETER !== undefined)(
    'has children that are workflows by themselves, and give nothing',
    async () => {
      using folder = new WorkFolder();
      await using place = await Place.open();
      const { run, whole } = runner(folder, place);
      const { Partitions, ...planned } = whole.States;
      const planning = {
        StartAt: 'Plan',
        States: { Plan: { ...planned['Plan'], Next: undefined, End: true } },
      };

      const plan = await run({ definition: planning, input: INPUT });
      const child = await run({
        definition: childOf(whole, 'Partitions'),
        input: { out: OUT, index: 1 },
        ended: { Partition: 1 },
      });
      const missing = await run({
        definition: childOf(whole, 'Partitions'),
        input: { out: OUT, index: 7 },
      });

      expect(plan.output).toEqual({ out: OUT, indexes: [0, 1, 2] });
      expect(Partitions?.Type).toBe('Map');
      expect(child.output).toEqual({});
      expect(child.called['Partition']).toHaveLength(2);
      expect(missing.output).toBeUndefined();
      // an error that comes back the same is not repeated
      expect(missing.called['Partition']).toHaveLength(1);
      expect(missing.error?.message).toContain('INVALID_OPTION');
    },
  );

  it.skipIf(NO_INTERPRETER !== undefined)(
    'is woken where its jobs end, by the token that a second state machine gives back',
    async () => {
      using folder = new WorkFolder();
      mkdirSync(folder.in('tokens'));
      await using place = await Place.open();
      const { run } = runner(folder, place);
      const woken = new Synthesised((stack) => ({ ...usualProps(stack), wake: true }));
      const waker = woken.definitions.find(({ StartAt }) => StartAt === 'Wake') ?? {};
      const tokens = { folder: folder.in('tokens'), token: 'AQ/token+of=it', timesOut: 1 };
      const told = new Set<string>();

      let isOver = false;
      const execution = run({ definition: woken.definition, input: INPUT, tokens }).finally(() => {
        isOver = true;
      });
      // what EventBridge does with the events of the jobs
      while (!isOver) {
        for (const { jobArn, status } of place.emulator.jobs()) {
          if (!isEnded(status) || told.has(jobArn)) continue;
          told.add(jobArn);
          await run({ definition: waker, input: { jobArn }, tokens });
        }
        await setTimeout(50);
      }
      const { output, error, entered } = await execution;

      expect(error).toBeUndefined();
      expect(output).toMatchObject({
        ...{ run: { last: { done: true, ended: 3 } }, outcomes: { collected: 3 } },
      });
      expect(entered).not.toContain('Wait');
      // the first one runs out of time; on a slow machine all jobs have ended by then
      expect(entered).toContain('Listen');
      expect(place.emulator.jobs()).toHaveLength(3);
    },
  );

  it.skipIf(NO_INTERPRETER !== undefined)(
    'refuses inputs that its policies do not allow, before anything is read',
    async () => {
      using folder = new WorkFolder();
      await using place = await Place.open();
      const { run } = runner(folder, place);
      const refused = [
        { ...INPUT, out: 's3://data/other/films' },
        { ...INPUT, model: 'amazon.nova-lite-v1:0' },
        { source: INPUT.source },
        { ...INPUT, out: 7 },
      ];

      for (const input of refused) {
        const { output, called, entered } = await run({ input });

        expect({ output, called, entered }).toEqual({
          ...{ output: undefined, called: {}, entered: ['CheckInput', 'InputRefused'] },
        });
      }
    },
  );
});
