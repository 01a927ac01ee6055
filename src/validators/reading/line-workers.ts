import { SHARE_ENV, Worker } from 'node:worker_threads';
import type { Acceptance } from '../../engine/index.ts';
import type { LineWorkerMessage, SpanToJudge, WhatToAccept } from './line-worker-messages.ts';
import type { PackedVerdicts } from './packed-verdicts.ts';
import type { SpanTask } from './span-task.ts';
import { SpareBuffers } from './spare-buffers.ts';

/** Spans a worker has at once: one to judge, and more for the time until the main thread looks again. */
const SPANS_A_WORKER = 3;
/** Spans that are known ahead, for each thread: enough to do while a worker does not get the processor. */
const SPANS_AHEAD = 8;
/** Verdicts that are kept ahead, for each thread: as many as are on eight spans of records of 130 bytes. */
const BYTES_AHEAD = 1 << 23;

/**
 * The worker threads of one validation. They judge spans of files; everything else is the main thread's.
 *
 * A worker that cannot start or that dies is done without: what it had waits again.
 * Memory: about 25 MB a worker, and in each as much as in the engine for the longest line.
 */
export class LineWorkers {
  /** Buffers of verdicts that nobody needs any more. */
  readonly spares: SpareBuffers = new SpareBuffers();
  readonly #hands: WorkerHand[] = [];

  /** Starts as many threads as the process may start; undefined where that is none. They wait for {@link instruct}. */
  static start(program: URL, count: number): LineWorkers | undefined {
    const workers = new LineWorkers();
    try {
      while (workers.#hands.length < count) workers.#hire(program);
    } catch {
      // those that did start do the work
    }
    return workers.#hands.length === 0 ? undefined : workers;
  }

  private constructor() {}

  #hire(program: URL): void {
    this.#hands.push(new WorkerHand(program, this.spares));
  }

  /** Says what may be accepted, once; a thread takes spans as soon as it is ready. */
  instruct(acceptance: Acceptance): void {
    for (const hand of this.#hands) hand.instruct({ acceptance });
  }

  /** Most spans that are worth knowing ahead. */
  get spansAhead(): number {
    return SPANS_AHEAD * (this.#hands.length + 1);
  }

  /** Most bytes of verdicts that are worth keeping ahead. */
  get bytesAhead(): number {
    return BYTES_AHEAD * (this.#hands.length + 1);
  }

  /** Gives waiting spans, the first ones first, to workers that have room. */
  give(tasks: Iterable<SpanTask>): void {
    for (const task of tasks) {
      if (task.state !== 'waiting' || task.isRefused) continue;
      const least = this.#hands.reduce((one, other) => (other.load < one.load ? other : one));
      if (least.load >= SPANS_A_WORKER) return;
      least.take(task);
    }
  }

  /** Ends the threads. */
  async close(): Promise<void> {
    await Promise.all(this.#hands.map((hand) => hand.end()));
  }
}

/** One worker thread as the main thread sees it. */
class WorkerHand {
  readonly #worker: Worker;
  readonly #spares: SpareBuffers;
  /** What it was given and has not answered. */
  readonly #tasks = new Map<number, SpanTask>();
  #state: 'starting' | 'ready' | 'gone' = 'starting';
  #nextId = 0;
  #packsASpan = 0;

  constructor(program: URL, spares: SpareBuffers) {
    this.#spares = spares;
    // without what the process was told to load ahead, which is not meant for it
    this.#worker = new Worker(program, { execArgv: [], env: SHARE_ENV });
    this.#worker.on('message', (message: LineWorkerMessage) => this.#hear(message));
    this.#worker.on('error', () => this.#leave());
    this.#worker.on('exit', () => this.#leave());
  }

  instruct(said: WhatToAccept): void {
    this.#worker.postMessage(said);
  }

  /** How much it has to do; it cannot take anything where that is infinite. */
  get load(): number {
    return this.#state === 'ready' ? this.#tasks.size : Number.POSITIVE_INFINITY;
  }

  /** Takes a span to judge, and as many buffers as it filled last: so none pile up here or there. */
  take(task: SpanTask): void {
    const spares = this.#spares.takeSome(this.#packsASpan);
    const id = this.#nextId;
    this.#nextId += 1;
    task.state = 'given';
    this.#tasks.set(id, task);
    const { path, span } = task;
    this.#worker.postMessage({ id, path, span, spares } satisfies SpanToJudge, spares);
  }

  async end(): Promise<void> {
    await this.#worker.terminate();
  }

  #hear(message: LineWorkerMessage): void {
    if (message.kind === 'ready') this.#state = 'ready';
    else this.#settle(message);
  }

  #settle(message: Exclude<LineWorkerMessage, { kind: 'ready' }>): void {
    const task = this.#tasks.get(message.id);
    this.#tasks.delete(message.id);
    if (message.kind === 'failed') refuse(task);
    else this.#bring(task, message.packs);
  }

  /** What the main thread has judged meanwhile is not needed any more. */
  #bring(task: SpanTask | undefined, packs: readonly PackedVerdicts[]): void {
    this.#packsASpan = packs.length;
    if (task?.state === 'given') {
      task.packs = packs;
      task.state = 'judged';
    } else this.#spares.give(packs.map(({ buffer }) => buffer));
  }

  #leave(): void {
    this.#state = 'gone';
    for (const task of this.#tasks.values()) refuse(task);
    this.#tasks.clear();
  }
}

function refuse(task: SpanTask | undefined): void {
  if (task?.state !== 'given') return;
  task.state = 'waiting';
  task.isRefused = true;
}
