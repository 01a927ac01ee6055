import { hashIdInBytes, type IdInBytes, newIdTable } from '../../engine/index.ts';
import { idBytes, idText } from './id-bytes.ts';
import { type LineSpan, RecordList } from './record-list.ts';

/**
 * Finds the records of a job by their ids and by their positions. Exact: a hash only says where to look, and the ids themselves are
 * compared. Of several records with one id the last one counts, as in a `Map`.
 *
 * Memory: as {@link RecordList}, and 11 bytes a record where as many come as are expected, up to 43 where far fewer come.
 */
export class KnownRecords {
  readonly #list = new RecordList();
  /** Positions count from 1 in it. */
  readonly #table = newIdTable();
  /** For the first record of an id that others have too the last of them. */
  readonly #last = new Map<number, number>();

  /** @param expected Records there may be in the end. */
  constructor(expected: number) {
    this.#table.expect(expected);
  }

  get count(): number {
    return this.#list.count;
  }

  /** Bytes of the lines of all. */
  get bytes(): number {
    return this.#list.bytes;
  }

  /** Bytes of the longest of these. */
  get longest(): number {
    return this.#list.longest;
  }

  /**
   * @param id As {@link idBytes} gives it.
   * @param lineBytes Of its line, its newline included.
   */
  add(id: Uint8Array, lineBytes: number): void {
    this.addId(withHash(id), lineBytes);
  }

  /** As `add`, of an id among other bytes. */
  addId(id: IdInBytes, lineBytes: number): void {
    const position = this.#list.count;
    const first = this.#first(id);
    if (first === undefined) this.#table.put(position + 1);
    else this.#last.set(first, position);
    this.#list.add(id, lineBytes);
  }

  positionOf(recordId: string): number | undefined {
    return this.positionOfId(withHash(idBytes(recordId)));
  }

  positionOfId(id: IdInBytes): number | undefined {
    const first = this.#first(id);
    return first === undefined ? undefined : (this.#last.get(first) ?? first);
  }

  recordIdAt(position: number): string {
    return idText(this.#list.idAt(position));
  }

  /** Gives the place of a record's line among the lines of all. */
  lineAt(position: number): LineSpan {
    return this.#list.lineAt(position);
  }

  #first(id: IdInBytes): number | undefined {
    for (
      let there = this.#table.find(id.first, id.second);
      there !== 0;
      there = this.#table.next()
    ) {
      if (this.#list.isAt(there - 1, id)) return there - 1;
    }
    return undefined;
  }
}

function withHash(id: Uint8Array): IdInBytes {
  return hashIdInBytes({ bytes: id, start: 0, end: id.length, first: 0, second: 0 });
}
