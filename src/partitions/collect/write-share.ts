import { join } from 'node:path';
import { datasetHome } from '../../dataset/index.ts';
import { digestFile, type Home, withWorkFolder } from '../../io/index.ts';
import { type Outcome, writeBatches } from '../../results/index.ts';
import { sendFiles } from '../../upload/index.ts';

/** Writes outcomes into a file, or an object, that is seen once it is whole; what is there is replaced. */
export async function writeShare(
  { home, path }: { readonly home: Home; readonly path: string },
  batches: AsyncIterable<Iterable<Outcome>>,
  signal: AbortSignal | undefined,
): Promise<void> {
  const { prefix, address } = home;
  if (prefix === undefined) {
    await writeBatches(join(address, path), batches, {});
    return;
  }
  await withWorkFolder(async (work) => {
    await writeBatches(join(work, path), batches, {});
    const files = [{ path, ...(await digestFile(join(work, path), signal)) }];
    await sendFiles(files, { from: datasetHome(work), to: prefix, folder: '', signal });
  });
}
