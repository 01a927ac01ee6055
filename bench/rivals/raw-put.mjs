// @ts-check
import { closeSync, openSync, readFileSync, readSync } from 'node:fs';
import { Agent, request } from 'node:http';
import path from 'node:path';
import { crc32 } from 'node:zlib';
import { sayFigures } from '../e2e/programs/say-figures.mjs';

const PART_BYTES = 8 * 1024 ** 2;
const IN_FLIGHT = 4;

// what no upload can do without: read, CRC32, PUT. No signature, no SDK, nothing is looked at before or afterwards
const [folder = '', to = ''] = process.argv.slice(2);
const manifest = JSON.parse(readFileSync(path.join(folder, 'manifest.json'), 'utf8'));
const { hostname: bucket, pathname } = new URL(to);
const endpoint = new URL(process.env['AWS_ENDPOINT_URL'] ?? '');
const agent = new Agent({ keepAlive: true, maxSockets: IN_FLIGHT });
const buffers = Array.from({ length: IN_FLIGHT }, () => Buffer.allocUnsafeSlow(PART_BYTES));
for (const { path: shard, bytes } of manifest.jobs.flatMap(
  (/** @type {{ shards: { path: string, bytes: number }[] }} */ { shards }) => shards,
)) {
  const file = openSync(path.join(folder, shard), 'r');
  const key = `/${bucket}${pathname}${shard}`;
  let next = 0;
  const lane = async (/** @type {Buffer} */ buffer) => {
    while (next < bytes) {
      const from = next;
      next += PART_BYTES;
      const part = buffer.subarray(0, readSync(file, buffer, 0, PART_BYTES, from));
      await put(`${key}?partNumber=${from / PART_BYTES + 1}&uploadId=raw`, part);
    }
  };
  await Promise.all(buffers.map(lane));
  closeSync(file);
}
agent.destroy();
sayFigures(manifest);

/** @param {string} target @param {Buffer} part @returns {Promise<void>} */
function put(target, part) {
  const sum = Buffer.alloc(4);
  sum.writeUInt32BE(crc32(part));
  const headers = {
    'content-length': part.length,
    'x-amz-checksum-crc32': sum.toString('base64'),
  };
  return new Promise((resolve, reject) => {
    const { hostname, port } = endpoint;
    request({ hostname, port, path: target, method: 'PUT', headers, agent }, (reply) => {
      if (reply.statusCode !== 200) reject(new Error(`The reply is ${reply.statusCode}`));
      reply.resume().once('end', resolve);
    })
      .once('error', reject)
      .end(part);
  });
}
