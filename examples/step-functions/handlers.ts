/**
 * The functions of the state machine, all in one bundle.
 *
 *     npx esbuild examples/step-functions/handlers.ts --bundle --platform=node --format=cjs --target=node20 --outfile=handlers/index.js
 */
export {
  advance,
  collect,
  finish,
  listen,
  partition,
  plan,
  seal,
  wake,
} from 'bedrock-batch/lambda';
