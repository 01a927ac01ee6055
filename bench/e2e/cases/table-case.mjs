// @ts-check
import { mkdirSync, readdirSync, readFileSync, rmSync, statSync } from 'node:fs';
import path from 'node:path';
import { corpus } from '../../corpora/generate.mjs';
import { measure } from '../measure.mjs';
import { BUCKET, startEmulator } from '../server-process.mjs';
import { command, OUT, ours, rival, variant } from '../variant.mjs';

const FOLDER = path.join(OUT, 'table');

/** @type {import('../variant.mjs').Case} Saved outcomes of short rows as a table: a million at 100 MB. */
export const tableCase = {
  name: 'table',
  async prepare(size) {
    rmSync(FOLDER, { recursive: true, force: true });
    mkdirSync(FOLDER, { recursive: true });
    const dataset = path.join(FOLDER, 'dataset');
    const { env, stop } = await startEmulator(path.join(OUT, 'emulator'));
    try {
      const target = `s3://${BUCKET}/bench/`;
      await measure([...ours('run'), corpus('short', size), dataset, target], { env });
    } finally {
      await stop();
    }
    const outcomes = path.join(dataset, 'runs/main/outcomes');
    const files = readdirSync(outcomes).map((name) => path.join(outcomes, name));
    const bytes = files.reduce((sum, file) => sum + statSync(file).size, 0);
    const table = path.join(FOLDER, 'table.csv');
    const { records } = JSON.parse(readFileSync(path.join(dataset, 'manifest.json'), 'utf8'));
    return {
      bytes,
      variants: [
        variant('bedrock-batch', [...ours('table'), dataset, table]),
        {
          name: 'bedrock-batch results, without rows',
          run: async () => {
            const argv = command('results', dataset, '-o', table, '--quiet');
            return { ...(await measure(argv, { saysNothing: true })), records };
          },
        },
        variant('Python json.loads + csv', [
          ...rival('outcomes_to_csv.py'),
          table,
          ...files.sort(),
        ]),
      ],
      cleanUp: () => rmSync(FOLDER, { recursive: true, force: true }),
    };
  },
};
