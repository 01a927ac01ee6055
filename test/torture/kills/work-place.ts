import { mkdir, mkdtemp, rm, utimes, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { ClientConfig } from '../../../src/emulator/client-config.ts';
import { createEmulator } from '../../../src/emulator/index.ts';
import type { Place } from './command.ts';
import { type KillProxy, startKillProxy } from './kill-proxy.ts';
import { idOf, promptOf, type Shape } from './shapes.ts';

/** What one round works with: a folder with the source, and an emulator behind a proxy. */
export interface WorkPlace extends Place {
  /** For clients that look past the proxy. */
  readonly clientConfig: ClientConfig;
  readonly proxy: KillProxy;
  /** How often a model was asked for each record, by its id; undefined where nobody counts. */
  readonly asked?: ReadonlyMap<string, number> | undefined;
  /** What a model answers to a prompt. */
  readonly answerTo: (prompt: string) => string;
  readonly close: () => Promise<void>;
}

/** Makes what a round of a shape works with. Most jobs have ended when they are looked at. */
export async function openWorkPlace(shape: Shape): Promise<WorkPlace> {
  const { remove, ...folders } = await makeFolders(shape);
  const asked = new Map<string, number>();
  const emulator = await createEmulator({
    ...{ durations: AT_ONCE, quotas: { minRecordsPerJob: 1 } },
    answer: ({ recordId, modelInput }) => {
      const before = asked.get(recordId) ?? 0;
      asked.set(recordId, before + 1);
      const isFailed = before === 0 && shape.failsFirst(Number(recordId.slice(1)));
      if (isFailed) return { error: { errorCode: 500, errorMessage: 'no luck' } };
      return { content: [{ type: 'text', text: answerTo(promptIn(modelInput)) }], ...END };
    },
  });
  await emulator.createBucket('data');
  const proxy = await startKillProxy(() => emulator.endpoint);
  return {
    ...{ ...folders, proxy, asked, answerTo, endpoint: proxy.endpoint },
    clientConfig: emulator.clientConfig,
    close: async () => {
      await proxy.stop();
      await emulator.close();
      await remove();
    },
  };
}

/** Makes the folders of a round, with the source of a shape. */
export async function makeFolders(shape: Shape) {
  const root = await mkdtemp(join(tmpdir(), 'bedrock-batch-torture-'));
  const [folder, temporary] = [join(root, 'work'), join(root, 'tmp')];
  await Promise.all([mkdir(folder), mkdir(temporary)]);
  const source = join(folder, 'rows.jsonl');
  await writeFile(source, sourceOf(shape));
  // the time of the source is part of what a dataset was built from
  await utimes(source, 0, 0);
  return { folder, temporary, remove: () => rm(root, { recursive: true, force: true }) };
}

const answerTo = (prompt: string) => `answer to ${prompt.slice(0, 20)} of ${prompt.length}`;

/** A clock that runs faster would let jobs expire on a busy machine. */
const AT_ONCE = { submitted: 1, validating: 1, scheduled: 1, stopping: 1 };
const END = { stop_reason: 'end_turn', usage: { input_tokens: 1, output_tokens: 1 } };

function sourceOf(shape: Shape): string {
  const rows = Array.from({ length: shape.rows }, (_, at) => at + 1);
  const lines = rows.map((row) => JSON.stringify({ id: idOf(row), text: promptOf(row, shape) }));
  return `${lines.join('\n')}\n`;
}

/** The text that a record of Claude asks for. */
function promptIn(modelInput: Readonly<Record<string, unknown>>): string {
  const [message] = modelInput['messages'] as readonly { readonly content: unknown }[];
  const content = message?.content;
  if (typeof content === 'string') return content;
  const [block] = content as readonly { readonly text: string }[];
  return block?.text ?? '';
}
