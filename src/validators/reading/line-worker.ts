// The program of a worker thread: it imports what judges lines and nothing else, so that it starts at once.
import { once } from 'node:events';
import { type MessagePort, parentPort } from 'node:worker_threads';
import { SimdLineEngine } from '../../engine/index.ts';
import { openRawFile, type RawFile } from '../../io/index.ts';
import { judgeSpan } from './judge-span.ts';
import type { LineWorkerMessage, SpanToJudge, WhatToAccept } from './line-worker-messages.ts';
import { PackedSpan } from './packed-span.ts';
import { SpareBuffers } from './spare-buffers.ts';

/** Judges one span after the other with one engine; the file it read last stays open. */
class LineWorker {
  readonly #engine: SimdLineEngine;
  readonly #spares = new SpareBuffers();
  #file: RawFile | undefined;

  constructor(engine: SimdLineEngine) {
    this.#engine = engine;
  }

  judge({ id, path, span, spares }: SpanToJudge): LineWorkerMessage {
    this.#spares.give(spares);
    try {
      const packed = new PackedSpan(this.#spares);
      for (const block of judgeSpan(this.#open(path), this.#engine, span)) {
        if (!packed.add(block)) return { kind: 'failed', id };
      }
      return { kind: 'judged', id, packs: packed.packs };
    } catch {
      return { kind: 'failed', id };
    }
  }

  #open(path: string): RawFile {
    if (this.#file?.path === path) return this.#file;
    this.#file?.close();
    this.#file = undefined;
    this.#file = openRawFile(path);
    return this.#file;
  }
}

async function serve(port: MessagePort): Promise<void> {
  const [{ acceptance }] = (await once(port, 'message')) as [WhatToAccept];
  const engine = SimdLineEngine.create(acceptance);
  if (engine === undefined) return;
  const worker = new LineWorker(engine);
  const say = (message: LineWorkerMessage): void => {
    const buffers = message.kind === 'judged' ? message.packs.map(({ buffer }) => buffer) : [];
    port.postMessage(message, buffers);
  };
  port.on('message', (asked: SpanToJudge) => say(worker.judge(asked)));
  say({ kind: 'ready' });
}

if (parentPort !== null) void serve(parentPort);
