export default (row) => ({
  modelInput: {
    anthropic_version: 'bedrock-2023-05-31',
    max_tokens: 64,
    messages: [{ role: 'user', content: `Which genre is ${JSON.stringify(row)}?` }],
  },
});
