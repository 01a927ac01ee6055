import { once } from 'node:events';
import { createServer } from 'node:http';
import { BedrockClient } from '@aws-sdk/client-bedrock';
import { describe, expect, it, onTestFinished } from 'vitest';
import { fetchJob, fetchPage } from '../../../src/jobs/bedrock/bedrock-calls.ts';

const ARN = 'arn:aws:bedrock:us-east-1:123456789012:model-invocation-job/abcdefghijkl';

/** A client of a server that answers every call with 200 and the same body. */
async function clientOf(type: string, body: string): Promise<BedrockClient> {
  const server = createServer((_request, reply) => {
    reply.writeHead(200, { 'content-type': type }).end(body);
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as { port: number };
  const bedrock = new BedrockClient({
    endpoint: `http://127.0.0.1:${port}`,
    region: 'us-east-1',
    credentials: { accessKeyId: 'test', secretAccessKey: 'test' },
    authSchemePreference: ['sigv4'],
    maxAttempts: 1,
  });
  onTestFinished(() => {
    bedrock.destroy();
    server.closeAllConnections();
    server.close();
  });
  return bedrock;
}

const REPLIES = [
  ['an empty body', 'application/json', ''],
  ['a page of HTML', 'text/html', '<html>Sign in</html>'],
  ['half a document', 'application/json', '{"invocationJobSummaries":[{"jobArn":"arn'],
] as const;

describe.each(REPLIES)('%s with status 200', (_name, type, body) => {
  it('is no list without jobs', async () => {
    await expect(fetchPage({ bedrock: await clientOf(type, body) }, {})).rejects.toMatchObject({
      code: 'JOB_REQUEST',
      isRetryable: true,
      message: expect.stringContaining('no clear answer'),
    });
  });

  it('is no job', async () => {
    await expect(fetchJob({ bedrock: await clientOf(type, body) }, ARN)).rejects.toMatchObject({
      code: 'JOB_REQUEST',
      isRetryable: true,
    });
  });
});

describe('a list without jobs', () => {
  it('is one', async () => {
    const body = '{"invocationJobSummaries":[]}';
    const bedrock = await clientOf('application/json', body);

    expect((await fetchPage({ bedrock }, {})).jobs).toEqual([]);
  });
});
