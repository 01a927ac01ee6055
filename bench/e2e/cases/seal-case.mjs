// @ts-check
import { createHash } from 'node:crypto';
import { cpSync, mkdirSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { crc32 } from 'node:zlib';
import { MODEL } from '../../subject.mjs';
import { measure } from '../measure.mjs';
import { command, OUT } from '../variant.mjs';

const FOLDER = path.join(OUT, 'seal');
const PARTITIONS = 100;
const JOBS_PER_PARTITION = 2;
const DIGEST_BYTES = 8;
/** Jobs that are full, so that none is packed anew. @param {number} recordsPerJob */
const quotasOf = (recordsPerJob) => ({
  recordsPerFile: recordsPerJob,
  recordsPerJob,
  minRecordsPerJob: 100,
  fileBytes: 1e9,
  jobBytes: 5e9,
  recordBytes: 1e8,
  concurrentJobs: 20,
});

/** @param {Uint8Array} bytes @returns {string} As S3 writes it. */
function crc32Of(bytes) {
  const sum = Buffer.alloc(4);
  sum.writeUInt32BE(crc32(bytes));
  return sum.toString('base64');
}

/** Hashes of 53 bits that no other partition has, spread evenly as those of ids are, and sorted. @param {number} partition @param {number} count */
function idHashes(partition, count) {
  const step = Math.floor(2 ** 53 / (count * PARTITIONS));
  const hashes = Float64Array.from(
    { length: count },
    (_, at) => (at * PARTITIONS + partition) * step,
  );
  return new Uint8Array(hashes.buffer);
}

/**
 * Writes a partition as it is left by `partition`: shards are not read where they stay whole, so theirs are empty but for their names.
 *
 * @param {string} folder @param {number} partition @param {number} records
 */
function writePiece(folder, partition, records) {
  const digests = Buffer.alloc(records * DIGEST_BYTES, partition);
  const line = Buffer.from(`{"recordId":"${partition}","modelInput":{}}\n`);
  const own = records / JOBS_PER_PARTITION;
  const jobs = Array.from({ length: JOBS_PER_PARTITION }, (_, job) => {
    const name = `jobs/${String(job).padStart(4, '0')}`;
    mkdirSync(path.join(folder, name), { recursive: true });
    const shard = `${name}/shard-00000.jsonl`;
    writeFileSync(path.join(folder, shard), line);
    const sizes = { records: own, bytes: line.length };
    const first = `${partition}`;
    const digest = { crc32: crc32Of(line), hash: '0'.repeat(32) };
    const rows = { first: job * own + 1, count: own };
    const ids = { firstRecordId: first, lastRecordId: first };
    const shards = [{ path: shard, ...sizes, ...digest, ...ids, rows }];
    return { folder: name, ...sizes, shards, media: [] };
  });
  writeFileSync(path.join(folder, 'rows.digests'), digests);
  writeFileSync(path.join(folder, 'ids.hashes'), idHashes(partition, records));
  const manifest = {
    ...{ version: 1, name: 'bench', digest: createHash('sha256').digest('hex') },
    rows: { count: records, crc32: crc32Of(digests), id: '{{id}}' },
    ...{ model: MODEL, invocationType: 'InvokeModel', quotas: quotasOf(own) },
    ...{ records, bytes: jobs.length * line.length, jobs, padding: [] },
  };
  writeFileSync(path.join(folder, 'manifest.json'), JSON.stringify(manifest));
}

/** @param {string} folder @param {number} records Of all partitions. */
function writePlan(folder, records) {
  const each = records / PARTITIONS;
  const below = path.join(folder, 'partitions');
  const name = (/** @type {number} */ index) => String(index).padStart(5, '0');
  for (let index = 0; index < PARTITIONS; index += 1) {
    mkdirSync(path.join(below, name(index)), { recursive: true });
    writePiece(path.join(below, name(index)), index, each);
  }
  const partitions = Array.from({ length: PARTITIONS }, (_, index) => ({
    ...{ rowsBefore: index * each, rows: each, bytes: each, spans: [] },
  }));
  const plan = {
    ...{ version: 1, source: 'bench.csv', rows: records, bytes: records },
    options: {
      model: MODEL,
      prompt: '{{text}}',
      id: '{{id}}',
      quotas: quotasOf(each / JOBS_PER_PARTITION),
    },
    ...{ modules: {}, files: [], partitions },
  };
  writeFileSync(path.join(below, 'plan.json'), JSON.stringify(plan));
}

/** @param {string} name @param {number} records @returns {import('../variant.mjs').Case} */
function sealCase(name, records) {
  return {
    name,
    prepare: async () => {
      const planned = path.join(FOLDER, 'planned');
      rmSync(FOLDER, { recursive: true, force: true });
      writePlan(planned, records);
      const out = path.join(FOLDER, 'sealed');
      return {
        bytes: records * 2 * DIGEST_BYTES,
        variants: [
          {
            name: 'bedrock-batch',
            run: () => {
              rmSync(out, { recursive: true, force: true });
              cpSync(planned, out, { recursive: true });
              return measure(command('seal', out, '--json', '--quiet'));
            },
          },
        ],
        cleanUp: () => rmSync(FOLDER, { recursive: true, force: true }),
      };
    },
  };
}

/** Ten million ids that are no numbers of rows, of 100 partitions; and a tenth of them. */
export const sealCases = [sealCase('seal', 10_000_000), sealCase('seal-tenth', 1_000_000)];
