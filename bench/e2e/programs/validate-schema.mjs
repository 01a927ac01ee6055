// @ts-check
import { validateDataset } from 'bedrock-batch/validators';
import { chatModelInput } from '../../chat-schema.mjs';
import { MODEL, UNBOUND } from '../../subject.mjs';
import { sayFigures } from './say-figures.mjs';

const [file = ''] = process.argv.slice(2);
const report = await validateDataset(file, {
  model: MODEL,
  quotas: UNBOUND,
  schema: chatModelInput,
});
if (!report.valid) throw new Error(JSON.stringify(report.diagnostics[0]));
sayFigures(report);
