#!/usr/bin/env bash
# Two adapters for Converse make names of documents that Bedrock refuses, of file names that are common.
#
# Guess:     an adapter that is given files with their names sends names that Converse takes: letters, digits, single spaces, hyphens,
#            parentheses and brackets, and no name twice in a request.
# Version:   @ai-sdk/amazon-bedrock 4.0.186 with ai 6.0.326; @langchain/aws 1.4.5 with @langchain/core 1.4.0; Node 20.
# Behaviour: the AI SDK cuts a file name at its first dot, so the minutes of two quarters (q3.2025.pdf, q3.2026.pdf) and a
#            text beside its own PDF (plan.txt, plan.pdf) get one name; commas and umlauts stay. LangChain sends the file name as it is,
#            with the dot before its ending, which no name may have. Both requests are refused with status 400, and in a
#            batch job the records fail one by one, after the rest was paid for.
# Output:    ai-sdk    q3 q3 plan plan
#            langchain q3.2025.pdf q3.2026.pdf plan.txt plan.pdf
#
# Exits 0 while it is so, 1 where it has changed.
set -euo pipefail
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work"
npm init -y >/dev/null
npm install --silent --no-audit --no-fund @ai-sdk/amazon-bedrock@4.0.186 ai@6.0.326 zod@4.6.7 \
  @langchain/aws@1.4.5 @langchain/core@1.4.0 >/dev/null
cat >ask.mjs <<'JS'
import { createAmazonBedrock } from '@ai-sdk/amazon-bedrock';
import { ChatBedrockConverse } from '@langchain/aws';
import { HumanMessage } from '@langchain/core/messages';
import { generateText } from 'ai';

const files = ['q3.2025.pdf', 'q3.2026.pdf', 'plan.txt', 'plan.pdf'];
const typeOf = (name) => (name.endsWith('.pdf') ? 'application/pdf' : 'text/plain');
const text = { type: 'text', text: 'Compare them' };
const model = 'us.anthropic.claude-haiku-4-5-20251001-v1:0';
const credentials = { accessKeyId: 'test', secretAccessKey: 'test' };
const shown = { 'ai-sdk': 'nothing', langchain: 'nothing' };

/** Nothing is sent: the body is looked at where it would be. */
function look(adapter, body) {
  const { messages } = JSON.parse(body);
  const names = messages.flatMap(({ content }) => content.flatMap(({ document }) => document?.name ?? []));
  shown[adapter] = names.join(' ');
  throw new Error('seen');
}

const fetch = async (_url, { body }) => look('ai-sdk', body);
const bedrock = createAmazonBedrock({ region: 'us-east-1', ...credentials, fetch });
const parts = files.map((filename) => ({
  type: 'file', filename, mediaType: typeOf(filename), data: Buffer.from('x'),
}));
await generateText({
  model: bedrock(model),
  messages: [{ role: 'user', content: [text, ...parts] }],
  maxRetries: 0,
}).catch(() => undefined);

const chat = new ChatBedrockConverse({ model, region: 'us-east-1', credentials, maxRetries: 0 });
chat.client.middlewareStack.add(
  () => async ({ request }) => look('langchain', Buffer.from(request.body).toString()),
  { step: 'finalizeRequest', priority: 'high' },
);
const blocks = files.map((filename) => ({
  type: 'file', source_type: 'base64', mime_type: typeOf(filename), data: 'eA==', metadata: { filename },
}));
await chat.invoke([new HumanMessage({ content: [text, ...blocks] })]).catch(() => undefined);

for (const [adapter, names] of Object.entries(shown)) console.log(adapter.padEnd(9), names);
JS
export AWS_CONFIG_FILE=/dev/null AWS_SHARED_CREDENTIALS_FILE=/dev/null
unset AWS_BEARER_TOKEN_BEDROCK AWS_ENDPOINT_URL AWS_ENDPOINT_URL_BEDROCK_RUNTIME AWS_PROFILE
node --no-warnings ask.mjs 2>/dev/null | tee seen.txt
cat >expected.txt <<'TEXT'
ai-sdk    q3 q3 plan plan
langchain q3.2025.pdf q3.2026.pdf plan.txt plan.pdf
TEXT
diff expected.txt seen.txt
