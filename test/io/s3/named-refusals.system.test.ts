import { describe, expect, it, vi } from 'vitest';
import { headObject, listObjects } from '../../../src/io/index.ts';
import { listJobs } from '../../../src/jobs/index.ts';
import { serveOnLoopback } from '../../support/loopback.ts';
import { clientFor } from '../../support/s3-test-server.ts';
import { useEmulatorBehindProxy } from './behind-proxy.ts';

const shared = useEmulatorBehindProxy();
const PAGE = '<!DOCTYPE html><html><body>Blocked<br></body></html>';

/** A server that answers every request with one status and a page of HTML. */
async function answering<T>(
  status: number,
  act: (s3: ReturnType<typeof clientFor>, endpoint: string) => Promise<T>,
): Promise<T> {
  const server = await serveOnLoopback((request, reply) => {
    request.resume();
    reply.writeHead(status, { 'content-type': 'text/html' });
    reply.end(request.method === 'HEAD' ? '' : PAGE);
  });
  const fields = { endpoint: server.endpoint, region: 'us-east-1' };
  const s3 = clientFor({ ...fields, accessKeyId: 'a', secretAccessKey: 'b' });
  try {
    return await act(s3, server.endpoint);
  } finally {
    s3.destroy();
    await server.stop();
  }
}

describe('headObject()', () => {
  it('says that credentials are not accepted, where HEAD says only 403', async () => {
    const { endpoint } = shared.proxy;
    const other = { endpoint, region: 'us-east-1', accessKeyId: 'AKIANOBODY' };
    const s3 = clientFor({ ...other, secretAccessKey: 'wrong' });

    const failed = headObject(s3, { bucket: 'data', key: 'a' });

    await expect(failed).rejects.toMatchObject({ code: 'S3_CREDENTIALS' });
    s3.destroy();
  });

  it.each([
    ['HEAD alone is', (operation: string) => operation === 'HeadObject'],
    ['the listing is too', () => true],
  ])('says that access is denied where %s', async (_, isDenied) => {
    shared.proxy.inject(({ operation }) => (isDenied(operation) ? 'deny' : undefined));

    const failed = headObject(shared.s3, { bucket: 'data', key: 'a' });

    await expect(failed).rejects.toMatchObject({ code: 'S3_ACCESS_DENIED', key: 'a' });
  });
});

describe('what stands between this machine and AWS', () => {
  it.each([
    [407, 'a proxy that wants a sign-in (HTTP 407)'],
    [403, 'a page of HTML (HTTP 403)'],
  ])('is named by its status %d', async (status, other) => {
    vi.stubEnv('AWS_ACCESS_KEY_ID', 'a');
    vi.stubEnv('AWS_SECRET_ACCESS_KEY', 'b');
    await answering(status, async (s3, endpoint) => {
      const expected = {
        message: expect.stringContaining(`answered by ${other}, not by `),
        hint: expect.stringMatching(/^Look for a proxy/),
        isRetryable: false,
        httpStatus: status,
      };
      const place = { bucket: 'data', key: 'a' };
      await expect(headObject(s3, place)).rejects.toMatchObject({
        ...expected,
        code: 'S3_REQUEST',
      });
      await expect(listObjects(s3, place).next()).rejects.toMatchObject({
        ...expected,
        code: 'S3_REQUEST',
      });
      const jobs = listJobs({ endpoint, region: 'us-east-1' });
      await expect(jobs.next()).rejects.toMatchObject({ ...expected, code: 'JOB_REQUEST' });
    });
  });
});
