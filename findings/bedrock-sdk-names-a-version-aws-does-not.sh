#!/usr/bin/env bash
# Anthropic's SDK for Bedrock names, in the body for every model, a version that AWS's documents do not have.
#
# Guess:     the client for Amazon Bedrock writes "anthropic_version": "bedrock-2023-05-31", the one value AWS documents; a body it
#            sent can be written into a batch record as it is.
# Version:   @anthropic-ai/bedrock-sdk 1.1.3 with @anthropic-ai/sdk 1.14.0, Node 20.
# Behaviour: since 1.0.0 it writes 2026-10-21, for Claude Haiku 4.5 as for Opus 5.5; of models up to 4.6 Anthropic's own page on Bedrock
#            says that they do not support it and may answer with status 400. 0.36.0 writes the old one. A version that is given in
#            the body is kept: so bodies for batch jobs can be written with the newer SDK too.
# Output:    0.36.0  haiku-4-5  bedrock-2023-05-31
#            1.1.3   haiku-4-5  2026-10-21
#            1.1.3   opus-5-5   2026-10-21
#            1.1.3   given      bedrock-2023-05-31
#
# Exits 0 while it is so, 1 where it has changed.
set -euo pipefail
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
mkdir "$work/old" "$work/new"
cat >"$work/ask.mjs" <<'JS'
import { AnthropicBedrock } from '@anthropic-ai/bedrock-sdk';

let version = 'nothing';
/** Nothing is sent: the body is looked at where it would be. */
const fetch = async (_url, { body }) => {
  version = JSON.parse(body).anthropic_version;
  throw new Error('seen');
};
const client = new AnthropicBedrock({
  awsRegion: 'us-east-1', awsAccessKey: 'test', awsSecretKey: 'test', maxRetries: 0, fetch,
});
const [label, ...asked] = process.argv.slice(2);
for (const name of asked) {
  const model = `us.anthropic.claude-${name === 'opus-5-5' ? name : 'haiku-4-5-20251001-v1:0'}`;
  const more = name === 'given' ? { anthropic_version: 'bedrock-2023-05-31' } : {};
  const messages = [{ role: 'user', content: 'Hello' }];
  await client.messages.create({ model, max_tokens: 10, messages, ...more }).catch(() => undefined);
  console.log(label.padEnd(7), name.padEnd(10), version);
}
JS
export AWS_CONFIG_FILE=/dev/null AWS_SHARED_CREDENTIALS_FILE=/dev/null
unset AWS_BEARER_TOKEN_BEDROCK ANTHROPIC_BEDROCK_BASE_URL
cd "$work/old" && npm init -y >/dev/null && cp ../ask.mjs .
npm install --silent --no-audit --no-fund @anthropic-ai/bedrock-sdk@0.36.0 @anthropic-ai/sdk@0.137.0 >/dev/null
node --no-warnings ask.mjs 0.36.0 haiku-4-5 >"$work/seen.txt"
cd "$work/new" && npm init -y >/dev/null && cp ../ask.mjs .
npm install --silent --no-audit --no-fund @anthropic-ai/bedrock-sdk@1.1.3 @anthropic-ai/sdk@1.14.0 >/dev/null
node --no-warnings ask.mjs 1.1.3 haiku-4-5 opus-5-5 given >>"$work/seen.txt"
cat "$work/seen.txt"
diff - "$work/seen.txt" <<'TEXT'
0.36.0  haiku-4-5  bedrock-2023-05-31
1.1.3   haiku-4-5  2026-10-21
1.1.3   opus-5-5   2026-10-21
1.1.3   given      bedrock-2023-05-31
TEXT
