export default ({ title, year }) => {
  if (year === '') throw new Error(`${title} has no year`);
  return {
    modelInput: {
      anthropic_version: 'bedrock-2023-05-31',
      max_tokens: 64,
      messages: [{ role: 'user', content: `Which genre is ${title} of ${year}?` }],
    },
  };
};
