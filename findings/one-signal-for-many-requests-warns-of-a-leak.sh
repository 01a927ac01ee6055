#!/usr/bin/env bash
# One AbortSignal for more than a few requests in flight makes Node warn of a leak that is none.
#
# Guess:     a signal is there to be shared: whoever sends twenty parts at a time and wants to stop them all passes the same
#            one to each, and nothing is said.
# Version:   @aws-sdk/client-s3 3.1169.0, Node 20.
# Behaviour: the client listens to the signal in two places for as long as a request is in flight, in its handler and where it
#            waits for leave to try again, and takes both off at the end. Node warns where more than ten listen, and prints
#            "MaxListenersExceededWarning: Possible EventTarget memory leak detected" among what the program says; it
#            does so once for each signal. A signal of one's own that follows the caller's, with `setMaxListeners(0, signal)`,
#            keeps it quiet, and leaves the caller's as it is.
# Output:    5 requests at a time    0 warnings
#            20 requests at a time   1 warnings
#            20, a signal that follows and has no bound   0 warnings
#
# Exits 0 while it is so, 1 where it has changed.
set -euo pipefail
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work"
npm init -y >/dev/null
npm install --silent --no-audit --no-fund @aws-sdk/client-s3@3.1169.0 >/dev/null
cat >send.mjs <<'JS'
import { setMaxListeners } from 'node:events';
import { createServer } from 'node:http';
import { setTimeout as sleep } from 'node:timers/promises';
import { HeadObjectCommand, S3Client } from '@aws-sdk/client-s3';

const server = createServer(async (_request, response) => {
  await sleep(200);
  response.end();
});
await new Promise((resolve) => server.listen(0, '127.0.0.1', resolve));
let warnings = 0;
process.on('warning', ({ name }) => {
  if (name === 'MaxListenersExceededWarning') warnings += 1;
});
const client = new S3Client({
  region: 'us-east-1',
  endpoint: `http://127.0.0.1:${server.address().port}`,
  forcePathStyle: true,
  credentials: { accessKeyId: 'test', secretAccessKey: 'test' },
});
const [count, follows] = process.argv.slice(2);
const asked = new AbortController().signal;
const abortSignal = follows === 'follows' ? AbortSignal.any([asked]) : asked;
if (follows === 'follows') setMaxListeners(0, abortSignal);
const send = () => client.send(new HeadObjectCommand({ Bucket: 'b', Key: 'k' }), { abortSignal });
await Promise.all(Array.from({ length: Number(count) }, send));
await sleep(10);
console.log(warnings);
process.exit();
JS
export NODE_NO_WARNINGS=1 AWS_CONFIG_FILE=/dev/null AWS_SHARED_CREDENTIALS_FILE=/dev/null
failed=0
expect() {
  local warnings
  warnings=$(node send.mjs "$3" "$4")
  printf '%-46s %s warnings\n' "$1" "$warnings"
  [ "$2" = "$warnings" ] || { echo "  changed; expected: $2" && failed=1; }
}
expect '5 requests at a time' 0 5 shares
expect '20 requests at a time' 1 20 shares
expect '20, a signal that follows and has no bound' 0 20 follows
exit "$failed"
