/** What the text of an answer holds: a value, or why there is none. */
export type JsonInText = { readonly value: unknown } | { readonly fault: string };

const FENCE = '```';
/** What the line that opens a block may call it. */
const NAMES: ReadonlySet<string> = new Set(['', 'json', 'jsonc', 'json5']);

/**
 * Reads the JSON of an answer: the whole text, or that of the one block in it that is fenced with ``` and is called json, or nothing.
 *
 * Prose around a block is left aside. Several such blocks are a fault: nothing says which of them is the answer. A block that is not closed
 * goes to the end of the text. Numbers are those of JavaScript.
 */
export function jsonInText(text: string): JsonInText {
  const trimmed = text.trim();
  if (trimmed === '') return { fault: 'it is empty' };
  const whole = parsed(trimmed);
  if ('value' in whole || !trimmed.includes(FENCE)) return whole;
  const blocks = blocksIn(trimmed);
  const [first = ''] = blocks;
  if (blocks.length === 0) return whole;
  if (blocks.length > 1)
    return { fault: `it has ${blocks.length} fenced blocks, and nothing says which is meant` };
  return parsed(first);
}

function parsed(text: string): JsonInText {
  try {
    return { value: JSON.parse(text) };
  } catch (error) {
    return { fault: error instanceof Error ? error.message : String(error) };
  }
}

/** Gives what stands between fences, line by line: a string of JSON has no line ends, so that no fence can stand inside of one. */
function blocksIn(text: string): readonly string[] {
  const blocks: string[] = [];
  let block: string[] | undefined;
  let isMeant = false;
  const close = () => {
    if (block !== undefined && isMeant) blocks.push(block.join('\n'));
    block = undefined;
  };
  for (const line of text.split('\n')) {
    const start = line.trim();
    if (block === undefined) {
      const found = openingOf(start);
      if (found === undefined) continue;
      isMeant = found.isMeant;
      block = found.rest === '' ? [] : [found.rest];
      if (found.isClosed) close();
    } else if (start.endsWith(FENCE) && isFenceAtEnd(start)) {
      block.push(start.slice(0, -FENCE.length));
      close();
    } else block.push(line);
  }
  close();
  return blocks;
}

/** The beginning of a block. */
interface Opening {
  readonly isMeant: boolean;
  /** What stands behind the name, on the same line. */
  readonly rest: string;
  readonly isClosed: boolean;
}

function openingOf(line: string): Opening | undefined {
  if (!line.startsWith(FENCE)) return undefined;
  const behind = line.slice(FENCE.length);
  const [name = ''] = /^[\w+-]*/.exec(behind) ?? [];
  const isClosed = behind.length > FENCE.length && behind.endsWith(FENCE);
  const rest = (isClosed ? behind.slice(0, -FENCE.length) : behind).slice(name.length).trim();
  return { isMeant: NAMES.has(name.toLowerCase()), rest, isClosed };
}

/** A line that closes a block has the fence alone, or behind the end of the JSON. */
function isFenceAtEnd(line: string): boolean {
  const before = line.slice(0, -FENCE.length).trimEnd();
  return before === '' || /[}\]"\w]$/.test(before);
}
