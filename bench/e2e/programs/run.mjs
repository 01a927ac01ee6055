// @ts-check
import { runDataset } from 'bedrock-batch/run';
import { MAX_TOKENS, MODEL, PROMPT } from '../../subject.mjs';
import { sayFigures } from './say-figures.mjs';

const [source = '', out = '', to = ''] = process.argv.slice(2);
const { totals } = await runDataset(source, {
  model: MODEL,
  prompt: PROMPT,
  id: '{{id}}',
  maxTokens: MAX_TOKENS,
  name: 'bench',
  out,
  to,
  roleArn: 'arn:aws:iam::123456789012:role/Batch',
  pollSeconds: { first: 0.1, most: 1 },
});
sayFigures(totals);
