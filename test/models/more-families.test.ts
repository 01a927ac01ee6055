import { describe, expect, it } from 'vitest';
import { familyOf, llama, mistral, nova, titan } from '../../src/models/index.ts';
import { brief, explain, spots } from './support/explain.ts';

const LLAMA = 'us.meta.llama3-3-70b-instruct-v1:0';
const SMALL = 'mistral.mistral-small-2402-v1:0';
const LARGE = 'mistral.mistral-large-2407-v1:0';
const TITAN = 'amazon.titan-embed-image-v1';
const EMBED = 'amazon.nova-2-multimodal-embeddings-v1:0';

const text = { truncationMode: 'END', value: 'Hello' } as const;
const messages = [{ role: 'user' as const, content: 'Hello' }];

function embedding(params: object): object {
  return {
    taskType: 'SINGLE_EMBEDDING',
    singleEmbeddingParams: { embeddingPurpose: 'GENERIC_INDEX', ...params },
  };
}

describe('Llama', () => {
  it('gets the tokens around a question from the builder and from a template', () => {
    const prompt =
      '<|begin_of_text|><|start_header_id|>system<|end_header_id|>\n\nBe brief<|eot_id|>' +
      '<|start_header_id|>user<|end_header_id|>\n\nHello<|eot_id|>' +
      '<|start_header_id|>assistant<|end_header_id|>\n\n';
    const parts = { prompt: 'Hello', system: 'Be brief', maxTokens: 9 };

    expect(llama.instruct({ prompt: 'Hello', system: 'Be brief' })).toEqual({ prompt });
    expect(familyOf(LLAMA)?.fromPrompt(parts)).toEqual({ prompt, max_gen_len: 9 });
    expect(llama.complete({ prompt: 'Hello', top_p: 1 })).toEqual({ prompt: 'Hello', top_p: 1 });
  });

  it('is not asked in the form of SageMaker', () => {
    const parameters = { max_new_tokens: 9 };

    for (const body of [
      { prompt: 'Hello', parameters },
      { messages, parameters },
      { inputs: '' },
    ]) {
      expect(explain(LLAMA, body)).toMatchObject([
        {
          code: 'MODEL_INPUT_OTHER_FAMILY',
          args: {
            looksLike: 'SageMaker JumpStart',
            fix: expect.stringContaining('"max_gen_len" (not "max_new_tokens")'),
          },
        },
      ]);
    }
    expect(explain(LLAMA, { messages, max_tokens: 9 })).toMatchObject([
      { code: 'MODEL_INPUT_OTHER_FAMILY', args: { looksLike: 'OpenAI-style chat' } },
    ]);
  });

  it('is recognised where another family is asked', () => {
    expect(explain(SMALL, { prompt: 'Hello', max_gen_len: 9 })).toMatchObject([
      { code: 'MODEL_INPUT_OTHER_FAMILY', args: { looksLike: 'Llama', key: 'max_gen_len' } },
    ]);
  });
});

describe('Mistral', () => {
  it('gets the tokens around a question from the builder and from a template', () => {
    const prompt = '<s>[INST] Be brief\n\nHello [/INST]';
    const parts = { prompt: 'Hello', system: 'Be brief', maxTokens: 9 };

    expect(mistral.instruct({ prompt: 'Hello', system: 'Be brief' })).toEqual({ prompt });
    expect(familyOf(SMALL)?.fromPrompt(parts)).toEqual({ prompt, max_tokens: 9 });
    expect(mistral.instruct({ prompt: 'Hello' }).prompt).toBe('<s>[INST] Hello [/INST]');
  });

  it('has a chat form of its own, narrower than that of OpenAI', () => {
    const tool = { type: 'function', function: { name: 'classify', parameters: {} } };
    const call = { id: 'c', function: { name: 'classify', arguments: '{}' } };
    const turns = [
      { role: 'system', content: 'Be brief' },
      ...messages,
      { role: 'assistant', content: '', tool_calls: [call] },
      { role: 'tool', tool_call_id: 'c', content: '{}' },
    ];

    expect(spots(explain(LARGE, { messages: turns, tools: [tool], tool_choice: 'any' }))).toEqual([
      ['MODEL_INPUT_FEATURE_CONTRADICTED', 'tools'],
    ]);
    expect(spots(explain(LARGE, { messages: [{ role: 'user', content: [{}] }] }))).toEqual([
      ['MODEL_INPUT_TYPE', 'messages/0/content'],
    ]);
    expect(spots(explain(LARGE, { messages, tools: [{ type: 'custom' }] }))).toEqual([
      ['MODEL_INPUT_VALUE', 'tools/0/type'],
      ['MODEL_INPUT_REQUIRED', 'tools/0/function'],
      ['MODEL_INPUT_FEATURE_CONTRADICTED', 'tools'],
    ]);
    expect(explain(LARGE, { messages, response_format: {} })).toMatchObject([
      { code: 'MODEL_INPUT_OTHER_FAMILY', args: { looksLike: 'OpenAI-style chat' } },
    ]);
  });

  it('tells the two forms apart', () => {
    expect(explain(LARGE, mistral.instruct({ prompt: 'Hello' }))).toMatchObject([
      { code: 'MODEL_INPUT_OTHER_FAMILY' },
    ]);
    expect(explain(SMALL, mistral.chat({ messages }))).toMatchObject([
      { code: 'MODEL_INPUT_OTHER_FAMILY', args: { key: 'messages' } },
    ]);
  });
});

describe('Titan Multimodal Embeddings', () => {
  it('takes a text, an image, or both', () => {
    expect(explain(TITAN, titan.embedMultimodal({ inputText: 'Hello' }))).toEqual([]);
    expect(explain(TITAN, titan.embedMultimodal({ inputImage: 'AAAA' }))).toEqual([]);
    expect(explain(TITAN, { inputText: 'Hello', inputImage: 'AAAA' })).toEqual([]);
    expect(brief(explain(TITAN, { embeddingConfig: { outputEmbeddingLength: 256 } }))).toEqual([
      [
        'MODEL_INPUT_REQUIRED',
        'inputText',
        { expected: 'a string, or base64 text in "inputImage", or both' },
      ],
    ]);
  });

  it('has lengths of its own, and is told from the text embeddings', () => {
    const body = { inputText: 'Hello', embeddingConfig: { outputEmbeddingLength: 512 } };

    expect(brief(explain(TITAN, body))).toEqual([
      [
        'MODEL_INPUT_VALUE',
        'embeddingConfig/outputEmbeddingLength',
        { expected: 'one of 256, 384, 1024', received: '512' },
      ],
    ]);
    expect(explain(TITAN, { inputText: 'Hello', dimensions: 256 })).toMatchObject([
      { code: 'MODEL_INPUT_OTHER_FAMILY', args: { looksLike: 'Titan Text Embeddings V2' } },
    ]);
    expect(explain('amazon.titan-embed-text-v2:0', { inputImage: 'AAAA' })).toMatchObject([
      { code: 'MODEL_INPUT_OTHER_FAMILY', args: { looksLike: 'Titan Multimodal Embeddings G1' } },
    ]);
  });
});

describe('Nova Multimodal Embeddings', () => {
  it('takes exactly one thing to embed', () => {
    const image = { format: 'png', source: { bytes: 'AAAA' } };
    const expected = 'exactly one of "text", "image", "audio", "video"';

    expect(explain(EMBED, nova.embed({ embeddingPurpose: 'CLUSTERING', text }))).toEqual([]);
    expect(explain(EMBED, embedding({ image }))).toEqual([]);
    expect(brief(explain(EMBED, embedding({})))).toEqual([
      ['MODEL_INPUT_REQUIRED', 'singleEmbeddingParams/text', { expected }],
    ]);
    expect(brief(explain(EMBED, embedding({ text, image })))).toEqual([
      [
        'MODEL_INPUT_VALUE',
        'singleEmbeddingParams/image',
        { expected, received: 'given beside "text"' },
      ],
    ]);
  });

  it('takes a text from the record or from S3', () => {
    const source = { s3Location: { uri: 's3://my-bucket/texts/a.txt' } };
    const place = 'singleEmbeddingParams/text';

    expect(explain(EMBED, embedding({ text: { truncationMode: 'END', source } }))).toEqual([]);
    expect(spots(explain(EMBED, embedding({ text: { ...text, source } })))).toEqual([
      ['MODEL_INPUT_VALUE', `${place}/source`],
    ]);
    expect(spots(explain(EMBED, embedding({ text: { truncationMode: 'END' } })))).toEqual([
      ['MODEL_INPUT_REQUIRED', `${place}/value`],
    ]);
    const bytes = { truncationMode: 'END', source: { bytes: 'AAAA' } };
    expect(spots(explain(EMBED, embedding({ text: bytes })))).toEqual([
      ['MODEL_INPUT_REQUIRED', `${place}/source/s3Location`],
      ['MODEL_INPUT_UNKNOWN_KEY', `${place}/source/bytes`],
    ]);
  });

  it('needs a purpose and takes its own dimensions', () => {
    const singleEmbeddingParams = { embeddingDimension: 512, text };

    expect(spots(explain(EMBED, { taskType: 'SINGLE_EMBEDDING', singleEmbeddingParams }))).toEqual([
      ['MODEL_INPUT_REQUIRED', 'singleEmbeddingParams/embeddingPurpose'],
      ['MODEL_INPUT_VALUE', 'singleEmbeddingParams/embeddingDimension'],
    ]);
    expect(
      spots(explain(EMBED, { ...embedding({ text }), taskType: 'SEGMENTED_EMBEDDING' })),
    ).toEqual([['MODEL_INPUT_VALUE', 'taskType']]);
  });

  it('is told from Nova messages, though both have a schemaVersion', () => {
    const body = nova.embed({ embeddingPurpose: 'GENERIC_INDEX', text });

    expect(explain('amazon.nova-lite-v1:0', body)).toMatchObject([
      { code: 'MODEL_INPUT_OTHER_FAMILY', args: { looksLike: 'Nova Multimodal Embeddings' } },
    ]);
  });
});

describe('Nova Micro', () => {
  it('takes text only', () => {
    const image = { image: { format: 'png', source: { bytes: 'AAAA' } } };
    const body = { messages: [{ role: 'user', content: [{ text: 'Hello' }, image] }] };

    expect(explain('amazon.nova-lite-v1:0', body)).toEqual([]);
    expect(spots(explain('us.amazon.nova-micro-v1:0', body))).toEqual([
      ['MODEL_INPUT_FORBIDDEN_KEY', 'messages/0/content/1/image'],
    ]);
  });
});
