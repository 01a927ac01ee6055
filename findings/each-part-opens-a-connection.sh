#!/usr/bin/env bash
# With a body of 2 MiB and more the S3 client opens a connection for each request, and closes it behind the reply.
#
# Guess:     the client keeps its connections alive (`keepAlive: true` is its default), so an upload of many parts, four at a
#            time, goes over four connections.
# Version:   @aws-sdk/client-s3 and @aws-sdk/lib-storage 3.1169.0, Node 20.
# Behaviour: from 2 MiB on (`expectContinueHeader`, 2,097,152 by default) a request has `Expect: 100-continue`, and the handler for
#            Node then makes an agent of its own for it with `keepAlive: false`. So every part of an upload begins with a new
#            connection, over https a new handshake without a session to resume, and a new congestion window, and waits one
#            more round trip for "100 Continue". lib-storage's Upload, whose parts have 5 MiB, does so too. `expectContinueHeader: false`
#            brings the kept connections back; so does an http.Agent that is passed in.
# Output:    1 MiB, twelve times            4 connections
#            2 MiB, twelve times           12 connections
#            2 MiB, expect nothing          4 connections
#            2 MiB, an agent of one's own   4 connections
#            Upload of 60 MiB              12 connections, for its parts
#
# Exits 0 while it is so, 1 where it has changed.
set -euo pipefail
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work"
npm init -y >/dev/null
npm install --silent --no-audit --no-fund @aws-sdk/client-s3@3.1169.0 @aws-sdk/lib-storage@3.1169.0 >/dev/null
cat >send.mjs <<'JS'
import { Agent, createServer } from 'node:http';
import { S3Client, UploadPartCommand } from '@aws-sdk/client-s3';
import { Upload } from '@aws-sdk/lib-storage';

const ports = new Set();
const server = createServer({ keepAliveTimeout: 60_000 }, async (request, response) => {
  if (request.method === 'PUT') ports.add(request.socket.remotePort);
  for await (const _ of request);
  const { searchParams } = new URL(request.url, 'http://localhost');
  const id = '<InitiateMultipartUploadResult><UploadId>u</UploadId></InitiateMultipartUploadResult>';
  const end = '<CompleteMultipartUploadResult><ETag>"e"</ETag></CompleteMultipartUploadResult>';
  response.setHeader('etag', '"e"');
  response.end(request.method === 'POST' ? (searchParams.has('uploads') ? id : end) : '');
});
await new Promise((resolve) => server.listen(0, '127.0.0.1', resolve));
const settings = {
  nothing: { expectContinueHeader: false },
  agent: { requestHandler: { httpAgent: new Agent({ keepAlive: true, maxSockets: 4 }) } },
};
const [what, mebibytes] = process.argv.slice(2);
const client = new S3Client({
  region: 'us-east-1',
  endpoint: `http://127.0.0.1:${server.address().port}`,
  forcePathStyle: true,
  credentials: { accessKeyId: 'test', secretAccessKey: 'test' },
  ...settings[what],
});
const params = { Bucket: 'b', Key: 'k', Body: Buffer.alloc(Number(mebibytes) * 1024 ** 2) };
if (what === 'upload') {
  await new Upload({ client, params }).done();
} else {
  let number = 0;
  const lane = async () => {
    while (number < 12) {
      number += 1;
      await client.send(new UploadPartCommand({ ...params, UploadId: 'u', PartNumber: number }));
    }
  };
  await Promise.all([lane(), lane(), lane(), lane()]);
}
console.log(ports.size);
process.exit();
JS
export NODE_NO_WARNINGS=1 AWS_CONFIG_FILE=/dev/null AWS_SHARED_CREDENTIALS_FILE=/dev/null
failed=0
expect() {
  local connections
  connections=$(node send.mjs "$3" "$4")
  printf '%-30s %2s connections\n' "$1" "$connections"
  [ "$2" = "$connections" ] || { echo "  changed; expected: $2" && failed=1; }
}
expect '1 MiB, twelve times' 4 usual 1
expect '2 MiB, twelve times' 12 usual 2
expect '2 MiB, expect nothing' 4 nothing 2
expect "2 MiB, an agent of one's own" 4 agent 2
expect 'Upload of 60 MiB' 12 upload 60
exit "$failed"
