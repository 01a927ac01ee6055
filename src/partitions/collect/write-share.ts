import type { Home } from '../../io/index.ts';
import { type Outcome, outcomePieces, outcomeWriter, writePieces } from '../../results/index.ts';

/** Writes outcomes into a file, or an object that is sent while they are read; it is seen once it is whole, and what is there is replaced. */
export async function writeShare(
  { home, path }: { readonly home: Home; readonly path: string },
  batches: AsyncIterable<Iterable<Outcome>>,
  signal: AbortSignal | undefined,
): Promise<void> {
  const { prefix } = home;
  const s3 = prefix && { s3: await prefix.client(), ...prefix.requests };
  const pieces = outcomePieces(batches, await outcomeWriter({}));
  await writePieces(home.nameOf(path), pieces, { s3, signal });
}
