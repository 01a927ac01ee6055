import { archiveKind, BlockMemory } from '../../io/index.ts';
import { decoded } from '../encodings/decoded.ts';
import { textEncoding } from '../encodings/text-encoding.ts';
import { withHead } from '../encodings/with-head.ts';
import type { JsonMachine, MachineOptions, RowMachine } from '../machines/row-machine.ts';
import { archiveError } from '../machines/source-faults.ts';
import { JsonRenderer, type JsonRendererOptions } from '../rendering/json-renderer.ts';
import type { RenderedBatch, TemplateFor } from '../rendering/rendered-batch.ts';
import type { Renderer } from '../rendering/renderer.ts';
import type { RaggedRow } from '../rows/ragged-row.ts';
import type { Row } from '../rows/row.ts';
import {
  type ByteSource,
  byteReader,
  isRepeatable,
  nameOf,
  type ReadOptions,
} from './byte-source.ts';
import { identityAt } from './identity-at.ts';
import { setRenderer } from './rendered-source.ts';
import { DEFAULT_ROW_BYTES, type RowsOptions, type Source, type SourceOptions } from './source.ts';

/** What lines are made of at once: twice as much as rows, because what is done once for each block costs as much as the rows of half of one. */
const RENDERED_BLOCK_BYTES = 512 * 1024;

/** Options of {@link machineSource}. */
export interface MachineSourceOptions extends SourceOptions {
  /** How the bytes are read: what makes other rows of the same bytes. */
  readonly reading: Readonly<Record<string, unknown>>;
  /** Makes what turns the bytes into lines at once, where the format has that. */
  readonly makeRenderer?: MakeRenderer | undefined;
}

/** Makes what reads rows in the bytes of a source; where that is code which few sources need, it is loaded then. */
export type MakeMachine = (options: MachineOptions) => RowMachine | Promise<RowMachine>;

/** Makes what turns the bytes of a source into lines by a template. */
export type MakeRenderer = (
  options: MachineOptions,
  templateFor: TemplateFor,
) => Renderer | Promise<Renderer>;

/** Makes a source out of bytes and the machine that reads rows in them. */
export function machineSource(
  where: ByteSource,
  options: MachineSourceOptions,
  makeMachine: MakeMachine,
): Source {
  const name = nameOf(where, options.name);
  const read = byteReader(where, name, options.objects);
  const maxRowBytes = options.maxRowBytes ?? DEFAULT_ROW_BYTES;
  const encoding = options.encoding === undefined ? undefined : textEncoding(options.encoding);
  // without one, UTF-8 is read too
  const written = encoding?.name === 'utf-8' ? undefined : encoding?.name;
  const reading = { ...options.reading, maxRowBytes, encoding: written };
  return blockSource(
    {
      name,
      maxRowBytes,
      isRepeatable: typeof where === 'string' || isRepeatable(where),
      identity:
        typeof where === 'string'
          ? async () => ({ ...(await identityAt(where, options)), reading })
          : undefined,
      blocks: (readOptions) => decoded(textBlocks(read(readOptions), name), name, encoding),
    },
    { makeMachine, makeRenderer: options.makeRenderer },
  );
}

/** Where the text of a source comes from. */
export interface BlockSource extends Pick<Source, 'name' | 'identity' | 'isRepeatable'> {
  readonly maxRowBytes: number;
  /** Gives the text as UTF-8. */
  readonly blocks: (options?: ReadOptions) => AsyncIterable<Uint8Array>;
}

/** What reads rows in text, and what makes lines of it at once, where the format has that. */
export interface BlockReading {
  readonly makeMachine: MakeMachine;
  readonly makeRenderer: MakeRenderer | undefined;
}

/** Makes a source out of text and what reads rows in it. */
export function blockSource(
  { name, maxRowBytes, isRepeatable: isAgain, identity, blocks }: BlockSource,
  { makeMachine, makeRenderer }: BlockReading,
): Source {
  const source = Object.freeze({
    name,
    isRepeatable: isAgain,
    identity,
    rows: (rowsOptions?: RowsOptions) => {
      const told = new RaggedTeller(rowsOptions);
      const newMachine = () => makeMachine({ name, maxRowBytes, onRagged: told.tell });
      return rowsOf(blocks(rowsOptions), { newMachine, told });
    },
  });
  if (makeRenderer !== undefined) {
    setRenderer(source, (templateFor, rowsOptions) => {
      const machine = { name, maxRowBytes, onRagged: rowsOptions?.onRagged };
      const memory = new BlockMemory();
      const blockOptions = { ...rowsOptions, memory, blockBytes: RENDERED_BLOCK_BYTES };
      const newRenderer = () => makeRenderer(machine, templateFor);
      return renderedBatches(blocks(blockOptions), { newRenderer, memory });
    });
  }
  return source;
}

/** Makes a source of rows of JSON, of which lines can be made at once. */
export function jsonSource(
  where: ByteSource,
  options: MachineSourceOptions,
  { format, makeMachine }: JsonRows,
): Source {
  const makeRenderer: MakeRenderer = ({ name, maxRowBytes }, templateFor) => {
    const machine = makeMachine({ name, maxRowBytes });
    return new JsonRenderer({ name, maxRowBytes, format, machine }, templateFor);
  };
  return machineSource(where, { ...options, makeRenderer }, makeMachine);
}

/** Which rows of JSON a source has, and what reads them. */
export interface JsonRows extends Pick<JsonRendererOptions, 'format'> {
  readonly makeMachine: (options: MachineOptions) => JsonMachine;
}

/** Hands on what is told of ragged rows, and remembers that something was. */
class RaggedTeller {
  readonly tell: ((ragged: RaggedRow) => void) | undefined;
  #hasTold = false;

  constructor({ onRagged }: RowsOptions = {}) {
    if (onRagged === undefined) return;
    this.tell = (ragged) => {
      this.#hasTold = true;
      onRagged(ragged);
    };
  }

  /** Tells whether something was told since it was last asked. */
  takeHasTold(): boolean {
    const hasTold = this.#hasTold;
    this.#hasTold = false;
    return hasTold;
  }
}

/** Refuses what is no text of any format, whatever it is called. */
function requireText(head: Uint8Array, name: string): void {
  const kind = archiveKind(head);
  if (kind !== undefined) throw archiveError(name, kind);
}

/** Refuses what is surely no text before its encoding is looked at. */
async function* textBlocks(
  blocks: AsyncIterable<Uint8Array>,
  name: string,
): AsyncGenerator<Uint8Array, void> {
  let isFirst = true;
  for await (const bytes of withHead(blocks)) {
    if (isFirst) requireText(bytes, name);
    isFirst = false;
    yield bytes;
  }
}

/** What reads the text of a source. */
interface Reader {
  readonly newMachine: () => RowMachine | Promise<RowMachine>;
  readonly told: RaggedTeller;
}

async function* rowsOf(
  blocks: AsyncIterable<Uint8Array>,
  { newMachine, told }: Reader,
): AsyncGenerator<readonly Row[], void> {
  const machine = await newMachine();
  for await (const bytes of blocks) {
    const rows = machine.push(bytes);
    if (told.takeHasTold() || rows.length > 0) yield rows;
    if (machine.failure !== undefined) throw machine.failure;
  }
  const rows = machine.finish();
  if (told.takeHasTold() || rows.length > 0) yield rows;
  if (machine.failure !== undefined) throw machine.failure;
}

/** What makes lines of the text of a source, and what its bytes are read into. */
interface Rendering {
  readonly newRenderer: () => Renderer | Promise<Renderer>;
  readonly memory: BlockMemory;
}

async function* renderedBatches(
  blocks: AsyncIterable<Uint8Array>,
  { newRenderer, memory }: Rendering,
): AsyncGenerator<RenderedBatch, void> {
  const renderer = await newRenderer();
  for await (const bytes of blocks) {
    yield* renderer.push(bytes);
    if (renderer.failure !== undefined) throw renderer.failure;
    if (!renderer.holdsBytes) memory.give(bytes);
  }
  yield* renderer.finish();
  if (renderer.failure !== undefined) throw renderer.failure;
}
