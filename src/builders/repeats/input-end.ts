import { modelInputBytes } from '../../validators/index.ts';

const KEY = Buffer.from(',"modelInput":');

/**
 * Gives how many bytes at the end of a record's line are its model input, the key before it and what closes the record behind it; undefined
 * where the line is not as builders write it, the id first.
 *
 * Two records have the same model input exactly where these bytes are the same. Of lines that are JSON: these bytes close one object more than
 * they open, and nothing stands behind that, so they begin among the keys of the record itself; and they do not begin inside of a text, which
 * their first quote would end.
 */
export function inputEnd(line: Uint8Array): number | undefined {
  const input = modelInputBytes(line);
  if (input === undefined) return undefined;
  const start = input.byteOffset - line.byteOffset - KEY.length;
  if (start < 0) return undefined;
  for (let at = 0; at < KEY.length; at += 1) if (line[start + at] !== KEY[at]) return undefined;
  return line.length - start;
}
