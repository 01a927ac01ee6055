/** What it takes to tell a file by its beginning: the first entries of a workbook are told by name. */
const HEAD_BYTES = 512;

/**
 * Gives the blocks of a source, the first with at least 512 bytes where there are as many, so that it tells what the source is.
 * Where reading fails before, what was read is given first.
 */
export async function* withHead(
  blocks: AsyncIterable<Uint8Array>,
): AsyncGenerator<Uint8Array, void> {
  let head: Uint8Array[] | undefined = [];
  let length = 0;
  let failure: { readonly cause: unknown } | undefined;
  try {
    for await (const block of blocks) {
      if (head === undefined) {
        yield block;
        continue;
      }
      head.push(block);
      length += block.length;
      if (length < HEAD_BYTES) continue;
      const [first = block, ...more] = head;
      head = undefined;
      yield more.length === 0 ? first : Buffer.concat([first, ...more]);
    }
  } catch (cause) {
    failure = { cause };
  }
  if (head !== undefined && length > 0) yield Buffer.concat(head);
  if (failure !== undefined) throw failure.cause;
}
