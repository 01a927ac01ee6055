import type { PlannedFile } from '../../../src/quotas/index.ts';

/**
 * Takes records away from the end of a job's files, as job `from` loses them.
 *
 * @param files The job's files in order, as they were filled.
 * @param lost How many records go and the bytes of their lines.
 * @returns The files that stay, in order; only the last of them may be shorter than before.
 */
export function shortenFiles(files: readonly PlannedFile[], lost: PlannedFile): PlannedFile[] {
  let { records, bytes } = lost;
  let keep = files.length;
  for (; keep > 0; keep -= 1) {
    const file = files[keep - 1];
    if (file === undefined || file.records > records) break;
    records -= file.records;
    bytes -= file.bytes;
  }
  const cut = files[keep - 1];
  if (cut === undefined || records === 0) return files.slice(0, keep);
  return [
    ...files.slice(0, keep - 1),
    { records: cut.records - records, bytes: cut.bytes - bytes },
  ];
}
