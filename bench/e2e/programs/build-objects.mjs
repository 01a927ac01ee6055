// @ts-check
import { buildDataset } from 'bedrock-batch/builders';
import { MODEL } from '../../subject.mjs';
import { objects, recordOf } from './objects.mjs';
import { sayFigures } from './say-figures.mjs';

const [count = '', out = ''] = process.argv.slice(2);
const { manifest } = await buildDataset(objects(Number(count)), {
  model: MODEL,
  record: recordOf,
  name: 'bench',
  out,
});
sayFigures(manifest);
