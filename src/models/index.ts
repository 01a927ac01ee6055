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
} from './anthropic/blocks.ts';
export { type ClaudeBuilder, type ClaudeMessagesBody, claude } from './anthropic/builder.ts';
export { type ClaudeOutput, type ClaudeOutputBlock, readClaudeOutput } from './anthropic/output.ts';
export {
  type ClaudeMessage,
  type ClaudeMessages,
  type ClaudeOutputConfig,
  type ClaudeThinking,
  claudeMessages,
} from './anthropic/schema.ts';
export type {
  ClaudeCustomTool,
  ClaudeDefinedTool,
  ClaudeTool,
  ClaudeToolChoice,
} from './anthropic/tools.ts';
export * from './batch-regions.ts';
export type {
  ConverseCachePoint,
  ConverseContentBlock,
  ConverseDocument,
  ConverseSystemBlock,
} from './converse/blocks.ts';
export { converse } from './converse/builder.ts';
export { type ConverseOutput, readConverseOutput } from './converse/output.ts';
export {
  type ConverseBody,
  type ConverseGuardrailConfig,
  type ConverseInferenceConfig,
  type ConverseMessage,
  type ConverseOutputConfig,
  type ConverseTextFormat,
  converseBody,
} from './converse/schema.ts';
export * from './explain-model-input.ts';
export * from './families.ts';
export * from './family.ts';
export * from './family-shape.ts';
export type { FamilyName } from './family-titles.ts';
export { type FinishReason, finishReasonOf, finishReasons } from './finish-reason.ts';
export type { FreeObject } from './free-object.ts';
export { type InputCeiling, inputCeilings } from './input-ceilings.ts';
export * from './known-models.ts';
export * from './lifecycle.ts';
export {
  type ComparedModel,
  type ListedModel,
} from './live-differences.ts';
export { type LlamaBuilder, type LlamaInstruction, llama } from './llama/builder.ts';
export { type LlamaOutput, readLlamaOutput } from './llama/output.ts';
export { type LlamaCompletion, llamaCompletion } from './llama/schema.ts';
export type { AudioMedia, ImageMedia, MediaSource, VideoMedia } from './media.ts';
export type { MessageOutput, MessageOutputBlock } from './message-output.ts';
export { type MistralBuilder, type MistralInstruction, mistral } from './mistral/builder.ts';
export { type MistralChatOutput, readMistralChatOutput } from './mistral/chat-output.ts';
export {
  type MistralChat,
  type MistralMessage,
  type MistralTool,
  mistralChat,
} from './mistral/chat-schema.ts';
export {
  type MistralCompletionOutput,
  readMistralCompletionOutput,
} from './mistral/completion-output.ts';
export { type MistralCompletion, mistralCompletion } from './mistral/completion-schema.ts';
export * from './model-id.ts';
export { knowledgeOf, type ResolveModelOptions } from './model-lookup.ts';
export { type NovaBuilder, type NovaMessagesBody, nova } from './nova/builder.ts';
export { type NovaEmbeddingOutput, readNovaEmbeddingOutput } from './nova/embedding-output.ts';
export {
  type NovaEmbedding,
  type NovaEmbeddingParams,
  type NovaEmbeddingText,
  novaEmbedding,
} from './nova/embedding-schema.ts';
export { type NovaOutput, readNovaOutput } from './nova/output.ts';
export {
  type NovaContentBlock,
  type NovaInferenceConfig,
  type NovaMessage,
  type NovaMessages,
  novaMessages,
} from './nova/schema.ts';
export { type OpenAIBuilder, openai } from './openai/builder.ts';
export { type OpenAIOutput, type OpenAIOutputChoice, readOpenAIOutput } from './openai/output.ts';
export {
  type OpenAIChat,
  type OpenAIContent,
  type OpenAIContentPart,
  type OpenAIMessage,
  type OpenAIResponseFormat,
  type OpenAITool,
  openaiChat,
} from './openai/schema.ts';
export * from './plain/plain-form.ts';
export { profileFitsRegion } from './profile-region.ts';
export { familyNamed, familyOf, type ModelResolution, resolveModel } from './registry.ts';
export { type S3Reference, s3ReferencesIn } from './s3-references.ts';
export * from './shape.ts';
export * from './shape-of.ts';
export { type TitanBuilder, titan } from './titan/builder.ts';
export {
  type TitanMultimodalEmbedding,
  titanMultimodalEmbedding,
} from './titan/multimodal-schema.ts';
export { readTitanOutput, type TitanEmbeddingOutput } from './titan/output.ts';
export { type TitanEmbedding, titanEmbedding } from './titan/schema.ts';
export * from './token-ceilings.ts';
export type { ModelInputCode, ModelInputFinding } from './translate-issues.ts';
