import { describe, inject, it } from 'vitest';
import type { S3Server } from './radosgw.ts';
import type {} from './s3-server.ts';

/**
 * A suite that talks to the real S3 server of the integration project.
 *
 * Without the server it fails with the reason; only outside CI, on a machine without radosgw, it is skipped.
 */
export function describeWithS3(title: string, tests: (server: S3Server) => void): void {
  const server = inject('s3Server');
  if (!('reason' in server)) {
    describe(title, () => tests(server));
    return;
  }
  const { reason, isFailure } = server;
  describe(title, () => {
    it('has an S3 server to talk to', ({ skip }) => {
      if (!isFailure) skip(reason);
      throw new Error(reason);
    });
  });
}
