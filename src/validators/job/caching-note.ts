import { type DiagnosticCollector, diagnose, isObject } from '../../core/index.ts';
import { lineOf, TOO_LONG, type Verdicts } from '../../engine/index.ts';

type JsonObject = Readonly<Record<string, unknown>>;

const MARKS = ['cache_control', 'cachePoint'] as const;
const IN_BYTES = MARKS.map((mark) => Buffer.from(`"${mark}"`));

/**
 * Says once of a job that its records ask for caching. Only the first line is looked at, for what one template makes is alike: records with
 * such marks are accepted without a look into each.
 */
export class CachingNote {
  readonly #collector: DiagnosticCollector;
  #source: string | undefined;

  constructor(collector: DiagnosticCollector) {
    this.#collector = collector;
  }

  startJob(source: string): void {
    this.#source = source;
  }

  /** @param block Lines of the job; of those behind its first nothing is read. */
  take(block: Verdicts): void {
    const source = this.#source;
    if (source === undefined || block.count === 0) return;
    this.#source = undefined;
    const mark = block.verdict[0] === TOO_LONG ? undefined : markIn(lineOf(block, 0));
    if (mark === undefined) return;
    this.#collector.add(diagnose('MODEL_INPUT_CACHING', { location: { source }, args: { mark } }));
  }
}

function markIn(line: Uint8Array): string | undefined {
  const bytes = Buffer.from(line.buffer, line.byteOffset, line.byteLength);
  if (!IN_BYTES.some((mark) => bytes.includes(mark))) return undefined;
  const modelInput = modelInputOf(bytes);
  if (modelInput === undefined) return undefined;
  for (const block of blocksOf(modelInput)) {
    const mark = MARKS.find((key) => isObject(block[key]));
    if (mark !== undefined) return mark;
  }
  return undefined;
}

function modelInputOf(line: Buffer): JsonObject | undefined {
  try {
    const record: unknown = JSON.parse(line.toString());
    const modelInput = isObject(record) ? record['modelInput'] : undefined;
    return isObject(modelInput) ? modelInput : undefined;
  } catch {
    return undefined; // what is wrong with the line is said elsewhere
  }
}

/** All that may have a mark: the body itself, its tools, and the blocks of system prompt, messages and results of tools. */
function* blocksOf(modelInput: JsonObject): Generator<JsonObject> {
  const { toolConfig } = modelInput;
  yield modelInput;
  yield* objectsOf(modelInput['tools']);
  if (isObject(toolConfig)) yield* objectsOf(toolConfig['tools']);
  yield* objectsOf(modelInput['system']);
  for (const { content } of objectsOf(modelInput['messages'])) {
    for (const block of objectsOf(content)) {
      yield block;
      yield* objectsOf(block['content']);
    }
  }
}

function objectsOf(list: unknown): readonly JsonObject[] {
  return Array.isArray(list) ? list.filter(isObject) : [];
}
