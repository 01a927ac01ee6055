import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { ACCEPTED, type Verdicts } from '../../../src/engine/index.ts';
import { plainFormOf, s3ReferencesIn } from '../../../src/models/lean.ts';
import { lookCloserAtReferences } from '../../../src/validators/job/look-closer.ts';
import { lineEngines } from '../../../src/validators/reading/line-engines.ts';
import { valueOf } from '../../models/support/shape-arbitrary.ts';

const MAX = { maxLineBytes: 1 << 20 };
const QUOTAS = {
  recordsPerFile: 1e5,
  recordsPerJob: 1e5,
  minRecordsPerJob: 1,
  fileBytes: 1e9,
  jobBytes: 5e9,
  recordBytes: 25e6,
  concurrentJobs: 20,
};

const MODELS = [
  ['nova-messages', 'amazon.nova-pro-v1:0'],
  ['nova-messages', 'amazon.nova-2-lite-v1:0'],
  ['converse', 'amazon.nova-pro-v1:0'],
  ['converse', 'us.anthropic.claude-haiku-4-5-20251001-v1:0'],
  ['claude-messages', 'us.anthropic.claude-haiku-4-5-20251001-v1:0'],
  ['openai-chat', 'openai.gpt-oss-120b-1:0'],
  ['nova-multimodal-embeddings', 'amazon.nova-2-multimodal-embeddings-v1:0'],
] as const;

const source = { s3Location: { uri: 's3://bucket/in/a' } };
const media = fc.constantFrom(
  { image: { format: 'png', source } },
  { video: { format: 'mp4', source } },
  { audio: { format: 'mp3', source } },
  { document: { name: 'A', format: 'pdf', source } },
  { toolResult: { toolUseId: 't', content: [{ image: { format: 'png', source } }] } },
);
const content = fc
  .tuple(fc.array(fc.constant({ text: 'Hello' }), { maxLength: 3 }), media)
  .chain(([texts, one]) =>
    fc.nat(texts.length).map((at) => [...texts.slice(0, at), one, ...texts.slice(at)]),
  );
const referring = fc.oneof(
  content.map((blocks) => ({ messages: [{ role: 'user', content: blocks }] })),
  fc.constantFrom('text', 'image', 'audio', 'video').map((key) => ({
    taskType: 'SINGLE_EMBEDDING',
    singleEmbeddingParams: { embeddingPurpose: 'GENERIC_INDEX', [key]: { source } },
  })),
);

/** The verdict on one record. */
function judge(newEngine: ReturnType<typeof lineEngines>, modelInput: unknown): Verdicts {
  const line = Buffer.from(`${JSON.stringify({ recordId: '1', modelInput })}\n`);
  const engine = newEngine();
  const room = engine.room(line.length);
  room.set(line.subarray(0, room.length));
  return engine.push(line.length);
}

describe('the plain forms', () => {
  it.each(MODELS)('of %s for %s never hold a reference to S3', (name, model) => {
    const form = plainFormOf({ name }, model);
    if (form === undefined) return expect(name).toBe('nova-multimodal-embeddings');
    return fc.assert(
      fc.property(valueOf(form.shape), (value) => {
        expect([...s3ReferencesIn(value as Record<string, unknown>)]).toEqual([]);
      }),
      { numRuns: 100 },
    );
  });

  it.each(MODELS)('of %s for %s are never accepted with a reference in them', (family, model) => {
    const engine = lineEngines({ family, foundationModel: model, quotas: QUOTAS, ...MAX });
    fc.assert(
      fc.property(referring, (modelInput) => {
        const block = judge(engine, modelInput);
        expect(block.count).toBe(1);
        expect(block.verdict[0]).not.toBe(ACCEPTED);
      }),
      { numRuns: 100 },
    );
  });
});

describe('lookCloserAtReferences()', () => {
  const anything = lineEngines({ quotas: QUOTAS, ...MAX });

  it('always asks for a closer look at exactly the lines that name an object', () => {
    const line = fc.tuple(fc.boolean(), fc.nat(2)).map(([refers, blanks]) => ({
      refers,
      text: `${JSON.stringify({ recordId: 'r', modelInput: { a: ' '.repeat(blanks), b: refers ? source : 1 } })}\n`,
    }));
    fc.assert(
      fc.property(fc.array(line, { minLength: 1, maxLength: 12 }), (lines) => {
        const bytes = Buffer.from(lines.map(({ text }) => text).join(''));
        const engine = anything();
        engine.room(bytes.length).set(bytes);
        const block = engine.push(bytes.length);
        const before = [...block.verdict.subarray(0, block.count)];

        lookCloserAtReferences(block);

        const after = [...block.verdict.subarray(0, block.count)];
        expect(after.map((verdict) => verdict !== ACCEPTED)).toEqual(
          lines.map(({ refers }, index) => refers || before[index] !== ACCEPTED),
        );
      }),
      { numRuns: 200 },
    );
  });
});
