import {
  type Checksum,
  type ChecksumAlgorithm,
  type ChecksumType,
  checksumAlgorithms,
} from '../body/checksums.ts';

/** Checksums as the SDK names them in inputs and outputs. */
export interface ChecksumMembers {
  ChecksumCRC32?: string | undefined;
  ChecksumCRC32C?: string | undefined;
  ChecksumCRC64NVME?: string | undefined;
  ChecksumSHA1?: string | undefined;
  ChecksumSHA256?: string | undefined;
}

/** Checksums of an output, by algorithm. */
export function checksumMembers(
  checksums: Readonly<Partial<Record<ChecksumAlgorithm, string>>>,
): ChecksumMembers {
  const members: ChecksumMembers = {};
  for (const algorithm of checksumAlgorithms) {
    const value = checksums[algorithm];
    if (value !== undefined) members[`Checksum${algorithm}`] = value;
  }
  return members;
}

/** An object's checksum in an output. */
export function objectChecksumMembers(
  checksum: Checksum,
): ChecksumMembers & { ChecksumType: ChecksumType } {
  return {
    ...checksumMembers({ [checksum.algorithm]: checksum.value }),
    ChecksumType: checksum.type,
  };
}

/** The checksum an input names for an algorithm. */
export function checksumIn(
  input: ChecksumMembers,
  algorithm: ChecksumAlgorithm,
): string | undefined {
  return input[`Checksum${algorithm}`];
}
