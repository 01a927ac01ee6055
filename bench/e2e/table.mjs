// @ts-check
import { median } from './compare.mjs';

const HEAD = [
  '| case | program | wall s, median (min–max) | CPU s | MB/s | records/s | peak RSS MB | time ÷ ours | CPU ÷ ours |',
  '|---|---|---|---|---|---|---|---|---|',
];

/**
 * @param {readonly import('./compare.mjs').Compared[]} cases
 * @returns {string} A table in Markdown; MB are 10^6 bytes, RSS is the largest of the runs.
 */
export function tableOf(cases) {
  return [...HEAD, ...cases.flatMap(rowsOf)].join('\n');
}

/** @param {import('./compare.mjs').Compared} compared @returns {string[]} */
function rowsOf({ name, bytes, records, variants }) {
  const [ours] = variants;
  return variants.map((variant) => {
    const wall = median(variant.seconds);
    const cpu = median(variant.cpuSeconds);
    const digits = wall < 1 ? 3 : 2;
    const range = [Math.min, Math.max]
      .map((end) => end(...variant.seconds).toFixed(digits))
      .join('–');
    const cells = [
      name,
      variant.name,
      `${wall.toFixed(digits)} (${range})`,
      cpu.toFixed(digits),
      bytes === 0 ? '' : (bytes / 1e6 / wall).toFixed(0),
      records === 0 ? '' : Math.round(records / wall).toLocaleString('en'),
      (Math.max(...variant.rssBytes) / 1e6).toFixed(0),
      (wall / median(ours?.seconds ?? [])).toFixed(2),
      (cpu / median(ours?.cpuSeconds ?? [])).toFixed(2),
    ];
    return `| ${cells.join(' | ')} |`;
  });
}
