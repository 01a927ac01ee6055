import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { claudeMessages } from '../../../src/models/families/claude-messages/schema.ts';
import { converseBody } from '../../../src/models/families/converse/schema.ts';
import { llamaCompletion } from '../../../src/models/families/llama/schema.ts';
import { mistralChat } from '../../../src/models/families/mistral-chat/schema.ts';
import { mistralCompletion } from '../../../src/models/families/mistral-completion/schema.ts';
import { novaMessages } from '../../../src/models/families/nova-messages/schema.ts';
import { novaEmbedding } from '../../../src/models/families/nova-multimodal-embeddings/schema.ts';
import { openaiChat } from '../../../src/models/families/openai-chat/schema.ts';
import { titanMultimodalEmbedding } from '../../../src/models/families/titan-multimodal-embeddings/schema.ts';
import { titanEmbedding } from '../../../src/models/families/titan-text-embeddings/schema.ts';
import {
  type ClaudeContentBlock,
  type ClaudeMessagesBody,
  type ClaudeTool,
  type ClaudeToolResultContent,
  type ConverseBody,
  type ConverseContentBlock,
  claude,
  converse,
  type LlamaInstruction,
  llama,
  type MediaSource,
  type MistralChat,
  type MistralInstruction,
  type MistralMessage,
  mistral,
  type NovaContentBlock,
  type NovaEmbeddingParams,
  type NovaMessagesBody,
  nova,
  type OpenAIChat,
  type OpenAIMessage,
  openai,
  type TitanEmbedding,
  type TitanMultimodalEmbedding,
  titan,
} from '../../../src/models/index.ts';

/** Objects with the given members, of which those not named as required may be missing or undefined. */
function some<T extends object>(
  model: { readonly [Key in keyof T]-?: fc.Arbitrary<T[Key]> },
  requiredKeys: readonly (keyof T)[],
): fc.Arbitrary<T> {
  const keys = Object.keys(model) as (keyof T)[];
  const loose = Object.fromEntries(
    keys.map((key) => [
      key,
      requiredKeys.includes(key) ? model[key] : fc.option(model[key], { nil: undefined }),
    ]),
  );
  return fc.record(loose, { requiredKeys: [...requiredKeys] as never }) as fc.Arbitrary<T>;
}

const text = fc.string({ unit: 'binary', maxLength: 5 });
const name = fc.string({ minLength: 1, maxLength: 5 });
const json = fc.jsonValue({ maxDepth: 1 });
const free = fc.dictionary(fc.string(), json, { maxKeys: 2 });
const ratio = fc.double({ min: 0, max: 1, noNaN: true });
const count = fc.integer({ min: 1, max: 100_000 });
const data = fc.base64String({ maxLength: 8 });

function listOf<T>(arbitrary: fc.Arbitrary<T>, minLength = 0): fc.Arbitrary<T[]> {
  return fc.array(arbitrary, { minLength, maxLength: 3 });
}

const source: fc.Arbitrary<MediaSource> = fc.oneof(
  fc.record({ bytes: data }),
  fc.record({
    s3Location: some<{ uri: string; bucketOwner?: string | undefined }>(
      { uri: fc.constant('s3://bucket/a.png'), bucketOwner: fc.constant('111122223333') },
      ['uri'],
    ),
  }),
);
const image = fc.record({ format: fc.constantFrom('png', 'jpeg', 'gif', 'webp'), source });
const video = fc.record({ format: fc.constantFrom('mp4', 'three_gp', 'mkv'), source });
const audio = fc.record({ format: fc.constantFrom('mp3', 'wav'), source });

const cacheControl = fc.option(
  fc.record({ type: fc.constant('ephemeral' as const), ttl: fc.constantFrom('5m' as const, '1h') }),
);
const textBlock = fc.record(
  { type: fc.constant('text' as const), text, cache_control: cacheControl, citations: json },
  { requiredKeys: ['type', 'text'] },
);
const toolResultContent: fc.Arbitrary<ClaudeToolResultContent> = fc.oneof(
  textBlock,
  fc.record({
    type: fc.constant('image' as const),
    source: fc.record({
      type: fc.constant('base64' as const),
      media_type: fc.constantFrom('image/jpeg', 'image/png', 'image/gif', 'image/webp'),
      data,
    }),
  }),
  fc.record({
    type: fc.constant('document' as const),
    source: fc.oneof(
      fc.record({ type: fc.constant('base64' as const), media_type: name, data }),
      fc.record({ type: fc.constant('text' as const), media_type: name, data: text }),
      fc.record({ type: fc.constant('content' as const), content: json }),
    ),
    title: fc.option(text),
    citations: json,
  }),
  fc.record({
    type: fc.constant('search_result' as const),
    source: text,
    title: text,
    content: listOf(textBlock),
  }),
  fc.record({ type: fc.constant('tool_reference' as const), tool_name: name }),
);
const claudeBlock: fc.Arbitrary<ClaudeContentBlock> = fc.oneof(
  toolResultContent,
  fc.record({ type: fc.constant('tool_use' as const), id: text, name: text, input: free }),
  fc.record(
    {
      type: fc.constant('tool_result' as const),
      tool_use_id: text,
      content: fc.oneof(text, listOf(toolResultContent)),
      is_error: fc.boolean(),
    },
    { requiredKeys: ['type', 'tool_use_id'] },
  ),
  fc.record({ type: fc.constant('thinking' as const), thinking: text, signature: text }),
  fc.record({ type: fc.constant('redacted_thinking' as const), data: text }),
);
const claudeTool: fc.Arbitrary<ClaudeTool> = fc.oneof(
  fc.record(
    {
      name,
      type: fc.constant('custom' as const),
      description: text,
      input_schema: free.map((schema) => ({ ...schema, type: 'object' as const })),
      strict: fc.boolean(),
      cache_control: cacheControl,
    },
    { requiredKeys: ['name', 'input_schema'] },
  ),
  fc.record({ type: fc.constant('bash_20250124'), name: fc.constant('bash') }),
);

const claudeBody: fc.Arbitrary<ClaudeMessagesBody> = some<ClaudeMessagesBody>(
  {
    max_tokens: count,
    messages: listOf(
      fc.record({
        role: fc.constantFrom('user', 'assistant'),
        content: fc.oneof(text, listOf(claudeBlock)),
      }),
      1,
    ),
    system: fc.oneof(text, listOf(textBlock)),
    anthropic_beta: listOf(text),
    stop_sequences: listOf(text),
    temperature: ratio,
    top_p: ratio,
    top_k: fc.nat(),
    tools: listOf(claudeTool),
    tool_choice: fc.oneof(
      fc.record({ type: fc.constantFrom('auto' as const, 'any' as const) }),
      fc.record({
        type: fc.constant('tool' as const),
        name,
        disable_parallel_tool_use: fc.boolean(),
      }),
      fc.record({ type: fc.constant('none' as const) }),
    ),
    thinking: fc.oneof(
      fc.record({ type: fc.constant('enabled' as const), budget_tokens: count }),
      fc.record({ type: fc.constantFrom('disabled' as const, 'adaptive' as const) }),
    ),
    output_config: fc.record(
      {
        effort: fc.constantFrom('low' as const, 'max' as const),
        format: fc.option(fc.record({ type: fc.constant('json_schema' as const), schema: free })),
      },
      { requiredKeys: [] },
    ),
    output_format: json,
    metadata: json,
    cache_control: json,
    container: json,
    context_management: json,
    inference_geo: json,
    mcp_servers: json,
    service_tier: json,
    speed: json,
    user_profile_id: json,
    diagnostics: json,
    billing_policy: json,
    compaction: json,
    fallbacks: json,
    fallback_credit_token: json,
    thread: json,
  },
  ['max_tokens', 'messages'],
);

const novaBlock: fc.Arbitrary<NovaContentBlock> = fc.oneof(
  fc.record({ text }),
  fc.record({ image }),
  fc.record({ video }),
  fc.record({ audio }),
  fc.record({ document: free }),
  fc.record({ toolUse: free }),
  fc.record({ toolResult: free }),
  fc.record({ reasoningContent: free }),
  fc.record({ cachePoint: free }),
);

const novaReasoning = fc.record({
  type: fc.constantFrom('enabled' as const, 'disabled' as const),
  maxReasoningEffort: fc.constantFrom('low' as const, 'high' as const),
});

const novaBody: fc.Arbitrary<NovaMessagesBody> = some<NovaMessagesBody>(
  {
    messages: listOf(
      fc.record({ role: fc.constantFrom('user', 'assistant'), content: listOf(novaBlock) }),
      1,
    ),
    system: listOf(fc.oneof(fc.record({ text }), fc.record({ cachePoint: free }))),
    inferenceConfig: fc.record(
      {
        maxTokens: count,
        temperature: ratio,
        topP: ratio,
        topK: fc.nat({ max: 128 }),
        stopSequences: listOf(text),
        reasoningConfig: novaReasoning,
      },
      { requiredKeys: [] },
    ),
    reasoningConfig: novaReasoning,
    toolConfig: fc.record(
      { tools: listOf(free, 1), toolChoice: free },
      { requiredKeys: ['tools'] },
    ),
  },
  ['messages'],
);

const titanBody: fc.Arbitrary<TitanEmbedding> = some<TitanEmbedding>(
  {
    inputText: text,
    dimensions: fc.constantFrom(1024, 512, 256),
    normalize: fc.boolean(),
    embeddingTypes: listOf(fc.constantFrom('float', 'binary')),
  },
  ['inputText'],
);

const openaiContent = fc.oneof(text, listOf(free.map((part) => ({ ...part, type: 'text' }))));
const openaiMessage: fc.Arbitrary<OpenAIMessage> = fc.oneof(
  fc.record({
    role: fc.constantFrom('system' as const, 'developer' as const, 'user' as const),
    content: openaiContent,
  }),
  fc.record(
    { role: fc.constant('assistant' as const), content: fc.option(openaiContent), extra: json },
    { requiredKeys: ['role'] },
  ),
  fc.record({ role: fc.constant('tool' as const), content: openaiContent, tool_call_id: text }),
);

const openaiBody: fc.Arbitrary<OpenAIChat> = fc.record(
  {
    messages: listOf(openaiMessage, 1),
    max_tokens: fc.option(count),
    max_completion_tokens: count,
    temperature: fc.double({ min: 0, max: 2, noNaN: true }),
    top_p: fc.option(ratio),
    stop: fc.oneof(text, listOf(text)),
    response_format: fc.record({ type: name, json_schema: json }),
    tools: listOf(fc.record({ type: name, function: free })),
    tool_choice: json,
    reasoning_effort: text,
    logit_bias: fc.dictionary(text, ratio),
    n: count,
    stream: fc.constant(false),
    chat_template_kwargs: json,
  },
  { requiredKeys: ['messages'] },
);

const converseBlock: fc.Arbitrary<ConverseContentBlock> = fc.oneof(
  fc.record({ text }),
  fc.record({ image }),
  fc.record({ video }),
  fc.record({ audio }),
  fc.record({
    document: fc.record(
      {
        name,
        format: fc.constantFrom('pdf' as const, 'md' as const),
        source: fc.oneof(source, fc.record({ text }), fc.record({ content: listOf(free) })),
        context: text,
        citations: free,
      },
      { requiredKeys: ['name', 'source'] },
    ),
  }),
  fc.record({ cachePoint: fc.record({ type: fc.constant('default' as const) }) }),
  fc.record({ guardContent: free }),
  fc.record({ reasoningContent: free }),
  fc.record({ citationsContent: free }),
  fc.record({ searchResult: free }),
  fc.record({ toolAddition: free }),
  fc.record({ toolRemoval: free }),
);

const converseGiven: fc.Arbitrary<ConverseBody> = some<ConverseBody>(
  {
    messages: listOf(
      fc.record({
        role: fc.constantFrom('user', 'assistant', 'system'),
        content: listOf(converseBlock),
      }),
      1,
    ),
    system: listOf(fc.oneof(fc.record({ text: name }), fc.record({ guardContent: free }))),
    inferenceConfig: fc.record(
      { maxTokens: count, temperature: ratio, topP: ratio, stopSequences: listOf(name) },
      { requiredKeys: [] },
    ),
    guardrailConfig: fc.record(
      {
        guardrailVersion: text,
        trace: fc.constantFrom('enabled' as const, 'enabled_full' as const),
      },
      { requiredKeys: [] },
    ),
    additionalModelRequestFields: json,
    additionalModelResponseFieldPaths: listOf(name),
    requestMetadata: fc.dictionary(text, text),
    outputConfig: fc.record(
      {
        textFormat: fc.record({
          type: fc.constant('json_schema' as const),
          structure: fc.record({
            jsonSchema: fc.record(
              { schema: text, name, description: text },
              { requiredKeys: ['schema'] },
            ),
          }),
        }),
        effort: fc.constantFrom('low' as const, 'max' as const),
      },
      { requiredKeys: [] },
    ),
    performanceConfig: free,
    serviceTier: free,
    promptVariables: free,
  },
  ['messages'],
);

const llamaBody: fc.Arbitrary<LlamaInstruction> = some<LlamaInstruction>(
  {
    prompt: text,
    system: text,
    temperature: ratio,
    top_p: ratio,
    max_gen_len: count,
    images: listOf(data),
  },
  ['prompt'],
);

const mistralBody: fc.Arbitrary<MistralInstruction> = some<MistralInstruction>(
  {
    prompt: text,
    system: text,
    max_tokens: count,
    stop: listOf(text),
    temperature: ratio,
    top_p: ratio,
    top_k: count,
  },
  ['prompt'],
);

const mistralMessage: fc.Arbitrary<MistralMessage> = fc.oneof(
  fc.record({ role: fc.constantFrom('system' as const, 'user' as const), content: text }),
  fc.record(
    { role: fc.constant('assistant' as const), content: fc.option(text), tool_calls: json },
    { requiredKeys: ['role'] },
  ),
  fc.record({ role: fc.constant('tool' as const), content: text, tool_call_id: text }),
);

const mistralChatBody: fc.Arbitrary<MistralChat> = some<MistralChat>(
  {
    messages: listOf(mistralMessage),
    tools: listOf(
      fc.record({
        type: fc.constant('function' as const),
        function: fc.record({ name, description: text, parameters: free }),
      }),
    ),
    tool_choice: json,
    max_tokens: count,
    temperature: ratio,
    top_p: ratio,
  },
  ['messages'],
);

const titanMultimodalBody: fc.Arbitrary<TitanMultimodalEmbedding> = some<TitanMultimodalEmbedding>(
  {
    inputText: text,
    inputImage: data,
    embeddingConfig: fc.record(
      { outputEmbeddingLength: fc.constantFrom(256 as const, 384 as const, 1024 as const) },
      { requiredKeys: [] },
    ),
  },
  [],
);

const novaEmbeddingBody: fc.Arbitrary<NovaEmbeddingParams> = some<NovaEmbeddingParams>(
  {
    embeddingPurpose: fc.constantFrom('GENERIC_INDEX' as const, 'CLUSTERING' as const),
    embeddingDimension: fc.constantFrom(256 as const, 3072 as const),
    text: fc.record(
      { truncationMode: fc.constantFrom('START' as const, 'NONE' as const), value: text },
      { requiredKeys: ['truncationMode'] },
    ),
    image: fc.record({
      format: fc.constantFrom('png' as const, 'webp' as const),
      source,
      detailLevel: fc.constantFrom('STANDARD_IMAGE' as const, 'DOCUMENT_IMAGE' as const),
    }),
    audio: fc.record({ format: fc.constantFrom('mp3' as const, 'ogg' as const), source }),
    video: fc.record({
      format: fc.constantFrom('mp4' as const, '3gp' as const),
      source,
      embeddingMode: fc.constantFrom('AUDIO_VIDEO_COMBINED' as const, 'AUDIO_VIDEO_SEPARATE'),
    }),
  },
  ['embeddingPurpose'],
);

describe('typed builders', () => {
  it('always make what the schema of Claude takes', () => {
    fc.assert(
      fc.property(claudeBody, (body) => {
        const modelInput = claude.messages(body);

        expect(claudeMessages().safeParse(modelInput).error).toBeUndefined();
        expect(modelInput.anthropic_version).toBe('bedrock-2023-05-31');
      }),
    );
  });

  it('always make what the schema of Nova takes', () => {
    fc.assert(
      fc.property(novaBody, (body) => {
        const modelInput = nova.messages(body);

        expect(novaMessages().safeParse(modelInput).error).toBeUndefined();
        expect(modelInput.schemaVersion).toBe('messages-v1');
      }),
    );
  });

  it('always make what the schema of Titan takes', () => {
    fc.assert(
      fc.property(titanBody, (body) => {
        expect(titanEmbedding().safeParse(titan.embed(body)).error).toBeUndefined();
      }),
    );
  });

  it('always make what the schema of chat completions takes', () => {
    fc.assert(
      fc.property(openaiBody, (body) => {
        expect(openaiChat().safeParse(openai.chat(body)).error).toBeUndefined();
      }),
    );
  });

  it('always make what the schema of Llama takes', () => {
    fc.assert(
      fc.property(llamaBody, ({ system: _system, ...body }) => {
        expect(llamaCompletion().safeParse(llama.complete(body)).error).toBeUndefined();
      }),
    );
    fc.assert(
      fc.property(llamaBody, (body) => {
        expect(llamaCompletion().safeParse(llama.instruct(body)).error).toBeUndefined();
      }),
    );
  });

  it('always make what the schemas of Mistral take', () => {
    fc.assert(
      fc.property(mistralBody, ({ system: _system, ...body }) => {
        expect(mistralCompletion().safeParse(mistral.complete(body)).error).toBeUndefined();
      }),
    );
    fc.assert(
      fc.property(mistralBody, mistralChatBody, (body, chat) => {
        expect(mistralCompletion().safeParse(mistral.instruct(body)).error).toBeUndefined();
        expect(mistralChat().safeParse(mistral.chat(chat)).error).toBeUndefined();
      }),
    );
  });

  it('always make what the schemas of multimodal embeddings take', () => {
    fc.assert(
      fc.property(titanMultimodalBody, novaEmbeddingBody, (body, params) => {
        const ofTitan = titan.embedMultimodal(body);

        expect(titanMultimodalEmbedding().safeParse(ofTitan).error).toBeUndefined();
        expect(novaEmbedding().safeParse(nova.embed(params)).error).toBeUndefined();
      }),
    );
  });

  it('always make what the schema of Converse takes', () => {
    fc.assert(
      fc.property(converseGiven, (body) => {
        expect(converseBody().safeParse(converse(body)).error).toBeUndefined();
      }),
    );
  });
});
