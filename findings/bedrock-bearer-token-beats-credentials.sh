#!/usr/bin/env bash
# A variable of the environment beats credentials that are given to the constructor of BedrockClient.
#
# Guess:     credentials passed to a client of the AWS SDK are what it signs with; the environment only fills in what is left out.
# Version:   @aws-sdk/client-bedrock 3.1162.0, Node 20.
# Behaviour: with AWS_BEARER_TOKEN_BEDROCK set, new BedrockClient({ region, endpoint, credentials }) sends
#            `Authorization: Bearer <token>`, over plain http too, and never looks at the credentials. Set to nothing (as by a secret that
#            is missing in CI) every call fails before it is sent, although the credentials would do. S3Client does not
#            know the variable, so one program asks S3 and Bedrock as two identities.
#            `authSchemePreference: ['sigv4']` brings Signature Version 4 back in both cases.
# Output:    set           Bearer bedrock-api-key
#            set, sigv4    AWS4-HMAC-SHA256
#            empty         request could not be signed with `token` since the `token` is not defined
#            empty, sigv4  AWS4-HMAC-SHA256
#            unset         AWS4-HMAC-SHA256
#
# Exits 0 while it is so, 1 where it has changed.
set -euo pipefail
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work"
npm init -y >/dev/null
npm install --silent --no-audit --no-fund @aws-sdk/client-bedrock@3.1162.0 >/dev/null
cat >ask.mjs <<'JS'
import { createServer } from 'node:http';
import { BedrockClient, ListModelInvocationJobsCommand } from '@aws-sdk/client-bedrock';

let authorization = 'nothing';
const server = createServer((request, response) => {
  authorization = request.headers.authorization ?? 'nothing';
  response.writeHead(200, { 'content-type': 'application/json' });
  response.end('{"invocationJobSummaries":[]}');
});
await new Promise((resolve) => server.listen(0, '127.0.0.1', resolve));
const preference = process.argv[2] === 'sigv4' ? { authSchemePreference: ['sigv4'] } : {};
const client = new BedrockClient({
  region: 'us-east-1',
  endpoint: `http://127.0.0.1:${server.address().port}`,
  credentials: { accessKeyId: 'test', secretAccessKey: 'test' },
  ...preference,
});
try {
  await client.send(new ListModelInvocationJobsCommand({}));
  console.log(authorization.replace(/ Credential=.*/, ''));
} catch (error) {
  console.log(error.message);
}
server.close();
JS
export NODE_NO_WARNINGS=1 AWS_CONFIG_FILE=/dev/null AWS_SHARED_CREDENTIALS_FILE=/dev/null
unset AWS_BEARER_TOKEN_BEDROCK AWS_AUTH_SCHEME_PREFERENCE AWS_USE_FIPS_ENDPOINT AWS_USE_DUALSTACK_ENDPOINT
failed=0
expect() {
  printf '%-12s  %s\n' "$1" "$3"
  [ "$2" = "$3" ] || { echo "  changed; expected: $2" && failed=1; }
}
expect 'set' 'Bearer bedrock-api-key' "$(AWS_BEARER_TOKEN_BEDROCK=bedrock-api-key node ask.mjs)"
expect 'set, sigv4' 'AWS4-HMAC-SHA256' "$(AWS_BEARER_TOKEN_BEDROCK=bedrock-api-key node ask.mjs sigv4)"
expect 'empty' 'request could not be signed with `token` since the `token` is not defined' "$(AWS_BEARER_TOKEN_BEDROCK='' node ask.mjs)"
expect 'empty, sigv4' 'AWS4-HMAC-SHA256' "$(AWS_BEARER_TOKEN_BEDROCK='' node ask.mjs sigv4)"
expect 'unset' 'AWS4-HMAC-SHA256' "$(node ask.mjs)"
exit "$failed"
