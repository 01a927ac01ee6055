import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { DiagnosticCollector, type Report } from '../../../src/core/index.ts';
import { ACCEPTED, type LineEngine, PlainLineEngine } from '../../../src/engine/index.ts';
import { shapeOfFamily } from '../../../src/models/families/family-shape.ts';
import { families, type ModelFamily } from '../../../src/models/index.ts';
import { quotasFor } from '../../../src/quotas/index.ts';
import {
  type DatasetRules,
  DatasetValidator,
} from '../../../src/validators/checking/dataset-validator.ts';
import { type LineRules, lineEngines } from '../../../src/validators/reading/line-engines.ts';
import { explainerOf } from '../../../src/validators/record/explainer.ts';
import { damaged, drawFrom, jsonText, seeds } from '../../engine/support/json-texts.ts';
import { odd } from '../../engine/support/odd-json.ts';
import { tameValue } from '../../engine/support/tame-value.ts';
import { mutantOf } from '../../models/support/shape-arbitrary.ts';
import { cutAt, cuts } from '../../support/byte-chunks.ts';
import { judged } from '../../support/simd-lines.ts';

/** One model of each family; what holds for others is proven of the plain forms. */
const MODELS: Readonly<Record<string, string>> = {
  'claude-messages': 'anthropic.claude-opus-4-1-20250805-v1:0',
  'nova-messages': 'amazon.nova-lite-v1:0',
  'openai-chat': 'openai.gpt-oss-120b-1:0',
  llama: 'meta.llama3-1-8b-instruct-v1:0',
};

function rulesOf(family: ModelFamily | undefined): DatasetRules & LineRules {
  const modelId = MODELS[family?.name ?? ''] ?? 'unknown';
  return {
    family: family?.name,
    foundationModel: modelId,
    explain: explainerOf({ family, modelId, custom: false, diagnostics: [] }),
    quotas: { ...quotasFor(undefined, {}).quotas, recordBytes: 2000 },
    excerpts: true,
    maxLineBytes: 3000,
  };
}

function reportOf(engine: LineEngine, rules: DatasetRules, pieces: Iterable<Uint8Array>): Report {
  const collector = new DiagnosticCollector({});
  const validator = new DatasetValidator(rules, collector);
  validator.startJob('job');
  validator.startFile('file.jsonl');
  for (const piece of pieces) {
    engine.room(piece.length).set(piece);
    validator.push(engine.push(piece.length));
  }
  validator.push(engine.finish());
  validator.finishFile();
  validator.finishJob();
  return collector.report(validator.sizes);
}

/** Lines as they come: plain ones, ones with something wrong in the value or in the text, ids used twice. */
function linesFor(family: ModelFamily | undefined): fc.Arbitrary<string> {
  const value =
    family === undefined
      ? fc.jsonValue()
      : seeds.map((seed) => tameValue(shapeOfFamily(family), drawFrom(seed)));
  const modelInput = fc.oneof(
    { weight: 3, arbitrary: value },
    { weight: 1, arbitrary: value.chain((good) => mutantOf(good)) },
  );
  const recordId = fc.oneof(
    fc.nat(1000).map((number) => `r-${number}`),
    fc.constantFrom('', 'a b', 'x'.repeat(70), 7),
  );
  return fc.tuple(modelInput, recordId, seeds).map(([input, id, seed]) => {
    const draw = drawFrom(seed);
    const text = jsonText({ recordId: id, modelInput: input }, draw);
    if (draw(4) === 0) return odd(text, draw);
    return draw(4) === 0 ? damaged(text, draw) : text;
  });
}

const ENDINGS = ['\n', '\n', '\n', '\r\n', '\n\n', ''];

describe.each([
  ...families.map((family) => [family.name, family] as const),
  ['no family', undefined] as const,
])('the engines for %s', (_name, family) => {
  const rules = rulesOf(family);
  const newEngine = lineEngines(rules);

  it('lead to the same report, however the bytes are cut', () => {
    const file = fc
      .tuple(fc.array(linesFor(family), { maxLength: 8 }), fc.constantFrom(...ENDINGS), fc.nat(200))
      .map(([lines, end, at]) => {
        const bytes = Buffer.from(lines.join('\n') + end);
        // One file in a few has a byte that is no UTF-8.
        if (at < 20 && at < bytes.length) bytes[at] = 0xe9;
        return bytes;
      });
    fc.assert(
      fc.property(file, cuts, (bytes, places) => {
        expect(reportOf(newEngine(), rules, cutAt(bytes, places))).toEqual(
          reportOf(new PlainLineEngine({ maxLineBytes: rules.maxLineBytes }), rules, [bytes]),
        );
      }),
      { numRuns: 150 },
    );
  });
});

describe('lineEngines()', () => {
  const withPrompts = families.filter(({ answers, name }) => answers === 'text' || MODELS[name]);

  it.each(withPrompts.map((family) => [family.name, family] as const))(
    'accepts every record that a template makes for %s',
    (_name, family) => {
      const prompts = ['Hello', 'Sag "hallo"\n', '日本 😀', 'x'.repeat(1000)];
      const lines = prompts.map((prompt, index) =>
        JSON.stringify({
          recordId: `r${index}`,
          modelInput: family.fromPrompt({ prompt, maxTokens: 99 }),
        }),
      );
      const engine = lineEngines(rulesOf(family))();

      const said = judged(engine, [Buffer.from(`${lines.join('\n')}\n`)]);

      expect(said.map(({ verdict }) => verdict)).toEqual(prompts.map(() => ACCEPTED));
    },
  );
});
