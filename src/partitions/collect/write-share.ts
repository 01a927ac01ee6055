import { join } from 'node:path';
import { datasetHome } from '../../dataset/index.ts';
import { digestFile, type Home, withWorkFolder } from '../../io/index.ts';
import { type Outcome, outcomePieces, outcomeWriter, writePieces } from '../../results/index.ts';
import { sendFiles } from '../../upload/index.ts';

/** Writes outcomes into a file, or an object, that is seen once it is whole; what is there is replaced. */
export async function writeShare(
  { home, path }: { readonly home: Home; readonly path: string },
  batches: AsyncIterable<Iterable<Outcome>>,
  signal: AbortSignal | undefined,
): Promise<void> {
  const { prefix, address } = home;
  const pieces = outcomePieces(batches, await outcomeWriter({}));
  if (prefix === undefined) {
    await writePieces(join(address, path), pieces);
    return;
  }
  await withWorkFolder(async (work) => {
    await writePieces(join(work, path), pieces);
    const files = [{ path, ...(await digestFile(join(work, path), signal)) }];
    await sendFiles(files, { from: datasetHome(work), to: prefix, folder: '', signal });
  });
}
