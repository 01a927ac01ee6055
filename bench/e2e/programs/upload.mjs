// @ts-check
import { uploadDataset } from 'bedrock-batch/upload';
import { sayFigures } from './say-figures.mjs';

const [folder = '', to = ''] = process.argv.slice(2);
const { dataset, bytesSent } = await uploadDataset(folder, { to });
if (bytesSent !== dataset.manifest.bytes) throw new Error(`${bytesSent} bytes were sent`);
sayFigures(dataset.manifest);
