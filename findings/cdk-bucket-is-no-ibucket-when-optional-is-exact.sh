#!/usr/bin/env bash
# A bucket that CDK makes does not fit where CDK asks for a bucket, once TypeScript tells absent members from undefined ones.
#
# Guess:     `new Bucket()` can be given to whatever takes an `IBucket`: the class implements it.
# Version:   aws-cdk-lib 2.276.0, constructs 10.5.0, TypeScript 7.0.2, each with skipLibCheck.
# Behaviour: with exactOptionalPropertyTypes the class is refused for its optional members (isWebsite and others); an imported
#            bucket, which is typed as `IBucket` itself, fits. Without that setting both do.
# Output:    exact    new Bucket refused, imported taken
#            usual    new Bucket taken, imported taken
#
# Exits 0 while it is so, 1 where it has changed.
set -euo pipefail
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work"
npm init -y >/dev/null
npm install --silent --no-audit --no-fund aws-cdk-lib@2.276.0 constructs@10.5.0 typescript@7.0.2 >/dev/null
cat >made.ts <<'TS'
import { App, Stack } from 'aws-cdk-lib';
import { Bucket, type IBucket } from 'aws-cdk-lib/aws-s3';
export const bucket: IBucket = new Bucket(new Stack(new App(), 'S'), 'B');
TS
cat >imported.ts <<'TS'
import { App, Stack } from 'aws-cdk-lib';
import { Bucket, type IBucket } from 'aws-cdk-lib/aws-s3';
export const bucket: IBucket = Bucket.fromBucketName(new Stack(new App(), 'S'), 'B', 'name');
TS
verdict() { # file, setting
  if npx tsc --noEmit --strict --skipLibCheck --module nodenext --target es2022 --types '' \
    --exactOptionalPropertyTypes "$2" "$1" >/dev/null; then echo taken; else echo refused; fi
}
{
  echo "exact    new Bucket $(verdict made.ts true), imported $(verdict imported.ts true)"
  echo "usual    new Bucket $(verdict made.ts false), imported $(verdict imported.ts false)"
} | tee seen.txt
cat >expected.txt <<'TEXT'
exact    new Bucket refused, imported taken
usual    new Bucket taken, imported taken
TEXT
diff expected.txt seen.txt
