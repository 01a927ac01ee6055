// @ts-check
import { buildDataset } from 'bedrock-batch/builders';
import { RECORDS } from '../../subject.mjs';
import { sayFigures } from './say-figures.mjs';

const [source = '', out = ''] = process.argv.slice(2);
const { manifest } = await buildDataset(source, {
  ...RECORDS,
  out,
});
sayFigures(manifest);
