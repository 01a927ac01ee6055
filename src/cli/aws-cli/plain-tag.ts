/** A tag as this command has it for short. */
interface PlainTag {
  readonly key: string;
  readonly value: string;
}

/** A word that names a member of a tag; in capitals too, as other services of AWS have them, so that it is told. */
const NAMES_MEMBER = /^\s*(?:(?:key|value)\s*@?=|\{\s*"(?:key|value)")/i;

/**
 * Reads a tag in the form `team=films`: all up to the first `=` is the key, all behind it the value.
 *
 * @returns Nothing where the word names a member of a tag, and so is a form of the AWS CLI, or has no key.
 */
export function plainTag(word: string): PlainTag | undefined {
  const equals = word.indexOf('=');
  if (equals < 1 || NAMES_MEMBER.test(word)) return undefined;
  return { key: word.slice(0, equals), value: word.slice(equals + 1) };
}

/**
 * Gives each further tag behind `--tags` the flag too: the AWS CLI takes several words, and here other arguments may follow.
 *
 * Only words that name a member of a tag are further tags; `team=films` could be a file.
 */
export function flagForEachTag(argv: readonly string[]): readonly string[] {
  const words: string[] = [];
  let tagsUntil = -2;
  for (const [at, word] of argv.entries()) {
    if (word === '--') return [...words, ...argv.slice(at)];
    if (word === '--tags') tagsUntil = at + 1;
    else if (at === tagsUntil + 1 && NAMES_MEMBER.test(word)) {
      tagsUntil = at;
      words.push('--tags');
    }
    words.push(word);
  }
  return words;
}
