// @ts-check
/**
 * A docstring and the code it stands above.
 *
 * @typedef {object} Documented
 * @property {string} text Markdown, a paragraph to a line.
 * @property {string} code From the docstring to the next one, or to the end.
 */

const DOCSTRING = /^(?<indent> *)\/\*\*\n(?<lines>(?: *\*(?!\/).*\n)*) *\*\/\n/gm;

/**
 * Gives the docstrings of more than one line that stand in a source at an indentation, each with the code below it.
 *
 * @param {string} source
 * @param {string} [indent] Spaces before each of them.
 * @returns {Documented[]}
 */
export function docCommentsOf(source, indent = '') {
  const found = [...source.matchAll(DOCSTRING)].filter(
    ({ groups }) => groups?.['indent'] === indent,
  );
  return found.map(({ 0: whole, index, groups }, place) => ({
    text: unwrapped(groups?.['lines'] ?? ''),
    code: source.slice(index + whole.length, found[place + 1]?.index),
  }));
}

/** @param {string} lines Lines of a docstring, each with its star. @returns {string} */
function unwrapped(lines) {
  let isFenced = false;
  let text = '';
  for (const line of lines.trimEnd().split('\n')) {
    const words = line.replace(/^ *\* ?/, '');
    const isFence = words.startsWith('```');
    const follows = !isFenced && !isFence && words !== '' && /[^\n]$/.test(text);
    text += `${follows ? ' ' : text === '' ? '' : '\n'}${words}`;
    if (isFence) isFenced = !isFenced;
  }
  return text;
}
