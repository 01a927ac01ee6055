import { readdir, readFile } from 'node:fs/promises';
import { join, relative } from 'node:path';

/** Names that writers give to what is not whole yet, and to the file that says who writes. */
const UNFINISHED = /^\.bedrock-batch-|\.tmp$/;

/** What lies below a folder that nobody should find there: unfinished files, owners, JSON that is half of it. */
export async function leftOvers(folder: string): Promise<readonly string[]> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true }).catch(() => []);
  const files = entries.filter((entry) => entry.isFile());
  const found = files.map(async ({ parentPath, name }) => {
    const path = join(parentPath, name);
    const shown = relative(folder, path);
    if (UNFINISHED.test(name)) return [`${shown} was left behind`];
    if (!/\.jsonl?$/.test(name)) return [];
    return isWholeJson(await readFile(path, 'utf8'), name) ? [] : [`${shown} is half-written`];
  });
  return (await Promise.all(found)).flat();
}

function isWholeJson(text: string, name: string): boolean {
  const isLines = name.endsWith('l');
  if (isLines && text !== '' && !text.endsWith('\n')) return false;
  try {
    for (const document of isLines ? text.split('\n').slice(0, -1) : [text]) JSON.parse(document);
    return true;
  } catch {
    return false;
  }
}
