// @ts-check
import { createEmulator } from 'bedrock-batch/emulator';

// serves until its input ends, so it never outlives the bench
const [folder = '', bucket = '', options = '{}'] = process.argv.slice(2);
const emulator = await createEmulator({ ...JSON.parse(options), folder });
await emulator.createBucket(bucket);
const { endpoint, region, credentials } = emulator;
console.log(JSON.stringify({ endpoint, region, credentials }));
process.stdin.resume().once('end', () => process.exit());
