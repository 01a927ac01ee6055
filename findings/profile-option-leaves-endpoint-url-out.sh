#!/usr/bin/env bash
# The option `profile` of a client takes region and credentials of a profile, and leaves out its endpoint_url.
#
# Guess:     new S3Client({ profile: 'p' }) does what AWS_PROFILE=p does: region, credentials and endpoint_url of the profile.
# Version:   @aws-sdk/client-s3 3.1169.0 and @aws-sdk/client-bedrock 3.1162.0, Node 20.
# Behaviour: region and credentials are those of the profile, and endpoint_url is read only of the profile that AWS_PROFILE names. A program that
#            hands the profile to its clients sends to AWS itself, with the profile's credentials, what was meant for a
#            server of one's own.
# Output:    option       s3.eu-west-1.amazonaws.com bedrock.eu-west-1.amazonaws.com
#            AWS_PROFILE  127.0.0.1 127.0.0.1
#
# Exits 0 while it is so, 1 where it has changed.
set -euo pipefail
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work"
npm init -y >/dev/null
npm install --silent --no-audit --no-fund @aws-sdk/client-s3@3.1169.0 @aws-sdk/client-bedrock@3.1162.0 >/dev/null
cat >config <<'CONFIG'
[profile p]
region = eu-west-1
endpoint_url = http://127.0.0.1:9
aws_access_key_id = test
aws_secret_access_key = test
CONFIG
cat >ask.mjs <<'JS'
import { BedrockClient, ListModelInvocationJobsCommand } from '@aws-sdk/client-bedrock';
import { ListBucketsCommand, S3Client } from '@aws-sdk/client-s3';

// Nothing is sent: the request is looked at where it would be signed.
async function hostOf(client, command) {
  let host = 'none';
  client.middlewareStack.add(
    () => async ({ request }) => {
      host = request.hostname;
      throw new Error('seen');
    },
    { step: 'finalizeRequest', priority: 'high' },
  );
  await client.send(command).catch(() => undefined);
  return host;
}
const options = process.argv[2] === 'option' ? { profile: 'p' } : {};
console.log(
  await hostOf(new S3Client(options), new ListBucketsCommand({})),
  await hostOf(new BedrockClient(options), new ListModelInvocationJobsCommand({})),
);
JS
export NODE_NO_WARNINGS=1 AWS_CONFIG_FILE="$work/config" AWS_SHARED_CREDENTIALS_FILE=/dev/null
for name in $(env | grep -o '^AWS_[A-Z0-9_]*' | grep -v -e '^AWS_CONFIG_FILE$' -e '^AWS_SHARED_CREDENTIALS_FILE$'); do unset "$name"; done
failed=0
expect() {
  printf '%-11s  %s\n' "$1" "$3"
  [ "$2" = "$3" ] || { echo "  changed; expected: $2" && failed=1; }
}
expect 'option' 's3.eu-west-1.amazonaws.com bedrock.eu-west-1.amazonaws.com' "$(node ask.mjs option)"
expect 'AWS_PROFILE' '127.0.0.1 127.0.0.1' "$(AWS_PROFILE=p node ask.mjs)"
exit "$failed"
