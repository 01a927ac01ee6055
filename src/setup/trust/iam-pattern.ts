/** Whether a text is what a pattern of IAM means: `*` any characters, `?` one. Source: IAM User Guide, "Condition operators". */
export function fitsPattern(pattern: string, text: string): boolean {
  const source = pattern.replaceAll(/[$()+.[\\\]^{|}/-]/g, String.raw`\$&`);
  const anything = source.replaceAll('*', '[^]*').replaceAll('?', '[^]');
  return new RegExp(`^${anything}$`).test(text);
}
