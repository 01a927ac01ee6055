#!/usr/bin/env bash
# Guess:    a reply of S3 or Bedrock that is no document of theirs (an empty body or a page of HTML, with status 200) makes the
#           AWS SDK for JavaScript throw, as half a listing does.
# Version:  @aws-sdk/client-s3 3.1169.0, @aws-sdk/client-bedrock 3.1162.0, Node 20 and later.
# Behaviour: ListObjectsV2, ListParts and ListMultipartUploads resolve without entries for an empty body and for an XML
#           document with any root, a page of HTML among them. ListModelInvocationJobs resolves without entries for an empty
#           body; for HTML it throws a SyntaxError.
#           So "there is nothing" and "nothing is known" look the same: whoever acts on an empty list has to look at the
#           reply first.
# Seen:     ListObjectsV2 of nothing: resolved, 0 keys
#           ListObjectsV2 of a page of HTML: resolved, 0 keys
#           ListObjectsV2 of half a listing: Error
#           ListParts of nothing: resolved, 0 parts
#           ListMultipartUploads of nothing: resolved, 0 uploads
#           ListModelInvocationJobs of nothing: resolved, 0 jobs
#           ListModelInvocationJobs of a page of HTML: SyntaxError
# Exits 0 while this is so, and otherwise not.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
npm init --yes >/dev/null
npm install --silent --no-audit --no-fund @aws-sdk/client-s3@3.1169.0 @aws-sdk/client-bedrock@3.1162.0
cat > list.mjs <<'JS'
import { once } from 'node:events';
import { createServer } from 'node:http';
import { BedrockClient, ListModelInvocationJobsCommand } from '@aws-sdk/client-bedrock';
import {
  ListMultipartUploadsCommand, ListObjectsV2Command, ListPartsCommand, S3Client,
} from '@aws-sdk/client-s3';

const page = '<html><body>Sign in to the network</body></html>';
const half = '<?xml version="1.0"?><ListBucketResult><Contents><Key>a</Key></Contents>';
let reply;
const server = createServer((request, response) => {
  request.resume();
  response.writeHead(200, { 'content-type': reply.type }).end(reply.body);
}).listen(0, '127.0.0.1');
await once(server, 'listening');
const options = {
  endpoint: `http://127.0.0.1:${server.address().port}`,
  region: 'us-east-1',
  credentials: { accessKeyId: 'test', secretAccessKey: 'test' },
  authSchemePreference: ['sigv4'],
  maxAttempts: 1,
};
const s3 = new S3Client({ ...options, forcePathStyle: true });
const bedrock = new BedrockClient(options);
const Bucket = 'data';
const upload = { Bucket, Key: 'a', UploadId: 'u' };

const cases = [
  ['ListObjectsV2', 'nothing', 'application/xml', '', 'keys', ({ Contents }) => Contents],
  ['ListObjectsV2', 'a page of HTML', 'text/html', page, 'keys', ({ Contents }) => Contents],
  ['ListObjectsV2', 'half a listing', 'application/xml', half, 'keys', ({ Contents }) => Contents],
  ['ListParts', 'nothing', 'application/xml', '', 'parts', ({ Parts }) => Parts],
  ['ListMultipartUploads', 'nothing', 'application/xml', '', 'uploads', ({ Uploads }) => Uploads],
  ['ListModelInvocationJobs', 'nothing', 'application/json', '', 'jobs', (r) => r.invocationJobSummaries],
  ['ListModelInvocationJobs', 'a page of HTML', 'text/html', page, 'jobs', (r) => r.invocationJobSummaries],
];
const send = {
  ListObjectsV2: () => s3.send(new ListObjectsV2Command({ Bucket })),
  ListParts: () => s3.send(new ListPartsCommand(upload)),
  ListMultipartUploads: () => s3.send(new ListMultipartUploadsCommand({ Bucket })),
  ListModelInvocationJobs: () => bedrock.send(new ListModelInvocationJobsCommand({})),
};
for (const [operation, what, type, body, noun, entries] of cases) {
  reply = { type, body };
  const said = await send[operation]().then(
    (output) => `resolved, ${entries(output)?.length ?? 0} ${noun}`,
    (error) => error.name,
  );
  console.log(`${operation} of ${what}: ${said}`);
}
server.closeAllConnections();
server.close();
JS
node --no-warnings list.mjs | tee seen.txt
cat > expected.txt <<'TEXT'
ListObjectsV2 of nothing: resolved, 0 keys
ListObjectsV2 of a page of HTML: resolved, 0 keys
ListObjectsV2 of half a listing: Error
ListParts of nothing: resolved, 0 parts
ListMultipartUploads of nothing: resolved, 0 uploads
ListModelInvocationJobs of nothing: resolved, 0 jobs
ListModelInvocationJobs of a page of HTML: SyntaxError
TEXT
diff expected.txt seen.txt
