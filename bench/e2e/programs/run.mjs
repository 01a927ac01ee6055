// @ts-check
import { runDataset } from 'bedrock-batch/run';
import { RECORDS } from '../../subject.mjs';
import { sayFigures } from './say-figures.mjs';

const [source = '', out = '', to = ''] = process.argv.slice(2);
const { totals } = await runDataset(source, {
  ...RECORDS,
  out,
  to,
  roleArn: 'arn:aws:iam::123456789012:role/Batch',
  pollSeconds: { first: 0.1, most: 1 },
});
sayFigures(totals);
