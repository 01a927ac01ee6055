import { ACCEPTED, LOOK_CLOSER, type Verdicts } from '../../engine/index.ts';

const S3_LOCATION = Buffer.from('"s3Location"');

/** Asks for a closer look at the accepted lines of a block that name an S3 object: nobody has looked into their model input. */
export function lookCloserAtReferences(block: Verdicts): void {
  const { ends, count, verdict, idStart, idEnd } = block;
  const bytes = Buffer.from(block.bytes.buffer, block.bytes.byteOffset, block.bytes.byteLength);
  let index = 0;
  let found = bytes.indexOf(S3_LOCATION);
  while (found !== -1 && index < count) {
    while (index < count && (ends[index] ?? 0) <= found) index += 1;
    if (index < count && verdict[index] === ACCEPTED) {
      verdict[index] = LOOK_CLOSER;
      idStart[index] = 0;
      idEnd[index] = 0;
    }
    found = bytes.indexOf(S3_LOCATION, ends[index] ?? bytes.length);
  }
}
