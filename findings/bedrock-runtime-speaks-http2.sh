#!/usr/bin/env bash
# The client of Bedrock's runtime speaks HTTP/2 alone, also to a port without TLS, where the client of Bedrock itself speaks HTTP/1.1.
#
# Guess:     Clients of one SDK speak to an endpoint alike: a stand-in for Bedrock that serves ListModelInvocationJobs serves InvokeModel too.
# Version:   @aws-sdk/client-bedrock and @aws-sdk/client-bedrock-runtime 3.1162.0, Node 20.
# Behaviour: BedrockRuntimeClient begins with the preface of HTTP/2, without asking, and signs `:authority` in place of `host`. An HTTP/1.1 server, such as most
#            stand-ins and proxies, has no request of it. It speaks HTTP/1.1 with the requestHandler of another client.
# Output:    bedrock          GET /model-invocation-jobs HTTP/1.1
#            runtime          PRI * HTTP/2.0
#            runtime, handed  POST /model/m/invoke HTTP/1.1
#
# Exits 0 while it is so, 1 where it has changed.
set -euo pipefail
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work"
npm init -y >/dev/null
npm install --silent --no-audit --no-fund @aws-sdk/client-bedrock@3.1162.0 @aws-sdk/client-bedrock-runtime@3.1162.0 >/dev/null
cat >ask.mjs <<'JS'
import { createServer } from 'node:net';
import { BedrockClient, ListModelInvocationJobsCommand } from '@aws-sdk/client-bedrock';
import { BedrockRuntimeClient, InvokeModelCommand } from '@aws-sdk/client-bedrock-runtime';

// A server that notes the first line it hears, and hangs up.
let first = '';
const server = createServer((socket) => {
  socket.on('error', () => undefined);
  socket.once('data', (bytes) => {
    first ||= bytes.toString('latin1').split('\r\n')[0];
    socket.destroy();
  });
});
await new Promise((resolve) => server.listen(0, '127.0.0.1', resolve));
const config = {
  endpoint: `http://127.0.0.1:${server.address().port}`,
  region: 'us-east-1',
  credentials: { accessKeyId: 'test', secretAccessKey: 'test' },
  maxAttempts: 1,
};
const invoke = new InvokeModelCommand({ modelId: 'm', body: '{}' });
const { requestHandler } = new BedrockClient(config).config;
const [client, command] = {
  bedrock: () => [new BedrockClient(config), new ListModelInvocationJobsCommand({})],
  runtime: () => [new BedrockRuntimeClient(config), invoke],
  handed: () => [new BedrockRuntimeClient({ ...config, requestHandler }), invoke],
}[process.argv[2]]();
await client.send(command).catch(() => undefined);
console.log(first);
process.exit();
JS
export NODE_NO_WARNINGS=1 AWS_CONFIG_FILE=/dev/null AWS_SHARED_CREDENTIALS_FILE=/dev/null
for name in $(env | grep -o '^AWS_[A-Z0-9_]*' | grep -v -e '^AWS_CONFIG_FILE$' -e '^AWS_SHARED_CREDENTIALS_FILE$'); do unset "$name"; done
failed=0
expect() {
  printf '%-16s  %s\n' "$1" "$3"
  [ "$2" = "$3" ] || { echo "  changed; expected: $2" && failed=1; }
}
expect 'bedrock' 'GET /model-invocation-jobs HTTP/1.1' "$(node ask.mjs bedrock)"
expect 'runtime' 'PRI * HTTP/2.0' "$(node ask.mjs runtime)"
expect 'runtime, handed' 'POST /model/m/invoke HTTP/1.1' "$(node ask.mjs handed)"
exit "$failed"
