#!/usr/bin/env bash
# What newer models of Claude refuse is left out by one door of an adapter and sent by its other door.
#
# Guess:     a package that knows what a model refuses, and leaves it out with a warning, does so however the model is called.
# Version:   @ai-sdk/amazon-bedrock 4.0.186 with ai 6.0.326, Node 20.
# Behaviour: for Claude Opus 5.5 its door for InvokeModel leaves out temperature and top_k and turns thinking with a budget into adaptive
#            thinking. Its door for Converse sends temperature and the budget, both refused by the model with status 400, and
#            top_k as `inferenceConfig.topK`, which Converse has no member of: nobody applies it.
#            So requests that work by one door, recorded and moved to a batch job of type Converse, fail record by record.
# Output:    sampling, converse  {"temperature":0.2,"topK":40}
#            sampling, invoke    {}
#            thinking, converse  {"type":"enabled","budget_tokens":2000}
#            thinking, invoke    {"type":"adaptive"}
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

let body;
/** Nothing is sent: the body is looked at where it would be. */
const fetch = async (_url, init) => {
  body = JSON.parse(init.body);
  throw new Error('seen');
};
const options = { region: 'us-east-1', accessKeyId: 'test', secretAccessKey: 'test', fetch };
const doors = { converse: createAmazonBedrock(options), invoke: createBedrockAnthropic(options) };
async function ask(name, more) {
  const model = doors[name]('us.anthropic.claude-opus-5-5');
  await generateText({ model, prompt: 'Hello', maxRetries: 0, ...more }).catch(() => undefined);
}
const budget = {
  bedrock: { reasoningConfig: { type: 'enabled', budgetTokens: 2000 } },
  anthropic: { thinking: { type: 'enabled', budgetTokens: 2000 } },
};
for (const name of Object.keys(doors)) {
  await ask(name, { temperature: 0.2, topK: 40 });
  const { temperature, topK } = body.inferenceConfig ?? body;
  console.log(`sampling, ${name.padEnd(9)}`, JSON.stringify({ temperature, topK, top_k: body.top_k }));
}
for (const name of Object.keys(doors)) {
  await ask(name, { providerOptions: budget });
  const { thinking } = body.additionalModelRequestFields ?? body;
  console.log(`thinking, ${name.padEnd(9)}`, JSON.stringify(thinking));
}
JS
unset AWS_BEARER_TOKEN_BEDROCK AWS_ENDPOINT_URL AWS_ENDPOINT_URL_BEDROCK_RUNTIME
node --no-warnings ask.mjs 2>/dev/null | grep -E '^(sampling|thinking), ' | tee seen.txt
cat >expected.txt <<'TEXT'
sampling, converse  {"temperature":0.2,"topK":40}
sampling, invoke    {}
thinking, converse  {"type":"enabled","budget_tokens":2000}
thinking, invoke    {"type":"adaptive"}
TEXT
diff expected.txt seen.txt
