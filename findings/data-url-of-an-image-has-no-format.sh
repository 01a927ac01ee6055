#!/usr/bin/env bash
# An image that is given as a data URL reaches Converse with a format that there is not, or without one.
#
# Guess:     an adapter reads the format of an image of its data URL: png of image/png, jpeg of image/jpeg and of image/jpg, which
#            browsers and phones write too.
# Version:   @langchain/aws 1.4.5 with @langchain/core 1.4.0, Node 20.
# Behaviour: of a content block of the type image with a data URL the first half of the media type becomes the format, "image". Of an
#            image_url block with image/jpg there is no format at all. Converse needs one of png, jpeg, gif and webp, and
#            refuses both with status 400; the same image as base64 with its media type is sent well.
# Output:    image, data URL            image
#            image, base64              png
#            image_url, image/jpg       none
#            image_url, image/jpeg      jpeg
#
# Exits 0 while it is so, 1 where it has changed.
set -euo pipefail
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work"
npm init -y >/dev/null
npm install --silent --no-audit --no-fund @langchain/aws@1.4.5 @langchain/core@1.4.0 >/dev/null
cat >ask.mjs <<'JS'
import { ChatBedrockConverse } from '@langchain/aws';
import { HumanMessage } from '@langchain/core/messages';

const chat = new ChatBedrockConverse({
  model: 'us.amazon.nova-lite-v1:0',
  region: 'us-east-1',
  credentials: { accessKeyId: 'test', secretAccessKey: 'test' },
  maxRetries: 0,
});
let body;
/** Nothing is sent: the body is looked at where it would be. */
chat.client.middlewareStack.add(
  () => async ({ request }) => {
    body = JSON.parse(Buffer.from(request.body).toString());
    throw new Error('seen');
  },
  { step: 'finalizeRequest', priority: 'high' },
);
const png = Buffer.from([0x89, 0x50, 0x4e, 0x47]).toString('base64');
const jpeg = Buffer.from([0xff, 0xd8, 0xff, 0xe0]).toString('base64');
const cases = {
  'image, data URL': { type: 'image', source_type: 'url', url: `data:image/png;base64,${png}` },
  'image, base64': { type: 'image', source_type: 'base64', mime_type: 'image/png', data: png },
  'image_url, image/jpg': { type: 'image_url', image_url: { url: `data:image/jpg;base64,${jpeg}` } },
  'image_url, image/jpeg': { type: 'image_url', image_url: { url: `data:image/jpeg;base64,${jpeg}` } },
};
for (const [name, block] of Object.entries(cases)) {
  body = undefined;
  const content = [{ type: 'text', text: 'What is it?' }, block];
  await chat.invoke([new HumanMessage({ content })]).catch(() => undefined);
  const image = body?.messages[0].content[1].image;
  console.log(name.padEnd(26), image === undefined ? 'nothing' : (image.format ?? 'none'));
}
JS
export AWS_CONFIG_FILE=/dev/null AWS_SHARED_CREDENTIALS_FILE=/dev/null
unset AWS_BEARER_TOKEN_BEDROCK AWS_ENDPOINT_URL AWS_ENDPOINT_URL_BEDROCK_RUNTIME AWS_PROFILE
node --no-warnings ask.mjs 2>/dev/null | tee seen.txt
cat >expected.txt <<'TEXT'
image, data URL            image
image, base64              png
image_url, image/jpg       none
image_url, image/jpeg      jpeg
TEXT
diff expected.txt seen.txt
