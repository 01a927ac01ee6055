/** What people call the API whose bodies Claude takes. */
export const MESSAGES_API = 'the Messages API';

/** The version that every body names. Source: AWS, "Anthropic Claude Messages API", request and response. */
export const ANTHROPIC_VERSION = 'bedrock-2023-05-31';
