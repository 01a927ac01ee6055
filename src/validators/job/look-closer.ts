import { ACCEPTED, ALIKE, LOOK_CLOSER, type Verdicts } from '../../engine/index.ts';

const S3_LOCATION = Buffer.from('"s3Location"');

/**
 * Asks for a closer look at the accepted lines of a block that name an S3 object: nobody has looked into their model input.
 *
 * @returns Whether there are such lines.
 */
export function lookCloserAtReferences(block: Verdicts): boolean {
  let isAny = false;
  const { ends, count, verdict } = block;
  const bytes = Buffer.from(block.bytes.buffer, block.bytes.byteOffset, block.bytes.byteLength);
  let index = 0;
  let found = bytes.indexOf(S3_LOCATION);
  while (found !== -1 && index < count) {
    while (index < count && (ends[index] ?? 0) <= found) index += 1;
    if (index < count && verdict[index] === ACCEPTED) {
      lookCloser(block, index);
      isAny = true;
    }
    found = bytes.indexOf(S3_LOCATION, ends[index] ?? bytes.length);
  }
  return isAny;
}

/** Asks for a closer look at lines that are like another one. */
export function lookCloserAtAlike(block: Verdicts): void {
  for (let index = 0; index < block.count; index += 1) {
    if (block.verdict[index] === ALIKE) lookCloser(block, index);
  }
}

function lookCloser({ verdict, idStart, idEnd }: Verdicts, index: number): void {
  verdict[index] = LOOK_CLOSER;
  idStart[index] = 0;
  idEnd[index] = 0;
}
