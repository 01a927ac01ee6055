import pLimit from 'p-limit';
import { BufferPool } from '../../io/index.ts';
import { patienceAfter } from '../call/patience.ts';
import type { Lanes } from '../parts/part-size.ts';
import { dropLeftOf, type SentFile, sendShard, type UploadSession } from './shard-object.ts';
import type { UploadPlan } from './upload-plan.ts';

/** What sending needs that all files share. */
export type SendingTask = Omit<UploadSession, 'signal' | 'patience' | 'pool' | 'unfinished'>;

/** What is sent, and what is there already. */
interface Sending extends Pick<UploadPlan, 'present' | 'unfinished'> {
  readonly shards: readonly SentFile[];
}

/** Sends shards side by side. The first failure stops the others, and is thrown once all of them have cleaned up. */
export async function sendShards(
  { shards, present, unfinished }: Sending,
  lanes: Lanes,
  task: SendingTask,
): Promise<void> {
  const failure = new AbortController();
  const { signal: asked } = task.options;
  const signal = asked === undefined ? failure.signal : AbortSignal.any([asked, failure.signal]);
  using patience = patienceAfter(signal);
  const pool = new BufferPool(task.rules.partBytes);
  const session = { ...task, pool, unfinished, signal, patience: patience.signal };
  await pLimit(lanes.shards).map(shards, async (shard) => {
    if (signal.aborted) return;
    try {
      if (present.has(shard.path)) await dropLeftOf(session, shard);
      else await sendShard(session, shard, lanes.parts);
      if (!present.has(shard.path)) task.meter.addShard();
    } catch (error) {
      failure.abort(error);
    }
  });
  pool.drop();
  signal.throwIfAborted();
}
