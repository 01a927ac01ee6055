#!/usr/bin/env bash
# A history of tool calls that is sent on without its tools becomes a request that newer models of Claude refuse.
#
# Guess:     a conversation that ends with the result of a tool ends so in the request too, whether or not `tools` is given again:
#            a summary of such a history needs no tools.
# Version:   @ai-sdk/amazon-bedrock 4.0.186 with ai 6.0.326, Node 20.
# Behaviour: without `tools` the adapter for Converse drops each call and each result. What is left ends with what the assistant said
#            before its call, which Claude takes for the beginning of its answer: from 4.6 on it refuses that with
#            status 400 (older models go on with that sentence, as if nothing had been found). The adapter of the same
#            package for InvokeModel keeps calls and results.
# Output:    converse  user:text assistant:text
#            invoke    user:text assistant:text+tool_use user:tool_result
#
# Exits 0 while it is so, 1 where it has changed.
set -euo pipefail
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work"
npm init -y >/dev/null
npm install --silent --no-audit --no-fund @ai-sdk/amazon-bedrock@4.0.186 ai@6.0.326 zod@4.6.7 >/dev/null
cat >ask.mjs <<'JS'
import { createAmazonBedrock } from '@ai-sdk/amazon-bedrock';
import { createBedrockAnthropic } from '@ai-sdk/amazon-bedrock/anthropic';
import { generateText } from 'ai';

let turns = 'nothing';
/** Nothing is sent: the body is looked at where it would be. */
const fetch = async (_url, { body }) => {
  const kindOf = (block) => block.type ?? Object.keys(block)[0];
  turns = JSON.parse(body)
    .messages.map(({ role, content }) => `${role}:${content.map(kindOf).join('+')}`)
    .join(' ');
  throw new Error('seen');
};
const options = { region: 'us-east-1', accessKeyId: 'test', secretAccessKey: 'test', fetch };
const call = { toolCallId: 'call1', toolName: 'weather' };
const messages = [
  { role: 'user', content: 'What is the weather in Bern?' },
  {
    role: 'assistant',
    content: [{ type: 'text', text: 'I look it up' }, { type: 'tool-call', ...call, input: { city: 'Bern' } }],
  },
  { role: 'tool', content: [{ type: 'tool-result', ...call, output: { type: 'text', value: 'Rain' } }] },
];
const doors = { converse: createAmazonBedrock(options), invoke: createBedrockAnthropic(options) };
for (const [name, door] of Object.entries(doors)) {
  const model = door('us.anthropic.claude-opus-5');
  await generateText({ model, messages, maxRetries: 0 }).catch(() => undefined);
  console.log(name.padEnd(9), turns);
}
JS
unset AWS_BEARER_TOKEN_BEDROCK AWS_ENDPOINT_URL AWS_ENDPOINT_URL_BEDROCK_RUNTIME
node --no-warnings ask.mjs 2>/dev/null | tee seen.txt
cat >expected.txt <<'TEXT'
converse  user:text assistant:text
invoke    user:text assistant:text+tool_use user:tool_result
TEXT
diff expected.txt seen.txt
