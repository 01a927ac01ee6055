export { type MistralBuilder, mistral } from './builders/mistral.ts';
export { type NovaBuilder, nova } from './builders/nova.ts';
export { type TitanBuilder, titan } from './builders/titan.ts';
export { explainModelInput } from './explain/explain-model-input.ts';
export type { ModelInputFinding } from './explain/translate-issues.ts';
export type { ClaudeAsked, ClaudeAsks, ClaudeWords } from './facts/claude/asks.ts';
export { type ClaudeTakes, takesOf } from './facts/claude/takes.ts';
export type { DocumentSupport } from './facts/document-support.ts';
export type { FactSource } from './facts/fact-source.ts';
export type { ImageLimits } from './facts/image-limits.ts';
export {
  type ComparedModel,
  compareListed,
  type ListedModel,
  unlistedIn,
} from './facts/live-differences.ts';
export type {
  BatchEvidence,
  BatchPrice,
  BatchRegions,
  ContextTokens,
  KeyDoubt,
  KeySupport,
  Lifecycle,
  Modalities,
  Modality,
  ModelRow,
  OutputTokens,
  RegionalPrice,
  Successor,
} from './facts/model-row.ts';
export { type FoundRow, modelTable } from './facts/model-table.ts';
export type {
  ClaudeCacheControl,
  ClaudeContentBlock,
  ClaudeDocumentBlock,
  ClaudeImageBlock,
  ClaudeImageMediaType,
  ClaudeOtherBlock,
  ClaudeRedactedThinkingBlock,
  ClaudeSearchResultBlock,
  ClaudeTextBlock,
  ClaudeThinkingBlock,
  ClaudeToolResultBlock,
  ClaudeToolResultContent,
  ClaudeToolUseBlock,
} from './families/claude-messages/blocks.ts';
export {
  type ClaudeBuilder,
  type ClaudeMessagesBody,
  claude,
} from './families/claude-messages/builder.ts';
export {
  type ClaudeOutput,
  type ClaudeOutputBlock,
  readClaudeOutput,
} from './families/claude-messages/output.ts';
export {
  type ClaudeMessage,
  type ClaudeMessages,
  type ClaudeOutputConfig,
  type ClaudeThinking,
} from './families/claude-messages/schema.ts';
export type {
  ClaudeCustomTool,
  ClaudeDefinedTool,
  ClaudeTool,
  ClaudeToolChoice,
} from './families/claude-messages/tools.ts';
export type {
  ConverseCachePoint,
  ConverseContentBlock,
  ConverseDocument,
  ConverseSystemBlock,
} from './families/converse/blocks.ts';
export { converse } from './families/converse/builder.ts';
export { type ConverseOutput, readConverseOutput } from './families/converse/output.ts';
export {
  type ConverseBody,
  type ConverseGuardrailConfig,
  type ConverseInferenceConfig,
  type ConverseMessage,
  type ConverseOutputConfig,
  type ConverseTextFormat,
} from './families/converse/schema.ts';
export { families } from './families/families.ts';
export { type InputCeiling, inputCeilings } from './families/input-ceilings.ts';
export { type LlamaBuilder, type LlamaInstruction, llama } from './families/llama/builder.ts';
export { type LlamaOutput, readLlamaOutput } from './families/llama/output.ts';
export { type LlamaCompletion } from './families/llama/schema.ts';
export { type MistralChatOutput, readMistralChatOutput } from './families/mistral-chat/output.ts';
export {
  type MistralChat,
  type MistralMessage,
  type MistralTool,
} from './families/mistral-chat/schema.ts';
export type { MistralInstruction } from './families/mistral-completion/builder.ts';
export {
  type MistralCompletionOutput,
  readMistralCompletionOutput,
} from './families/mistral-completion/output.ts';
export { type MistralCompletion } from './families/mistral-completion/schema.ts';
export type { ModelFamily } from './families/model-family.ts';
export type { NovaMessagesBody } from './families/nova-messages/builder.ts';
export { type NovaOutput, readNovaOutput } from './families/nova-messages/output.ts';
export {
  type NovaContentBlock,
  type NovaInferenceConfig,
  type NovaMessage,
  type NovaMessages,
  type NovaReasoningConfig,
} from './families/nova-messages/schema.ts';
export {
  type NovaEmbeddingOutput,
  readNovaEmbeddingOutput,
} from './families/nova-multimodal-embeddings/output.ts';
export {
  type NovaEmbedding,
  type NovaEmbeddingParams,
  type NovaEmbeddingText,
} from './families/nova-multimodal-embeddings/schema.ts';
export { type OpenAIBuilder, openai } from './families/openai-chat/builder.ts';
export {
  type OpenAIOutput,
  type OpenAIOutputChoice,
  readOpenAIOutput,
} from './families/openai-chat/output.ts';
export {
  type OpenAIChat,
  type OpenAIContent,
  type OpenAIContentPart,
  type OpenAIMessage,
  type OpenAIResponseFormat,
  type OpenAITool,
} from './families/openai-chat/schema.ts';
export { type TitanMultimodalEmbedding } from './families/titan-multimodal-embeddings/schema.ts';
export { type TitanEmbedding } from './families/titan-text-embeddings/schema.ts';
export { readUnnamedOutput } from './families/unnamed-output.ts';
export { type ParsedModelId } from './ids/model-id.ts';
export * from './lean.ts';
export type { AudioMedia, ImageMedia, MediaSource, VideoMedia } from './media/media.ts';
export { finishReasonOf } from './outputs/finish-reason.ts';
export type { MessageOutputBlock } from './outputs/message-output.ts';
export type { OutputReading } from './outputs/output-reading.ts';
export { readTitanOutput, type TitanEmbeddingOutput } from './outputs/titan-output.ts';
export type { Usage } from './outputs/usage.ts';
export { familyNamed, familyOf, resolveModel } from './registry/resolve-model.ts';
export type { FreeObject } from './shape/free-object.ts';
export type { TurnFlaw } from './turns/turn.ts';
