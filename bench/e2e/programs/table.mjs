// @ts-check
import { openRun } from 'bedrock-batch';
import { writeSavedOutcomes } from 'bedrock-batch/results';
import { sayFigures } from './say-figures.mjs';

const [folder = '', path = ''] = process.argv.slice(2);
const records = await writeSavedOutcomes(path, await openRun(folder), { format: 'csv' });
sayFigures({ records });
