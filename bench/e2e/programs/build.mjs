// @ts-check
import { buildDataset } from 'bedrock-batch/builders';
import { MAX_TOKENS, MODEL, PROMPT } from '../../subject.mjs';
import { sayFigures } from './say-figures.mjs';

const [source = '', out = ''] = process.argv.slice(2);
const { manifest } = await buildDataset(source, {
  model: MODEL,
  prompt: PROMPT,
  id: '{{id}}',
  maxTokens: MAX_TOKENS,
  name: 'bench',
  out,
});
sayFigures(manifest);
