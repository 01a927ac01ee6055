import { describe, expect, it } from 'vitest';
import { outcomesToCsv } from '../../../src/results/index.ts';
import { outcomeIn } from '../../../src/results/outcomes/saved-line.ts';

describe('cells of outcomes that were saved', () => {
  it('are as Bedrock and the builder wrote them: big integers and 1.0 come out as they were', async () => {
    const output = '{"id":12345678901234567890,"score":1.0}';
    const record = '{"recordId":"1","modelInput":{"seed":98765432109876543210}}';
    const line = `{"recordId":"1","status":"succeeded","output":${output},"record":${record}}`;
    async function* saved() {
      yield outcomeIn(line);
    }

    let csv = '';
    for await (const lines of outcomesToCsv(saved(), { columns: ['output', 'record'] }))
      csv += lines;

    const cell = (json: string) => `"${json.replaceAll('"', '""')}"`;
    expect(csv).toBe(`output,record\r\n${cell(output)},${cell(record)}\r\n`);
  });
});
