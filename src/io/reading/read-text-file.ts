import { readBytes } from './read-bytes.ts';

/**
 * Reads a small file of UTF-8 text.
 *
 * @throws {SourceError} `SOURCE_NOT_FOUND`, `SOURCE_READ`.
 */
export async function readTextFile(path: string, signal?: AbortSignal): Promise<string> {
  const decoder = new TextDecoder();
  let text = '';
  for await (const bytes of readBytes(path, { signal })) {
    text += decoder.decode(bytes, { stream: true });
  }
  return text + decoder.decode();
}
