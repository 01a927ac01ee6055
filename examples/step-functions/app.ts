/**
 * An app of AWS CDK: films in S3 go through batch inference by a state machine.
 *
 *     npx esbuild examples/step-functions/handlers.ts --bundle --platform=node --format=cjs --target=node20 --outfile=handlers/index.js
 *     export BUCKET=my-bucket HANDLERS=handlers
 *     npx cdk deploy --app 'npx tsx examples/step-functions/app.ts'
 *
 * BUCKET has the sources below films/, and gets datasets, outputs and outcomes below batch/. An execution is started with the state machine's ARN, which the stack gives:
 *
 *     aws stepfunctions start-execution --state-machine-arn ARN --input '{
 *       "out": "s3://my-bucket/batch/films", "source": "s3://my-bucket/films/", "partitions": 100,
 *       "model": "us.anthropic.claude-haiku-4-5-20251001-v1:0", "prompt": "Which genre is {{title}}?"
 *     }'
 */
import { App, CfnOutput, Stack } from 'aws-cdk-lib';
import { Code } from 'aws-cdk-lib/aws-lambda';
import { Bucket } from 'aws-cdk-lib/aws-s3';
import { BatchWorkflow } from 'bedrock-batch/cdk';

const stack = new Stack(new App(), 'Films');
const bucket = Bucket.fromBucketName(stack, 'Bucket', setting('BUCKET'));

const { stateMachine } = new BatchWorkflow(stack, 'Batch', {
  code: Code.fromAsset(setting('HANDLERS')),
  sources: [{ bucket, prefix: 'films/' }],
  datasets: { bucket, prefix: 'batch/' },
  models: ['us.anthropic.claude-haiku-4-5-20251001-v1:0'],
  maxConcurrency: 200,
});

new CfnOutput(stack, 'StateMachineArn', { value: stateMachine.stateMachineArn });

function setting(name: string): string {
  const value = process.env[name];
  if (value === undefined) throw new Error(`The environment variable ${name} is not set`);
  return value;
}
