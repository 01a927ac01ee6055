import { InvalidOptionError } from '../../core/index.ts';

const PACKAGE = 'gpt-tokenizer';

/** The names stand in variables, so that bundlers do not ask for a package that is optional. */
const MODULES: Readonly<Record<string, string>> = {
  o200k_harmony: `${PACKAGE}/encoding/o200k_harmony`,
};

/** What is used of the package. */
export interface TokenizerPackage {
  /** Counts the tokens of a text; what the encoding has names for, such as `<|end|>`, is text too where none is disallowed. */
  countTokens(text: string, options: { readonly disallowedSpecial: ReadonlySet<string> }): number;
}

/**
 * Loads a tokenizer; its tables take about 50 MB of memory.
 *
 * @throws {InvalidOptionError} `INVALID_OPTION` where its package is not installed.
 */
export async function loadTokenizer(encoding: string): Promise<TokenizerPackage> {
  try {
    return (await import(MODULES[encoding] ?? encoding)) as TokenizerPackage;
  } catch (cause) {
    throw new InvalidOptionError(
      `Tokens of ${encoding} are counted by ${PACKAGE}, which cannot be loaded`,
      {
        option: 'tokenizer',
        hint: `Install it beside bedrock-batch (npm install ${PACKAGE}), or let characters tell about how many there are`,
        cause,
      },
    );
  }
}
