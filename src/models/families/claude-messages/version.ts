/** The version that every body names. Source: AWS, "Anthropic Claude Messages API", request and response. */
export const ANTHROPIC_VERSION = 'bedrock-2023-05-31';
