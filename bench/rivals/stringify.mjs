// @ts-check
import { objects, recordOf } from '../e2e/programs/objects.mjs';
import { sayFigures } from '../e2e/programs/say-figures.mjs';

const [count = ''] = process.argv.slice(2);
let records = 0;
let characters = 0;
for (const row of objects(Number(count))) {
  records += 1;
  characters += JSON.stringify({
    recordId: String(records).padStart(8, '0'),
    ...recordOf(row),
  }).length;
}
if (characters < records) throw new Error('Nothing was written');
sayFigures({ records });
