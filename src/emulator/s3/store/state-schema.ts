import { lateSchema } from '../../../core/index.ts';
import { isBodyName } from '../../../io/index.ts';
import type { State } from './states.ts';

/** Names of files become paths below the folder, so they may only be what the emulator makes. */
const slice = lateSchema((z) =>
  z.looseObject({
    file: z.string().refine(isBodyName),
    start: z.int().min(0),
    bytes: z.int().min(0),
  }),
);
const time = lateSchema((z) => z.iso.datetime());
const text = lateSchema((z) => z.string());

const schema = lateSchema((z) =>
  z.discriminatedUnion('kind', [
    z.looseObject({ kind: z.literal('bucket'), name: text(), region: text(), createdAt: time() }),
    z.looseObject({
      kind: z.literal('object'),
      bucket: text(),
      key: text(),
      bytes: z.int().min(0),
      etag: text(),
      modifiedAt: time(),
      slices: z.array(slice()),
      headers: z.looseObject({}),
      checksum: z.looseObject({ algorithm: text(), type: text(), value: text() }),
      uploadId: text().optional(),
    }),
    z.looseObject({
      kind: z.literal('upload'),
      uploadId: text(),
      bucket: text(),
      key: text(),
      initiatedAt: time(),
      headers: z.looseObject({}),
    }),
    z.looseObject({
      kind: z.literal('part'),
      uploadId: text(),
      number: z.int().min(1).max(10_000),
      slice: slice(),
      etag: text(),
      modifiedAt: time(),
      checksums: z.record(text(), text()),
    }),
  ]),
);

/**
 * Reads a document of the store. A folder that a dataset brought along is data, perhaps someone else's.
 *
 * @throws {Error} zod's own, for what the emulator cannot have written.
 */
export function parseState(value: unknown): State {
  return schema().parse(value) as unknown as State;
}
